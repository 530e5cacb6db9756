package io.millrace.core.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.core.event.Field;
import io.millrace.core.plan.FeaturePlan;
import io.millrace.core.port.EngineReport;
import io.millrace.core.port.InputFile;
import io.millrace.core.run.Fate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What holds of every matrix and report, whatever the plan and the events. */
final class MatrixInvariants {
    private MatrixInvariants() {}

    static void check(FeaturePlan plan, MemoryEventSource events, MemoryMatrixSink sink, EngineReport report) {
        assertEquals(plan.matrix(), sink.schema(), "columns of the matrix");
        keysAscend(plan, sink.rows());
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
        assertEquals(plan.features().size(), report.defaulted().size(), "defaulted cells by feature");
        long withEvents = report.entities() - report.entitiesWithoutEvents();
        assertTrue(
                withEvents <= report.rows().get(Fate.USED) * plan.asOfTimes().size(),
                "no more rows with events than rows used, as of any time");
    }

    private static int sum(List<Integer> numbers) {
        return numbers.stream().mapToInt(Integer::intValue).sum();
    }

    /** By the columns of the key, then by the as-of time. */
    private static void keysAscend(FeaturePlan plan, List<List<@Nullable Object>> rows) {
        List<Object> before = List.of();
        for (List<@Nullable Object> row : rows) {
            List<Object> key = new ArrayList<>();
            for (Object cell : row.subList(0, plan.leadingColumns())) {
                assertNotNull(cell, "an entity key is never null");
                key.add(cell);
            }
            assertTrue(
                    before.isEmpty() || ReferenceKeys.ORDER.compare(before, key) < 0,
                    "keys ascend: " + before + ", " + key);
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
