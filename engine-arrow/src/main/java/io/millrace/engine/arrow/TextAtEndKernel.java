package io.millrace.engine.arrow;

import io.millrace.core.event.ColumnVector;
import io.millrace.core.event.Dictionary;
import io.millrace.core.event.TextVector;
import org.apache.arrow.memory.util.MemoryUtil;

/** The text of the earliest or the latest event: its time, then its address in {@link SharedTexts}, 0 before the first. */
final class TextAtEndKernel extends GrowingKernel {
    static final int VALUE = 8;

    private final int sign;
    private final TextCache texts;

    /**
     * @param sign 1 for the latest event, of several the one with the largest text; -1 for the earliest, with the smallest
     */
    TextAtEndKernel(int offset, int sign, TextCache texts) {
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
                long time = times[rows[i]];
                int code = column.code(rows[i]);
                if (replaces(cell, time, entries, code)) {
                    // The text first: it may not fit, and then the cell is as it was.
                    MemoryUtil.putLong(cell + VALUE, texts.address(entries, code, known));
                    MemoryUtil.putLong(cell, time);
                }
            }
        } finally {
            taken = i;
        }
    }

    private boolean replaces(long cell, long time, Dictionary entries, int code) {
        long text = MemoryUtil.getLong(cell + VALUE);
        int order = text == 0 ? -1 : sign * Long.compare(MemoryUtil.getLong(cell), time);
        return order < 0 || order == 0 && sign * SharedTexts.compare(text, entries, code) < 0;
    }

    @Override
    void merge(long into, long from) {
        long cell = into + offset;
        long other = from + offset;
        long text = MemoryUtil.getLong(cell + VALUE);
        long otherText = MemoryUtil.getLong(other + VALUE);
        if (otherText == 0) {
            return;
        }
        int order = text == 0 ? -1 : sign * Long.compare(MemoryUtil.getLong(cell), MemoryUtil.getLong(other));
        if (order < 0 || order == 0 && sign * texts.texts().compare(text, otherText) < 0) {
            MemoryUtil.putLong(cell, MemoryUtil.getLong(other));
            MemoryUtil.putLong(cell + VALUE, otherText);
        }
    }
}
