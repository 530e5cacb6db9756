package io.millrace.engine.arrow;

import io.millrace.core.event.ColumnVector;
import io.millrace.core.event.LongVector;

/** Counts, and differences of two. */
final class CountFinisher implements Finisher {
    private final int offset;
    private final int less;
    private final CountWidth width;

    /**
     * @param less the offset of the count that is subtracted, or -1
     */
    CountFinisher(int offset, int less, CountWidth width) {
        this.offset = offset;
        this.less = less;
        this.width = width;
    }

    @Override
    public void finish(long block, long record, ColumnVector column, int row) {
        long subtracted = less < 0 ? 0 : width.read(block + less);
        ((LongVector) column).set(row, width.read(block + offset) - subtracted);
    }
}
