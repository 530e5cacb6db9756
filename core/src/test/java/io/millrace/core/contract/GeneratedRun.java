package io.millrace.core.contract;

import io.millrace.core.event.DataType;
import io.millrace.core.plan.BoundExpression;
import io.millrace.core.plan.FeaturePlan;
import io.millrace.core.plan.ScalarFunction;
import io.millrace.core.port.FeatureEngine;
import io.millrace.core.run.InputException;
import io.millrace.core.run.RowCounts;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ArbitrarySupplier;
import net.jqwik.api.Combinators;
import org.jspecify.annotations.Nullable;

/**
 * A plan, events, and the way an engine is asked to run it.
 *
 * @param roster entities, some of which may have no event; empty for a run without roster
 */
public record GeneratedRun(
        FeaturePlan plan,
        MemoryEventSource events,
        Optional<List<@Nullable Object>> roster,
        int threads,
        int batchRows) {
    private static final Set<ScalarFunction> LEAVING_RANGE =
            Set.of(ScalarFunction.ADD, ScalarFunction.SUBTRACT, ScalarFunction.MULTIPLY, ScalarFunction.DIVIDE);

    /**
     * What is the same for every engine.
     *
     * @param failed whether the run ended in an {@link InputException}; then all else is empty
     * @param nonFinite -1 where operations in filters and arguments may be computed more or less often
     */
    public record Result(
            boolean failed,
            List<List<@Nullable Object>> rows,
            Map<String, RowCounts> rowsByFile,
            long entitiesWithoutEvents,
            OptionalLong earliest,
            OptionalLong latest,
            long nonFinite) {}

    /** Supplies generated runs to a property. */
    public static final class Supplier implements ArbitrarySupplier<GeneratedRun> {
        @Override
        public Arbitrary<GeneratedRun> get() {
            return Arbitraries.of(DataType.INT64, DataType.TEXT).flatMap(key -> {
                Arbitrary<Optional<List<@Nullable Object>>> rosters =
                        GeneratedValues.keys(key).list().ofMaxSize(6).optional(0.4);
                return Combinators.combine(
                                GeneratedPlans.over(key),
                                GeneratedEvents.sources(key),
                                rosters,
                                Arbitraries.integers().between(1, 4),
                                Arbitraries.of(1, 2, 7, 64, 1000))
                        .as(GeneratedRun::new);
            });
        }
    }

    public Result on(FeatureEngine engine) {
        EngineUnderTest subject =
                EngineUnderTest.of(engine).withThreads(threads).withBatchRows(batchRows);
        if (roster.isPresent()) {
            subject = subject.withRoster(plan.reads().field(plan.key()).type(), roster.get());
        }
        try {
            var outcome = subject.run(plan, events);
            var report = outcome.report();
            return new Result(
                    false,
                    outcome.rows(),
                    report.rowsByFile(),
                    report.entitiesWithoutEvents(),
                    report.earliest(),
                    report.latest(),
                    countsAlike() ? report.nonFinite() : -1);
        } catch (InputException e) {
            return new Result(true, List.of(), Map.of(), 0, OptionalLong.empty(), OptionalLong.empty(), -1);
        }
    }

    private boolean countsAlike() {
        return Stream.concat(
                        plan.filters().stream(), plan.aggregations().stream().flatMap(call -> call.argument().stream()))
                .flatMap(GeneratedRun::operations)
                .noneMatch(call -> call.type() == DataType.FLOAT64 && LEAVING_RANGE.contains(call.function()));
    }

    private static Stream<BoundExpression.Call> operations(BoundExpression expression) {
        if (expression instanceof BoundExpression.Call call) {
            return Stream.concat(Stream.of(call), call.arguments().stream().flatMap(GeneratedRun::operations));
        }
        if (expression instanceof BoundExpression.Cast cast) {
            return operations(cast.value());
        }
        if (expression instanceof BoundExpression.Case choice) {
            return Stream.concat(
                            choice.branches().stream()
                                    .flatMap(branch -> Stream.of(branch.condition(), branch.result())),
                            choice.otherwise().stream())
                    .flatMap(GeneratedRun::operations);
        }
        return Stream.empty();
    }

    @Override
    public String toString() {
        return plan + "\n" + events + "\nroster " + roster + ", " + threads + " threads, batches of " + batchRows;
    }
}
