package io.millrace.engine.arrow;

import io.millrace.core.event.ColumnVector;
import io.millrace.core.event.DoubleVector;
import io.millrace.core.event.LongVector;
import io.millrace.core.event.TextVector;
import io.millrace.core.port.Arguments;

/** One row of some columns, for users' code; moved from row to row. A double that is not finite is null. */
final class RowArguments implements Arguments {
    private final ColumnVector[] columns;
    private int row;

    /**
     * @param columns what stands in it is the caller's to change
     */
    RowArguments(ColumnVector[] columns) {
        this.columns = columns;
    }

    /** Moves to that row. */
    void row(int place) {
        row = place;
    }

    @Override
    public boolean isNull(int position) {
        ColumnVector column = columns[position];
        return column.isNull(row) || column instanceof DoubleVector doubles && !Double.isFinite(doubles.get(row));
    }

    @Override
    public long longAt(int position) {
        return ((LongVector) columns[position]).get(row);
    }

    @Override
    public double doubleAt(int position) {
        return ((DoubleVector) columns[position]).get(row) + 0.0;
    }

    @Override
    public String textAt(int position) {
        return ((TextVector) columns[position]).text(row);
    }
}
