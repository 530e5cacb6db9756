package io.millrace.core.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.core.event.Field;
import io.millrace.core.plan.FeaturePlan;
import io.millrace.core.port.EngineReport;
import io.millrace.core.port.InputFile;
import io.millrace.core.run.Fate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What holds of every matrix and report, whatever the plan and the events. */
final class MatrixInvariants {
    private MatrixInvariants() {}

    static void check(FeaturePlan plan, MemoryEventSource events, MemoryMatrixSink sink, EngineReport report) {
        assertEquals(plan.matrix(), sink.schema(), "columns of the matrix");
        keysAscend(sink.rows());
        sink.rows().forEach(row -> cellsFit(plan, row));
        assertTrue(sink.writers() <= 1, "one thread writes");
        assertEquals(sink.rows().size(), report.entities(), "entities");
        assertEquals(
                events.files().stream().map(InputFile::name).toList(),
                List.copyOf(report.rowsByFile().keySet()),
                "every file is accounted for, in the source's order");
        for (InputFile file : events.files()) {
            assertEquals(
                    file.rows().orElseThrow(),
                    report.rowsByFile().get(file.name()).read(),
                    "rows read of " + file.name());
        }
        assertEquals(events.splits(plan.reads()).size(), sum(report.splitsByThread()), "splits by thread");
        long withEvents = report.entities() - report.entitiesWithoutEvents();
        assertTrue(withEvents <= report.rows().get(Fate.USED), "no more entities with events than rows used");
    }

    private static int sum(List<Integer> numbers) {
        return numbers.stream().mapToInt(Integer::intValue).sum();
    }

    private static void keysAscend(List<List<@Nullable Object>> rows) {
        Object before = null;
        for (List<@Nullable Object> row : rows) {
            Object key = row.get(0);
            assertNotNull(key, "an entity key is never null");
            assertTrue(before == null || Boxed.compare(before, key) < 0, "keys ascend: " + before + ", " + key);
            before = key;
        }
    }

    private static void cellsFit(FeaturePlan plan, List<@Nullable Object> row) {
        for (int column = 0; column < row.size(); column++) {
            Field field = plan.matrix().field(column);
            Object cell = row.get(column);
            assertTrue(cell != null || field.nullable(), "null in " + field);
            if (cell instanceof Double number) {
                assertTrue(Double.isFinite(number), number + " in " + field);
                assertTrue(number != 0 || Double.doubleToRawLongBits(number) == 0, "-0.0 in " + field);
            }
        }
    }
}
