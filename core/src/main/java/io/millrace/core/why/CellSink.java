package io.millrace.core.why;

import io.millrace.core.event.ColumnBatch;
import io.millrace.core.event.Schema;
import io.millrace.core.plan.FeaturePlan;
import io.millrace.core.port.MatrixSink;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Keeps the row of one as-of time. */
final class CellSink implements MatrixSink {
    private final long asOf;
    private final Map<String, @Nullable Object> row = new HashMap<>();
    private final int asOfColumn;

    CellSink(FeaturePlan plan, long asOf) {
        this.asOf = asOf;
        this.asOfColumn = plan.asOfColumn() ? plan.keys().size() : -1;
    }

    @Override
    public void open(Schema schema) {}

    @Override
    public void write(ColumnBatch batch) {
        for (int i = 0; i < batch.rowCount(); i++) {
            if (asOfColumn < 0 || batch.longs(asOfColumn).get(i) == asOf) {
                for (int column = 0; column < batch.schema().size(); column++) {
                    row.put(batch.schema().field(column).name(), Cells.of(batch, column, i));
                }
            }
        }
    }

    /** The value of a column, which the row has. */
    @Nullable
    Object value(String column) {
        return row.get(column);
    }

    @Override
    public void commit() {}

    @Override
    public void close() {}
}
