package io.millrace.engine.arrow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.core.contract.EngineUnderTest;
import io.millrace.core.contract.MemoryEventSource;
import io.millrace.core.event.DataType;
import io.millrace.core.plan.FeaturePlan;
import io.millrace.core.port.EngineRequest;
import io.millrace.core.port.EventSource;
import io.millrace.core.port.MatrixSink;
import io.millrace.core.port.RunListener;
import io.millrace.core.run.MemoryBudget;
import io.millrace.core.run.ResourceException;
import io.millrace.engine.arrow.table.ArrowMatrix;
import io.millrace.engine.arrow.table.ArrowReaderSource;
import io.millrace.engine.arrow.table.MatrixBatches;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.util.Text;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The matrix as Arrow vectors, in the allocator of the library's user. */
class ArrowMatrixTest {
    private final BufferAllocator allocator = new RootAllocator();
    private final FeaturePlan plan = Log.usualPlan(DataType.TEXT);
    private final MemoryEventSource events = Log.events(DataType.TEXT, 2, 300, 250, 0.01);

    @AfterEach
    void everythingIsFreed() {
        assertEquals(0, allocator.getAllocatedMemory());
        allocator.close();
    }

    private void run(MatrixSink sink, long budget) {
        run(events, sink, budget);
    }

    private void run(MemoryEventSource events, MatrixSink sink, long budget) {
        try (sink) {
            EngineRequest request = EngineRequest.of(plan, events, Optional.empty(), new MemoryBudget(budget), 2, 64);
            new ArrowFeatureEngine().run(request, sink, RunListener.NONE);
            sink.commit();
        }
    }

    private List<List<Object>> expected(MemoryEventSource events) {
        List<List<Object>> rows = new ArrayList<>();
        EngineUnderTest.of(new ArrowFeatureEngine())
                .run(plan, events)
                .rows()
                .forEach(row -> rows.add(new ArrayList<>(row)));
        return rows;
    }

    private static List<List<Object>> rows(VectorSchemaRoot root) {
        List<List<Object>> rows = new ArrayList<>();
        for (int row = 0; row < root.getRowCount(); row++) {
            List<Object> cells = new ArrayList<>();
            for (FieldVector vector : root.getFieldVectors()) {
                Object cell = vector.getObject(row);
                cells.add(cell instanceof Text text ? text.toString() : cell);
            }
            rows.add(cells);
        }
        return rows;
    }

    @Test
    void handsBatchesOutAsTheyAreComputed() {
        MemoryEventSource many = Log.events(DataType.TEXT, 2, 30_000, 20_000, 0.01);
        List<List<Object>> seen = new ArrayList<>();
        List<Integer> sizes = new ArrayList<>();
        run(
                many,
                new MatrixBatches(allocator, root -> {
                    seen.addAll(rows(root));
                    sizes.add(root.getRowCount());
                }),
                1 << 26);
        assertEquals(expected(many), seen);
        assertTrue(sizes.size() > 2, sizes.toString());
    }

    @Test
    void holdsTheMatrixForAnyNumberOfReaders() throws IOException {
        try (ArrowMatrix matrix = new ArrowMatrix(allocator)) {
            run(matrix.sink(), 1 << 24);
            for (int i = 0; i < 2; i++) {
                List<List<Object>> seen = new ArrayList<>();
                try (ArrowReader reader = matrix.reader()) {
                    while (reader.loadNextBatch()) {
                        seen.addAll(rows(reader.getVectorSchemaRoot()));
                    }
                }
                assertEquals(expected(events), seen);
                assertEquals(seen.size(), matrix.rows());
            }
            assertEquals(
                    List.of("user", "rows", "buys", "spent", "average", "most", "last"),
                    matrix.schema().getFields().stream()
                            .map(field -> field.getName())
                            .toList());
            assertFalse(matrix.schema().getFields().get(0).isNullable());
        }
    }

    /** A matrix can be the events, or the roster, of another run. */
    @Test
    void isAnEventSourceAgain() {
        try (ArrowMatrix matrix = new ArrowMatrix(allocator)) {
            run(matrix.sink(), 1 << 24);
            EventSource source = new ArrowReaderSource("matrix", matrix::reader);
            assertEquals(plan.matrix(), source.schema());
        }
    }

    @Test
    void keepsWhatItHasWhenARunFails() {
        try (ArrowMatrix matrix = new ArrowMatrix(allocator)) {
            run(matrix.sink(), 1 << 24);
            long rows = matrix.rows();
            assertThrows(ResourceException.class, () -> run(matrix.sink(), 1 << 10));
            assertEquals(rows, matrix.rows());
        }
    }
}
