package io.millrace.core.validate;

import io.millrace.core.event.Dictionary;
import io.millrace.core.event.DictionaryEncoder;
import io.millrace.core.sketch.ValueHash;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The records of bytes that were seen. Spread over several dictionaries, because one holds at most 2 GiB. */
final class SeenTexts {
    private static final int PARTS = 64;

    private final @Nullable DictionaryEncoder[] parts = new DictionaryEncoder[PARTS];

    /** Whether the record, the first bytes of an array, is new. */
    boolean add(byte[] bytes, int length) {
        DictionaryEncoder part = part((int) (ValueHash.of(bytes, 0, length) & PARTS - 1));
        int known = part.dictionary().size();
        return part.encode(bytes, 0, length) == known;
    }

    /** Hands on every record. */
    void forEach(PartsAside.Target target) {
        for (DictionaryEncoder part : parts) {
            if (part != null) {
                Dictionary dictionary = part.dictionary();
                for (int code = 0; code < dictionary.size(); code++) {
                    int from = dictionary.offset(code);
                    byte[] bytes = Arrays.copyOfRange(dictionary.bytes(), from, from + dictionary.length(code));
                    target.accept(bytes, bytes.length);
                }
            }
        }
    }

    private DictionaryEncoder part(int number) {
        DictionaryEncoder part = parts[number];
        if (part == null) {
            part = new DictionaryEncoder();
            parts[number] = part;
        }
        return part;
    }
}
