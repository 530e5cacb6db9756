package io.millrace.engine.arrow;

import io.millrace.core.event.ColumnBatch;
import io.millrace.core.event.DataType;
import io.millrace.core.event.Field;
import io.millrace.core.event.Schema;
import java.util.List;

/** State memory and key columns for tests of single parts. */
final class TestState {
    private TestState() {}

    static StateMemory memory() {
        return memory(1L << 30);
    }

    static StateMemory memory(long budget) {
        return new StateMemory(ArrowFeatureEngine.allocator(budget));
    }

    /** Rows 0 to {@code count - 1}. */
    static int[] rows(int count) {
        int[] rows = new int[count];
        for (int i = 0; i < count; i++) {
            rows[i] = i;
        }
        return rows;
    }

    static ColumnBatch longs(List<Long> keys) {
        ColumnBatch batch = batch(DataType.INT64, keys.size());
        for (int i = 0; i < keys.size(); i++) {
            batch.longs(0).set(i, keys.get(i));
        }
        return batch;
    }

    static ColumnBatch batch(DataType type, int rows) {
        ColumnBatch batch = new ColumnBatch(Schema.of(Field.required("key", type)), Math.max(1, rows));
        batch.rowCount(rows);
        return batch;
    }
}
