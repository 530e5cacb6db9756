package io.millrace.csv;

import io.millrace.core.event.Dictionary;
import java.util.Arrays;

/** Which entries of a column's dictionary must be quoted, found out once for every entry. */
final class QuoteNeeds {
    private static final byte PLAIN = 1;
    private static final byte QUOTED = 2;
    private static final byte FIRST_OF_BYTE_ORDER_MARK = (byte) 0xEF;

    private long dictionaryId = -1;
    private byte[] needs = new byte[64];

    boolean of(Dictionary dictionary, int code) {
        if (!dictionary.isDistinct()) {
            return of(dictionary.bytes(), dictionary.offset(code), dictionary.length(code));
        }
        if (dictionary.id() != dictionaryId) {
            dictionaryId = dictionary.id();
            Arrays.fill(needs, (byte) 0);
        }
        if (code >= needs.length) {
            needs = Arrays.copyOf(needs, Math.max(2 * needs.length, dictionary.size()));
        }
        if (needs[code] == 0) {
            boolean quoted = of(dictionary.bytes(), dictionary.offset(code), dictionary.length(code));
            needs[code] = quoted ? QUOTED : PLAIN;
        }
        return needs[code] == QUOTED;
    }

    /** Empty text is told from null by quotes, and a leading byte order mark from that of a file. */
    static boolean of(byte[] bytes, int from, int length) {
        if (length == 0 || bytes[from] == FIRST_OF_BYTE_ORDER_MARK) {
            return true;
        }
        for (int i = from; i < from + length; i++) {
            byte value = bytes[i];
            if (value == '"' || value == ',' || value == '\n' || value == '\r') {
                return true;
            }
        }
        return false;
    }
}
