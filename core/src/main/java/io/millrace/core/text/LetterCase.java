package io.millrace.core.text;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Texts in lower or upper case, as {@link String#toLowerCase(Locale)} with {@link Locale#ROOT} does. */
public final class LetterCase {
    private static final int DISTANCE = 'a' - 'A';

    private final boolean upper;
    private byte[] bytes = new byte[64];
    private int length;

    /**
     * @param upper whether to upper case, not lower
     */
    public LetterCase(boolean upper) {
        this.upper = upper;
    }

    /** Keeps the text in this case in {@link #bytes}. */
    public void apply(byte[] utf8, int from, int to) {
        length = to - from;
        if (length > bytes.length) {
            bytes = new byte[Math.max(length, 2 * bytes.length)];
        }
        char first = upper ? 'a' : 'A';
        int distance = upper ? -DISTANCE : DISTANCE;
        for (int i = 0; i < length; i++) {
            byte letter = utf8[from + i];
            if (letter < 0) {
                applyByString(new String(utf8, from, length, StandardCharsets.UTF_8));
                return;
            }
            bytes[i] = letter >= first && letter < first + 26 ? (byte) (letter + distance) : letter;
        }
    }

    private void applyByString(String text) {
        bytes = (upper ? text.toUpperCase(Locale.ROOT) : text.toLowerCase(Locale.ROOT))
                .getBytes(StandardCharsets.UTF_8);
        length = bytes.length;
    }

    /** The result from its first byte to {@link #length}; valid until the next call. */
    public byte[] bytes() {
        return bytes;
    }

    public int length() {
        return length;
    }
}
