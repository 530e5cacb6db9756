package io.millrace.benchmarks;

import io.millrace.core.event.ColumnBatch;
import io.millrace.core.event.ColumnVector;
import io.millrace.core.event.DoubleVector;
import io.millrace.core.event.LongVector;
import io.millrace.core.event.Schema;
import io.millrace.core.event.TextVector;
import io.millrace.core.port.MatrixSink;

/** A hash over every bit of every cell of a matrix, in order. */
final class MatrixHash implements MatrixSink {
    private long hash = 17;

    long hash() {
        return hash;
    }

    @Override
    public void open(Schema schema) {}

    @Override
    public void write(ColumnBatch batch) {
        for (int row = 0; row < batch.rowCount(); row++) {
            for (int column = 0; column < batch.schema().size(); column++) {
                hash = hash * 0x9e3779b97f4a7c15L + word(batch.column(column), row);
                hash ^= hash >>> 29;
            }
        }
    }

    private static long word(ColumnVector column, int row) {
        if (column.isNull(row)) {
            return Long.MIN_VALUE + 1;
        }
        if (column instanceof LongVector longs) {
            return longs.get(row);
        }
        return column instanceof DoubleVector doubles
                ? Double.doubleToRawLongBits(doubles.get(row))
                : ((TextVector) column).text(row).hashCode();
    }

    @Override
    public void commit() {}

    @Override
    public void close() {}
}
