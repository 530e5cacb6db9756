package io.millrace.benchmarks;

import io.millrace.benchmarks.KeyedEvents.Keys;
import io.millrace.core.event.ColumnBatch;
import io.millrace.core.feature.FeatureSet;
import io.millrace.core.plan.FeaturePlan;
import io.millrace.core.port.EngineReport;
import io.millrace.core.port.EngineRequest;
import io.millrace.core.port.MatrixSink;
import io.millrace.core.port.RunListener;
import io.millrace.core.run.FeaturePipeline;
import io.millrace.core.run.MemoryBudget;
import io.millrace.core.run.RunRequest;
import io.millrace.engine.arrow.ArrowFeatureEngine;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Counts events and adds their amounts per user: the engine with as little beside its keys as there can be. */
final class KeyedRun {
    private static final Instant AS_OF = Instant.parse("2024-10-31T00:00:00Z");
    private static final MemoryBudget BUDGET = new MemoryBudget(2L << 30);

    private final Keys keys;
    private final List<int[]> users;
    private final KeyedEvents events;
    private final FeaturePlan plan;
    private final int threads;

    /** As {@link KeyedEvents} has it. */
    KeyedRun(Keys keys, List<int[]> users, int threads, Runnable opened) {
        this.keys = keys;
        this.users = users;
        this.threads = threads;
        this.events = new KeyedEvents(keys, users, opened);
        this.plan = FeaturePipeline.plan(RunRequest.of(set(), events, AS_OF));
    }

    private static FeatureSet set() {
        return FeatureSet.builder("keyed")
                .entity("user")
                .time("at")
                .window("30d")
                .feature("events", "count(*)")
                .feature("total", "sum(amount)")
                .build();
    }

    /**
     * Compares a run with what a {@link java.util.HashMap} counts and adds.
     *
     * @throws IllegalStateException where a row differs, is missing or is too many
     */
    void requireExpected() {
        ExpectedTotals expected = new ExpectedTotals();
        for (int[] split : users) {
            for (int row = 0; row < split.length; row++) {
                expected.add(keys.of(split[row]), KeyedEvents.amount(row));
            }
        }
        run(expected, RunListener.NONE);
        expected.commit();
    }

    EngineReport run(MatrixSink sink, RunListener listener) {
        EngineRequest request = EngineRequest.of(plan, events, Optional.empty(), BUDGET, threads, ColumnBatch.MAX_ROWS);
        return new ArrowFeatureEngine().run(request, sink, listener);
    }

    long rows() {
        return users.stream().mapToLong(split -> split.length).sum();
    }
}
