package io.millrace.benchmarks.compare;

import io.millrace.core.event.ColumnBatch;
import io.millrace.core.event.Schema;
import io.millrace.core.port.BatchReader;
import io.millrace.core.port.MatrixSink;
import io.millrace.core.port.Split;
import io.millrace.core.port.TableFormat;
import java.nio.file.Path;

/** Writes simulated events. */
public final class SimulatedDay {
    private SimulatedDay() {}

    /**
     * Writes the events of a split to a file.
     *
     * @param schema the simulator's
     */
    public static void write(Split day, Schema schema, TableFormat format, Path file) {
        try (BatchReader reader = day.open(ColumnBatch.MAX_ROWS);
                MatrixSink sink = format.create(file)) {
            sink.open(schema);
            for (ColumnBatch batch = reader.next(); batch != null; batch = reader.next()) {
                sink.write(batch);
            }
            sink.finish();
            sink.commit();
        }
    }
}
