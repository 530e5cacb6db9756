package io.millrace.core.contract;

import io.millrace.core.event.DataType;
import io.millrace.core.event.Field;
import io.millrace.core.event.Schema;
import io.millrace.core.plan.BoundExpression;
import io.millrace.core.plan.FeaturePlan;
import io.millrace.core.plan.ScalarFunction;
import io.millrace.core.port.EngineReport;
import io.millrace.core.port.Entities;
import io.millrace.core.port.FeatureEngine;
import io.millrace.core.port.Sample;
import io.millrace.core.port.UsedEvents;
import io.millrace.core.run.DayRange;
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
 * @param roster rows of the entity key, some of which may have no event; empty for a run without roster
 * @param entities with a roster, where entities come from
 */
public record GeneratedRun(
        FeaturePlan plan,
        MemoryEventSource events,
        Optional<List<@Nullable Object[]>> roster,
        Entities entities,
        Sample sample,
        int threads,
        int batchRows) {
    private static final Set<ScalarFunction> LEAVING_RANGE = Set.of(
            ScalarFunction.ADD,
            ScalarFunction.SUBTRACT,
            ScalarFunction.MULTIPLY,
            ScalarFunction.DIVIDE,
            ScalarFunction.SQRT,
            ScalarFunction.LN,
            ScalarFunction.EXP,
            ScalarFunction.POWER);

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
            long nonFinite,
            List<Long> defaulted,
            List<EngineReport.Unlisted> unlisted,
            List<DayRange> missingDays,
            UsedEvents used) {
        private static final Result FAILED = new Result(
                true,
                List.of(),
                Map.of(),
                0,
                OptionalLong.empty(),
                OptionalLong.empty(),
                -1,
                List.of(),
                List.of(),
                List.of(),
                UsedEvents.NOT_TOLD);
    }

    /** Supplies generated runs to a property. */
    public static final class Supplier implements ArbitrarySupplier<GeneratedRun> {
        @Override
        public Arbitrary<GeneratedRun> get() {
            Arbitrary<List<String>> keys = Arbitraries.of(
                    List.of("user"), List.of("user"), List.of("user", "place"), List.of("place", "user"));
            return Combinators.combine(Arbitraries.of(DataType.INT64, DataType.TEXT), keys)
                    .flatAs(Supplier::over);
        }

        private static Arbitrary<GeneratedRun> over(DataType key, List<String> keys) {
            return Combinators.combine(
                            GeneratedPlans.over(key, keys),
                            GeneratedEvents.sources(key),
                            GeneratedEvents.keys(key, keys).list().ofMaxSize(6).optional(0.4),
                            Arbitraries.of(Entities.ROSTER, Entities.BOTH, Entities.EVENTS),
                            Arbitraries.of(Sample.ALL, Sample.ALL, Sample.ALL, new Sample(0.6)),
                            Arbitraries.integers().between(1, 4),
                            Arbitraries.of(1, 2, 7, 64, 1000),
                            duplicates(GeneratedEvents.schema(key)).optional(0.4))
                    .as((plan, events, roster, entities, sample, threads, batchRows, columns) -> new GeneratedRun(
                            columns.map(plan::withoutDuplicates).orElse(plan),
                            events,
                            roster,
                            entities,
                            sample,
                            threads,
                            batchRows));
        }

        /** Columns by which events are duplicates: all, or some. */
        private static Arbitrary<List<Field>> duplicates(Schema events) {
            Arbitrary<List<Field>> some = Arbitraries.of(events.fields())
                    .list()
                    .ofMinSize(1)
                    .ofMaxSize(3)
                    .uniqueElements();
            return Arbitraries.oneOf(Arbitraries.just(events.fields()), some);
        }
    }

    public Result on(FeatureEngine engine) {
        EngineUnderTest subject = EngineUnderTest.of(engine)
                .withThreads(threads)
                .withBatchRows(batchRows)
                .withSample(sample);
        if (roster.isPresent()) {
            List<Field> columns = plan.keyFields().stream()
                    .map(field -> Field.nullable(field.name(), field.type()))
                    .toList();
            subject = subject.withRoster(new Schema(columns), roster.get()).withEntities(entities);
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
                    countsAlike() ? report.nonFinite() : -1,
                    report.defaulted(),
                    report.unlisted(),
                    report.missingDays(),
                    report.used());
        } catch (InputException e) {
            return Result.FAILED;
        }
    }

    private boolean countsAlike() {
        return expressions()
                .flatMap(GeneratedRun::operations)
                .noneMatch(call -> call.type() == DataType.FLOAT64 && LEAVING_RANGE.contains(call.function()));
    }

    /** Every expression over event columns. */
    private Stream<BoundExpression> expressions() {
        return Stream.of(
                        plan.filters().stream(),
                        plan.aggregations().stream().flatMap(call -> call.arguments().stream()),
                        plan.where().stream(),
                        plan.validators().stream().flatMap(validator -> validator.condition().stream()))
                .flatMap(all -> all);
    }

    /** The calls in an expression. */
    static Stream<BoundExpression.Call> operations(BoundExpression expression) {
        if (expression instanceof BoundExpression.Call call) {
            return Stream.concat(Stream.of(call), call.arguments().stream().flatMap(GeneratedRun::operations));
        }
        if (expression instanceof BoundExpression.UserCall call) {
            return call.arguments().stream().flatMap(GeneratedRun::operations);
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
        List<String> listed = roster.stream()
                .flatMap(List::stream)
                .map(row -> Rows.list(row).toString())
                .toList();
        return plan + "\n" + events + "\n" + (roster.isPresent() ? entities + " of roster " + listed : "no roster")
                + ", " + sample + ", " + threads + " threads, batches of " + batchRows;
    }
}
