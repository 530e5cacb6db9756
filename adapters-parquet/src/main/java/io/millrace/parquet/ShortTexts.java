package io.millrace.parquet;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Remembers the codes of texts of up to 16 bytes, which two numbers say wholly, so that most rows need no look at a
 * dictionary's bytes. A place is taken by the last text that fell on it.
 */
final class ShortTexts {
    /** The longest text that is remembered. */
    static final int MOST_BYTES = 16;

    private static final int FEWEST_PLACES = 1 << 8;
    private static final int MOST_PLACES = 1 << 16;
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN)
            .withInvokeExactBehavior();

    private long[] low = new long[0];
    private long[] high = new long[0];
    private int[] lengths = new int[0];
    private int[] codes = new int[0];
    private long id;
    private int place;

    /** Forgets everything where the dictionary is another one; makes room where it has grown. */
    void startBatch(long dictionaryId, int dictionarySize) {
        int wanted = Math.max(FEWEST_PLACES, Math.min(MOST_PLACES, Integer.highestOneBit(dictionarySize) * 4));
        if (wanted > codes.length) {
            low = new long[wanted];
            high = new long[wanted];
            codes = new int[wanted];
            lengths = new int[wanted];
            Arrays.fill(lengths, -1);
        } else if (dictionaryId != id) {
            Arrays.fill(lengths, -1);
        }
        id = dictionaryId;
    }

    /**
     * The code of a text, or -1 where it is not remembered; {@link #remember} then takes its place.
     *
     * @param bytes with at least 16 bytes from the text's start on
     * @param length at most {@link #MOST_BYTES}
     */
    int find(byte[] bytes, int from, int length) {
        long first = (long) LONGS.get(bytes, from);
        long second = 0;
        if (length < Long.BYTES) {
            first &= (1L << length * Byte.SIZE) - 1;
        } else if (length < MOST_BYTES) {
            second = (long) LONGS.get(bytes, from + Long.BYTES) & (1L << (length - Long.BYTES) * Byte.SIZE) - 1;
        } else {
            second = (long) LONGS.get(bytes, from + Long.BYTES);
        }
        long hash = (first ^ second * 0x9e3779b97f4a7c15L) * 0xd6e8feb86659fd93L;
        place = (int) (hash >>> Integer.SIZE) & codes.length - 1;
        if (low[place] == first && high[place] == second && lengths[place] == length) {
            return codes[place];
        }
        low[place] = first;
        high[place] = second;
        lengths[place] = length;
        return -1;
    }

    /** The code of the text that was not found last. */
    void remember(int code) {
        codes[place] = code;
    }
}
