package io.millrace.engine.arrow;

import io.millrace.core.event.ColumnVector;

/** Keeps one cell of records up to date. */
abstract class Kernel {
    /** The cell's place in a record. */
    final int offset;

    Kernel(int offset) {
        this.offset = offset;
    }

    static Kernel of(RecordLayout.Cell cell, WideSums wideSums) {
        int offset = cell.offset();
        return switch (cell.kind()) {
            case COUNT -> new CountKernel(offset);
            case PRESENCE -> new PresenceKernel(offset);
            case LONG_SUM -> new LongSumKernel(offset);
            case DOUBLE_SUM -> new DoubleSumKernel(offset, wideSums);
            case LONG_MIN -> new LongMinKernel(offset);
            case LONG_MAX -> new LongMaxKernel(offset);
            case DOUBLE_MIN -> new DoubleMinKernel(offset);
            case DOUBLE_MAX -> new DoubleMaxKernel(offset);
        };
    }

    /**
     * Takes values in.
     *
     * @param values not null at any of the rows
     * @param records {@code records[row]} is the address of the record for {@code row}, one of {@code rows}
     */
    abstract void update(ColumnVector values, int[] rows, long[] records, int count);

    /** Adds the other record's cell, which is not used again, to this one's. */
    abstract void merge(long into, long from);
}
