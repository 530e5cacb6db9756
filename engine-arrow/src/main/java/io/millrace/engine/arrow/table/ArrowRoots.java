package io.millrace.engine.arrow.table;

import io.millrace.core.event.ColumnBatch;
import io.millrace.core.event.ColumnVector;
import io.millrace.core.event.Dictionary;
import io.millrace.core.event.DoubleVector;
import io.millrace.core.event.LongVector;
import io.millrace.core.event.TextVector;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.TimeStampMicroTZVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;

/** Batches as Arrow's vectors. */
final class ArrowRoots {
    private ArrowRoots() {}

    /**
     * Replaces the root's rows by those of the batch.
     *
     * @param root with the schema that {@link ArrowTypes#written} gives for that of the batch
     */
    static void fill(VectorSchemaRoot root, ColumnBatch batch) {
        for (int column = 0; column < batch.schema().size(); column++) {
            FieldVector vector = root.getVector(column);
            vector.reset();
            fill(vector, batch.column(column), batch.rowCount());
        }
        root.setRowCount(batch.rowCount());
    }

    private static void fill(FieldVector vector, ColumnVector from, int count) {
        if (from instanceof DoubleVector doubles) {
            Float8Vector to = (Float8Vector) vector;
            for (int row = 0; row < count; row++) {
                if (!from.isNull(row)) {
                    to.setSafe(row, doubles.get(row));
                }
            }
        } else if (from instanceof TextVector texts) {
            Dictionary entries = texts.dictionary();
            VarCharVector to = (VarCharVector) vector;
            for (int row = 0; row < count; row++) {
                if (!from.isNull(row)) {
                    int code = texts.code(row);
                    to.setSafe(row, entries.bytes(), entries.offset(code), entries.length(code));
                }
            }
        } else if (from instanceof LongVector longs) {
            for (int row = 0; row < count; row++) {
                if (!from.isNull(row)) {
                    set(vector, row, longs.get(row));
                }
            }
        }
        vector.setValueCount(count);
    }

    private static void set(FieldVector vector, int row, long value) {
        if (vector instanceof BigIntVector integers) {
            integers.setSafe(row, value);
        } else if (vector instanceof BitVector bits) {
            bits.setSafe(row, (int) value);
        } else if (vector instanceof DecimalVector decimals) {
            decimals.setSafe(row, value);
        } else {
            ((TimeStampMicroTZVector) vector).setSafe(row, value);
        }
    }
}
