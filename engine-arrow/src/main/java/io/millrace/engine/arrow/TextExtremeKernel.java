package io.millrace.engine.arrow;

import io.millrace.core.event.ColumnVector;
import io.millrace.core.event.Dictionary;
import io.millrace.core.event.TextVector;
import org.apache.arrow.memory.util.MemoryUtil;

/** The smallest or the largest of texts: an address in {@link SharedTexts}, 0 before the first. */
final class TextExtremeKernel extends GrowingKernel {
    private final int sign;
    private final TextCache texts;

    /**
     * @param sign 1 for the largest, -1 for the smallest
     */
    TextExtremeKernel(int offset, int sign, TextCache texts) {
        super(offset);
        this.sign = sign;
        this.texts = texts;
    }

    @Override
    void update(ColumnVector[] arguments, long[] times, int[] rows, long[] records, int count) {
        taken = 0;
        TextVector column = (TextVector) arguments[0];
        Dictionary entries = column.dictionary();
        long[] known = texts.of(entries);
        int i = 0;
        try {
            for (; i < count; i++) {
                long cell = records[rows[i]] + offset;
                int code = column.code(rows[i]);
                long extreme = MemoryUtil.getLong(cell);
                boolean isSame = code < known.length && known[code] == extreme;
                if (extreme == 0 || !isSame && sign * SharedTexts.compare(extreme, entries, code) < 0) {
                    MemoryUtil.putLong(cell, texts.address(entries, code, known));
                }
            }
        } finally {
            taken = i;
        }
    }

    @Override
    void merge(long into, long from) {
        long other = MemoryUtil.getLong(from + offset);
        long extreme = MemoryUtil.getLong(into + offset);
        if (extreme == 0 || other != 0 && sign * texts.texts().compare(extreme, other) < 0) {
            MemoryUtil.putLong(into + offset, other);
        }
    }
}
