package io.millrace.core.validate;

import io.millrace.core.event.DictionaryEncoder;
import io.millrace.core.sketch.ValueHash;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** The texts that were seen as of each time. Spread over several dictionaries, because one holds at most 2 GiB. */
final class SeenTexts {
    private static final int PARTS = 64;

    private final @Nullable DictionaryEncoder[] parts = new DictionaryEncoder[PARTS];
    private ByteBuffer entry = ByteBuffer.allocate(256);

    /** Whether the text is new as of that time. */
    boolean add(long time, byte[] bytes, int from, int length) {
        int size = Long.BYTES + length;
        if (size > entry.capacity()) {
            entry = ByteBuffer.allocate(2 * size);
        }
        entry.putLong(0, time).put(Long.BYTES, bytes, from, length);
        DictionaryEncoder part = part((int) (ValueHash.of(entry.array(), 0, size) & PARTS - 1));
        int known = part.dictionary().size();
        return part.encode(entry.array(), 0, size) == known;
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
