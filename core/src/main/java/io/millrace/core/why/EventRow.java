package io.millrace.core.why;

import io.millrace.core.event.ColumnBatch;
import io.millrace.core.port.Arguments;
import java.util.List;

/**
 * A row of a batch, for a validator of the user's.
 *
 * @param columns the places of the columns that it looks at
 */
record EventRow(ColumnBatch batch, List<Integer> columns, int row) implements Arguments {
    @Override
    public boolean isNull(int position) {
        return Cells.isNull(batch.column(columns.get(position)), row);
    }

    @Override
    public long longAt(int position) {
        return batch.longs(columns.get(position)).get(row);
    }

    @Override
    public double doubleAt(int position) {
        return batch.doubles(columns.get(position)).get(row) + 0.0;
    }

    @Override
    public String textAt(int position) {
        return batch.texts(columns.get(position)).text(row);
    }
}
