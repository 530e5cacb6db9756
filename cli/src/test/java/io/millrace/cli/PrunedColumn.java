package io.millrace.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.millrace.core.contract.MemoryMatrixSink;
import io.millrace.core.contract.PlanBuilder;
import io.millrace.core.event.Field;
import io.millrace.core.event.Schema;
import io.millrace.core.plan.AggregationFunction;
import io.millrace.core.plan.FeaturePlan;
import io.millrace.core.plan.Window;
import io.millrace.core.port.EngineReport;
import io.millrace.core.port.EngineRequest;
import io.millrace.core.port.EventSource;
import io.millrace.core.port.RunListener;
import io.millrace.core.port.Split;
import io.millrace.core.run.Fate;
import io.millrace.core.run.MemoryBudget;
import io.millrace.core.run.RowCounts;
import io.millrace.core.run.SplitFates;
import io.millrace.engine.arrow.ArrowFeatureEngine;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A column as the event time of a file, which is read with and without pruning.
 *
 * @param columns all that are read, {@code time} and {@code key} among them
 * @param key what stands for the entity, an integer or text
 * @param rows all rows, read without pruning
 */
record PrunedColumn(
        EventSource pruned, EventSource whole, Schema columns, String time, String key, List<List<Object>> rows) {
    private static final List<AggregationFunction> FUNCTIONS =
            List.of(AggregationFunction.COUNT, AggregationFunction.MIN, AggregationFunction.MAX);

    /** Compares all there is for a window; returns how many rows were skipped, of how many. */
    Skipped compare(Window window) {
        FeaturePlan plan = plan(window);
        List<List<Object>> within = rows.stream()
                .filter(row -> time(row) != null && window.contains(time(row)))
                .toList();
        assertEquals(within, rowsNeeded(plan, window), () -> "rows in " + window);

        AtomicLong skipped = new AtomicLong();
        MemoryMatrixSink without = new MemoryMatrixSink();
        EngineReport expected = run(plan, whole, without, new AtomicLong());
        MemoryMatrixSink with = new MemoryMatrixSink();
        EngineReport actual = run(plan, pruned, with, skipped);
        assertEquals(without.rows(), with.rows(), () -> "matrix in " + window);
        assertEquals(expected.rowsByFile(), actual.rowsByFile());
        assertEquals(fates(window), actual.rows(), () -> "fates in " + window);
        assertEquals(expected.earliest(), actual.earliest());
        assertEquals(expected.latest(), actual.latest());
        return new Skipped(skipped.get(), rows.size());
    }

    private Long time(List<Object> row) {
        return (Long) row.get(columns.names().indexOf(time));
    }

    private FeaturePlan plan(Window window) {
        PlanBuilder plan = PlanBuilder.over(columns, key, time, window);
        plan.feature("events", plan.countRows());
        for (Field field : columns.fields()) {
            for (AggregationFunction function : FUNCTIONS) {
                plan.feature(function + " " + field.name(), plan.aggregate(function, plan.column(field.name())));
            }
        }
        return plan.build();
    }

    /** The rows of the window in those splits that pruning leaves. */
    private List<List<Object>> rowsNeeded(FeaturePlan plan, Window window) {
        SplitFates fates = new SplitFates(plan);
        List<Split> planned = pruned.splits(plan.reads());
        List<Split> complete = pruned.splits(columns);
        assertEquals(planned.size(), complete.size());
        List<Split> needed = new ArrayList<>();
        for (int i = 0; i < planned.size(); i++) {
            if (fates.of(planned.get(i)).isEmpty()) {
                needed.add(complete.get(i));
            }
        }
        return CorpusPruningTest.rows(needed).stream()
                .filter(row -> time(row) != null && window.contains(time(row)))
                .toList();
    }

    private static EngineReport run(FeaturePlan plan, EventSource source, MemoryMatrixSink sink, AtomicLong skipped) {
        EngineRequest request = EngineRequest.of(plan, source, Optional.empty(), new MemoryBudget(64 << 20), 2, 1000);
        return new ArrowFeatureEngine().run(request, sink, new RunListener() {
            @Override
            public void splitSkipped(Split split) {
                skipped.addAndGet(split.rows());
            }
        });
    }

    private RowCounts fates(Window window) {
        RowCounts counts = new RowCounts();
        for (List<Object> row : rows) {
            counts.add(fate(row, window), 1);
        }
        return counts;
    }

    private Fate fate(List<Object> row, Window window) {
        Long at = time(row);
        if (at == null) {
            return Fate.WITHOUT_TIME;
        }
        if (at < window.start() || at >= window.end()) {
            return at < window.start() ? Fate.BEFORE_WINDOW : Fate.AFTER_AS_OF;
        }
        return row.get(columns.names().indexOf(key)) == null ? Fate.WITHOUT_KEY : Fate.USED;
    }

    /** What pruning saved. */
    record Skipped(long rows, long of) {}
}
