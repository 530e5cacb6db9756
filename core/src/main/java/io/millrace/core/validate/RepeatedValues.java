package io.millrace.core.validate;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Counts values that were there before as of the same time: exactly, and in memory that does not grow with them. Different
 * values are held until they take too much; then they go aside, with all that follow, to be counted part by part at the end.
 *
 * <p>A value is a record of bytes, its time among them; numbers are held as such as long as they are held.
 */
final class RepeatedValues {
    /** What values may take before they go aside. */
    static final long MOST_HELD = 1 << 24;

    /** What a value takes beside its bytes; a number takes 16 to 32 in all. */
    private static final int VALUE_BYTES = 40;

    private static final int NUMBER_BYTES = 32;

    private final long mostHeld;
    private final int depth;
    private SeenNumbers numbers = new SeenNumbers();
    private SeenTexts texts = new SeenTexts();
    private @Nullable PartsAside aside;
    private ByteBuffer entry = ByteBuffer.allocate(256);
    private long held;
    private long repeated;

    RepeatedValues(long mostHeld) {
        this(mostHeld, 0);
    }

    /**
     * @param depth how often these values were divided before
     */
    private RepeatedValues(long mostHeld, int depth) {
        this.mostHeld = mostHeld;
        this.depth = depth;
    }

    void add(long time, long number) {
        if (aside == null) {
            count(numbers.add(time, number), NUMBER_BYTES);
        } else {
            aside.add(entry.putLong(0, time).putLong(Long.BYTES, number).array(), 2 * Long.BYTES);
        }
    }

    void add(long time, byte[] bytes, int from, int length) {
        int size = Long.BYTES + length;
        if (size > entry.capacity()) {
            entry = ByteBuffer.allocate(2 * size);
        }
        addEntry(entry.putLong(0, time).put(Long.BYTES, bytes, from, length).array(), size);
    }

    private void addEntry(byte[] bytes, int length) {
        if (aside == null) {
            count(texts.add(bytes, length), length + VALUE_BYTES);
        } else {
            aside.add(bytes, length);
        }
    }

    private void count(boolean isNew, long bytes) {
        if (!isNew) {
            repeated++;
            return;
        }
        held += bytes;
        if (held > mostHeld) {
            putAside();
        }
    }

    private void putAside() {
        PartsAside parts = new PartsAside(depth);
        aside = parts;
        numbers.forEach((time, number) ->
                parts.add(entry.putLong(0, time).putLong(Long.BYTES, number).array(), 2 * Long.BYTES));
        texts.forEach(parts::add);
        numbers = new SeenNumbers();
        texts = new SeenTexts();
    }

    /** The number of values that were there before; the end of counting. */
    long count() {
        if (aside != null) {
            try (PartsAside parts = aside) {
                for (int part = 0; part < PartsAside.PARTS; part++) {
                    RepeatedValues values = new RepeatedValues(mostHeld, depth + 1);
                    parts.read(part, values::addEntry);
                    repeated += values.count();
                }
            }
            aside = null;
        }
        return repeated;
    }
}
