package io.millrace.core.contract;

import static io.millrace.core.contract.StandardLog.INSIDE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.millrace.core.event.DataType;
import io.millrace.core.plan.AggregationFunction;
import io.millrace.core.plan.BoundExpression;
import io.millrace.core.plan.FeaturePlan;
import io.millrace.core.plan.WindowRange;
import io.millrace.core.port.Aggregation;
import io.millrace.core.port.Arguments;
import io.millrace.core.port.ObjectAggregation;
import io.millrace.core.port.Result;
import io.millrace.core.run.ResourceException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Rules on state that grows with the events: it counts against the budget, and nothing of how it grew shows in the result. */
public interface EngineStateRules extends EngineSubject {
    /** Every aggregation over every type, and those of users. */
    private static FeaturePlan everything() {
        PlanBuilder plan = StandardLog.plan();
        WindowRange set = new WindowRange(StandardLog.WINDOW.length(), 0);
        WindowRange week = new WindowRange(7 * EngineWindowRules.DAY, 0);
        for (AggregationFunction function : AggregationCells.builtIn()) {
            double parameter = AggregationCells.parameters(function).get(0);
            List<@Nullable BoundExpression> arguments = new ArrayList<>();
            AggregationCells.types(function).forEach(type -> arguments.add(argument(plan, type)));
            if (arguments.isEmpty()) {
                arguments.add(null);
            }
            for (BoundExpression argument : arguments) {
                String name = function + (argument == null ? "" : " of " + argument.type());
                plan.feature(name, plan.aggregate(function, argument, parameter, null, set));
                plan.feature(name + " in a week", plan.aggregate(function, argument, parameter, null, week));
            }
        }
        for (Aggregation own : OwnExtensions.ALL.aggregations()) {
            List<BoundExpression> arguments = OwnExtensions.types(own).stream()
                    .map(type -> argument(plan, type))
                    .toList();
            plan.feature(own.name(), plan.aggregate(own, arguments, null, set));
        }
        return plan.build();
    }

    private static BoundExpression argument(PlanBuilder plan, DataType type) {
        return plan.column(AggregationCells.column(type));
    }

    @Test
    @DisplayName("ENG-45 no split, order, batch or number of threads shows in the result of any aggregation")
    default void givesAnySplitTheSame() {
        FeaturePlan plan = everything();
        List<@Nullable Object[]> events = StandardLog.randomEvents(4000, 30, false, 45);
        var expected = EngineUnderTest.of(new ReferenceEngine()).run(plan, StandardLog.source(events));
        int[] splitRows = {Integer.MAX_VALUE, 100, 33, 1000};
        for (int round = 0; round < splitRows.length; round++) {
            var actual = EngineUnderTest.of(engine())
                    .withThreads(1 + round)
                    .withBatchRows(new int[] {1000, 64, 7, 1}[round])
                    .run(
                            plan,
                            StandardLog.source(events)
                                    .inSplits(splitRows[round])
                                    .withText(TextForm.values()[round]));
            assertEquals(expected.schema(), actual.schema());
            for (int row = 0; row < expected.rows().size(); row++) {
                for (int column = 0; column < expected.schema().size(); column++) {
                    assertEquals(
                            expected.rows().get(row).get(column),
                            actual.rows().get(row).get(column),
                            expected.schema().field(column).name() + " of "
                                    + expected.rows().get(row).get(0));
                }
            }
            Collections.shuffle(events, new Random(round));
        }
    }

    private static FeaturePlan growing() {
        PlanBuilder plan = StandardLog.plan();
        WindowRange set = new WindowRange(StandardLog.WINDOW.length(), 0);
        BoundExpression type = plan.column("type");
        BoundExpression amount = plan.column("amount");
        return plan.feature("distinct", plan.aggregate(AggregationFunction.COUNT_DISTINCT, type))
                .feature("median", plan.aggregate(AggregationFunction.QUANTILE, amount, 0.5, null, set))
                .feature("p90", plan.aggregate(AggregationFunction.APPROX_QUANTILE, amount, 0.9, null, set))
                .feature("about", plan.aggregate(AggregationFunction.APPROX_COUNT_DISTINCT, type))
                .feature("mode", plan.aggregate(AggregationFunction.MODE, plan.column("units")))
                .feature("largest", plan.aggregate(AggregationFunction.MAX, type))
                .feature("last", plan.aggregate(AggregationFunction.LAST, type))
                .feature("days", plan.aggregate(AggregationFunction.COUNT_DAYS, null))
                .feature("gap", plan.aggregate(AggregationFunction.MAX_GAP, null))
                .feature("slope", plan.aggregate(AggregationFunction.SLOPE, amount))
                .feature("words", plan.aggregate(OwnExtensions.WORDS, List.of(type), null, set))
                .build();
    }

    /** Texts and numbers that hardly repeat. */
    private static List<@Nullable Object[]> varied(int events, int entities) {
        Random random = new Random(100);
        List<@Nullable Object[]> rows = Rows.rows();
        for (int i = 0; i < events; i++) {
            String text = "a text of some length " + random.nextInt(events / 2);
            double amount = random.nextGaussian() * Math.pow(10, i % 30 - 15);
            rows.add(StandardLog.event(
                    i % entities, INSIDE + i * 1_000_003L, text, amount, random.nextInt(100_000), null));
        }
        return rows;
    }

    @Test
    @DisplayName("ENG-100 state that grows is within the budget, and spilled where it does not fit")
    default void keepsGrowingStateWithinTheBudget() {
        assumeTrue(countsMemory());
        FeaturePlan plan = growing();
        for (int entities : new int[] {3, 700}) {
            MemoryEventSource source =
                    StandardLog.source(varied(24_000, entities)).inSplits(3000);
            var expected = EngineUnderTest.of(new ReferenceEngine()).run(plan, source);
            var refused = assertThrows(
                    ResourceException.class,
                    () -> EngineUnderTest.of(engine()).withMemory(1).run(plan, source));
            long least =
                    EngineResourceRules.largestBudgetIn(refused.getMessage()).bytes();
            for (long budget : new long[] {least, least + least / 4, 64 << 20}) {
                var actual = EngineUnderTest.of(engine()).withMemory(budget).run(plan, source);
                assertEquals(expected.rows(), actual.rows(), "with " + budget);
                assertTrue(actual.report().peakBytes() <= budget, actual.report() + " with " + budget);
                assertTrue(actual.report().peakBytes() > 24_000 * 8, "state that grows is counted");
                assertTrue(budget > 2 * least || actual.report().spilled().runs() > 0, "with " + budget);
            }
        }
    }

    @Test
    @DisplayName("ENG-102 the state of one entity may be larger than the memory")
    default void takesAnEntityThatDoesNotFit() {
        assumeTrue(countsMemory());
        FeaturePlan plan = exact();
        List<@Nullable Object[]> events = varied(160_000, 80_000);
        for (int i = 0; i < events.size(); i += 2) {
            events.get(i)[0] = 7L;
        }
        MemoryEventSource source = StandardLog.source(events).inSplits(20_000);
        var expected = EngineUnderTest.of(new ReferenceEngine()).run(plan, source);
        var refused = assertThrows(
                ResourceException.class,
                () -> EngineUnderTest.of(engine()).withMemory(1).run(plan, source));
        long least = EngineResourceRules.largestBudgetIn(refused.getMessage()).bytes();
        for (int threads = 1; threads <= 3; threads++) {
            var actual = EngineUnderTest.of(engine())
                    .withThreads(threads)
                    .withMemory(least * threads)
                    .run(plan, source);
            assertEquals(expected.rows(), actual.rows());
            assertTrue(actual.report().spilled().runs() > 1, "spilled");
            assertTrue(actual.report().spilled().bytes() > 80_000, "spilled");
            assertTrue(actual.report().peakBytes() <= least * threads, "the peak");
        }
    }

    @Test
    @DisplayName("ENG-103 any number of entities works in any budget that is not refused")
    default void takesAnyNumberOfEntities() {
        assumeTrue(countsMemory());
        PlanBuilder plan = StandardLog.plan();
        FeaturePlan features = StandardLog.broadPlan(plan).build();
        MemoryEventSource source = StandardLog.source(varied(100_000, 90_000)).inSplits(9000);
        var expected = EngineUnderTest.of(new ReferenceEngine()).run(features, source);
        var refused = assertThrows(
                ResourceException.class,
                () -> EngineUnderTest.of(engine()).withMemory(1).run(features, source));
        long least = EngineResourceRules.largestBudgetIn(refused.getMessage()).bytes();
        for (long budget : new long[] {least, 2 * least, 5 * least}) {
            var actual = EngineUnderTest.of(engine())
                    .withThreads(3)
                    .withMemory(2 * budget)
                    .run(features, source);
            assertEquals(expected.rows(), actual.rows());
            assertTrue(actual.report().spilled().runs() > 0, "spilled with " + budget);
            assertTrue(actual.report().peakBytes() <= 2 * budget, "the peak");
            verifyReleased();
        }
    }

    private static FeaturePlan exact() {
        PlanBuilder plan = StandardLog.plan();
        WindowRange set = new WindowRange(StandardLog.WINDOW.length(), 0);
        BoundExpression type = plan.column("type");
        BoundExpression amount = plan.column("amount");
        return plan.feature("distinct", plan.aggregate(AggregationFunction.COUNT_DISTINCT, type))
                .feature("median", plan.aggregate(AggregationFunction.QUANTILE, amount, 0.5, null, set))
                .feature("p90", plan.aggregate(AggregationFunction.QUANTILE, amount, 0.9, null, set))
                .feature("mode", plan.aggregate(AggregationFunction.MODE, type))
                .feature("gap", plan.aggregate(AggregationFunction.MAX_GAP, null))
                .build();
    }

    /** Counts events, and claims a mebibyte for it. */
    final class Greedy implements ObjectAggregation<long[]> {
        private static final long CLAIM = 1 << 20;

        @Override
        public String name() {
            return "greedy";
        }

        @Override
        public Optional<DataType> result(List<DataType> arguments) {
            return Optional.of(DataType.INT64);
        }

        @Override
        public String takes() {
            return "anything";
        }

        @Override
        public long[] identity() {
            return new long[1];
        }

        @Override
        public void accumulate(long[] state, long time, Arguments arguments) {
            state[0]++;
        }

        @Override
        public void merge(long[] into, long[] from) {
            into[0] += from[0];
        }

        @Override
        public void finish(long[] state, Result result) {
            result.set(state[0]);
        }

        @Override
        public byte[] encode(long[] state) {
            return ByteBuffer.allocate(Long.BYTES).putLong(state[0]).array();
        }

        @Override
        public long[] decode(byte[] bytes) {
            return new long[] {ByteBuffer.wrap(bytes).getLong()};
        }

        @Override
        public long bytes(long[] state) {
            return CLAIM;
        }
    }

    @Test
    @DisplayName("ENG-101 the memory that a user's aggregation declares is taken from the budget")
    default void countsDeclaredMemory() {
        assumeTrue(countsMemory());
        PlanBuilder plan = StandardLog.plan();
        WindowRange set = new WindowRange(StandardLog.WINDOW.length(), 0);
        FeaturePlan features = plan.feature(
                        "events", plan.aggregate(new Greedy(), List.of(plan.column("user")), null, set))
                .build();
        MemoryEventSource source = StandardLog.source(varied(400, 40)).inSplits(200);
        for (long budget : new long[] {20 * Greedy.CLAIM, 64 * Greedy.CLAIM}) {
            var outcome = EngineUnderTest.of(engine())
                    .withThreads(1)
                    .withMemory(budget)
                    .run(features, source);
            assertEquals(40, outcome.rows().size());
            outcome.rows().forEach(row -> assertEquals(10L, row.get(1)));
            assertTrue(outcome.report().peakBytes() <= budget, outcome.report().toString());
            boolean fits = budget > 40 * Greedy.CLAIM;
            assertTrue(
                    fits
                            ? outcome.report().peakBytes() >= 40 * Greedy.CLAIM
                                    || outcome.report().spilled().runs() > 2
                            : outcome.report().spilled().runs() > 1,
                    outcome.report().toString());
        }
    }
}
