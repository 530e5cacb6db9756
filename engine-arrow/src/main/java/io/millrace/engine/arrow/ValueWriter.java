package io.millrace.engine.arrow;

import io.millrace.engine.arrow.spill.BlockWriter;

/**
 * Writes the values of a cell to a spill file: 0 for none; else how many there are in all, or 1 where they are not
 * counted, then each with its count before it, numbers as differences, and a count of 0 at the end.
 */
final class ValueWriter implements ValueTarget {
    private final BlockWriter out;
    private boolean text;
    private boolean isEmpty;
    private long total;
    private long previous;

    ValueWriter(BlockWriter out) {
        this.out = out;
    }

    /** Says what the values of the cell that follows are. */
    ValueWriter of(boolean texts) {
        text = texts;
        return this;
    }

    @Override
    public void begin(long sum) {
        total = sum;
        previous = 0;
        isEmpty = true;
    }

    private void beforeValue(long count) {
        if (isEmpty) {
            out.putVarint(total);
            isEmpty = false;
        }
        out.putVarint(count);
    }

    @Override
    public void value(long word, byte[] bytes, int length, long count) {
        if (text) {
            beforeValue(count);
            out.putVarint(length);
            out.putBytes(bytes, 0, length);
        } else {
            number(word, count);
        }
    }

    void number(long word, long count) {
        boolean isFirst = isEmpty;
        beforeValue(count);
        out.putVarint(isFirst ? word << 1 ^ word >> 63 : word - previous);
        previous = word;
    }

    /** A text by its address. */
    void text(long address, int length, long count) {
        beforeValue(count);
        out.putVarint(length);
        out.putBytes(address, length);
    }

    @Override
    public void end() {
        out.putByte(0);
    }
}
