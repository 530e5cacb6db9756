package io.millrace.parquet;

import java.util.Arrays;

/** Which rows of a page have a value: the definition levels of a flat nullable column. */
final class Validity {
    private final long[] bits;
    private int rows;
    private int nulls;

    Validity(int capacity) {
        this.bits = new long[capacity + 63 >>> 6];
    }

    int rows() {
        return rows;
    }

    int nulls() {
        return nulls;
    }

    void clear() {
        Arrays.fill(bits, 0);
        rows = 0;
        nulls = 0;
    }

    void addNulls(int count) {
        rows += count;
        nulls += count;
    }

    void addValues(int count) {
        int from = rows;
        int to = rows + count;
        rows = to;
        while (from < to) {
            int end = Math.min(to, (from | 63) + 1);
            bits[from >>> 6] |= -1L >>> 64 - (end - from) << from;
            from = end;
        }
    }

    /** Appends the levels with their length before them, as a data page of version 1 has them. */
    void encode(Bytes out) {
        int start = out.size();
        out.int32(0);
        if (nulls == 0 || nulls == rows) {
            HybridEncoder.repeat(nulls == 0 ? 1 : 0, rows, 1, out);
        } else {
            int groups = rows + 7 >>> 3;
            out.unsignedVarint(groups << 1 | 1);
            for (int i = 0; i < groups; i++) {
                out.write((int) (bits[i >>> 3] >>> (i & 7) * 8));
            }
        }
        out.int32At(start, out.size() - start - Integer.BYTES);
    }
}
