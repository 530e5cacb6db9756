package io.millrace.core.contract;

import static io.millrace.core.contract.Rows.rows;
import static io.millrace.core.contract.StandardLog.amount;
import static io.millrace.core.contract.StandardLog.source;
import static io.millrace.core.contract.StandardLog.units;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.core.plan.AggregationFunction;
import io.millrace.core.plan.FeaturePlan;
import io.millrace.core.run.InputException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Rules on sums: they are exact, and rounded once. */
public interface EngineSumRules extends EngineSubject {
    private static FeaturePlan sums(String column) {
        PlanBuilder plan = StandardLog.plan();
        return plan.feature("total", plan.aggregate(AggregationFunction.SUM, plan.column(column)))
                .feature("mean", plan.aggregate(AggregationFunction.AVG, plan.column(column)))
                .build();
    }

    private static List<List<Object>> orders(List<Object> values) {
        if (values.isEmpty()) {
            return List.of(List.of());
        }
        List<List<Object>> orders = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            List<Object> rest = new ArrayList<>(values);
            Object first = rest.remove(i);
            for (List<Object> order : orders(rest)) {
                List<Object> whole = new ArrayList<>(List.of(first));
                whole.addAll(order);
                orders.add(whole);
            }
        }
        return orders;
    }

    /** Every order as an entity of its own, in one split, in splits of one and of two rows. */
    private void assertSumInEveryOrder(String column, List<Object> values, Object expected) {
        List<List<Object>> orders = orders(values);
        List<@Nullable Object[]> events = rows();
        for (int place = 0; place < values.size(); place++) {
            for (int entity = 0; entity < orders.size(); entity++) {
                Object value = orders.get(entity).get(place);
                events.add(column.equals("amount") ? amount(entity, value) : units(entity, value));
            }
        }
        for (int splitRows : List.of(Integer.MAX_VALUE, 1, 2, orders.size())) {
            var outcome = EngineUnderTest.of(engine())
                    .withThreads(3)
                    .run(sums(column), source(events).inSplits(splitRows));
            assertEquals(orders.size(), outcome.rows().size());
            for (List<@Nullable Object> row : outcome.rows()) {
                assertEquals(expected, row.get(1), "sum of " + orders.get(((Long) row.get(0)).intValue()));
                assertEquals(((Number) expected).doubleValue() / values.size(), row.get(2));
            }
        }
    }

    @Test
    @DisplayName("ENG-30 1e16, 1, -1e16 sum to 1 in every order and split")
    default void sumsDoublesExactly() {
        assertSumInEveryOrder("amount", List.of(1e16, 1.0, -1e16), 1.0);
        assertSumInEveryOrder("amount", List.of(0.1, 0.2, 0.3, -0.6), exact(0.1, 0.2, 0.3, -0.6));
    }

    private static double exact(double... values) {
        BigDecimal sum = BigDecimal.ZERO;
        for (double value : values) {
            sum = sum.add(new BigDecimal(value));
        }
        return sum.doubleValue();
    }

    @Test
    @DisplayName("ENG-31 a sum of doubles is exact at any magnitude: huge, tiny, and all together")
    default void sumsAnyMagnitude() {
        List<double[]> cases = List.of(
                new double[] {1e300, 1e-300, -1e300},
                new double[] {1e300, -1e-300, Double.MIN_VALUE, -1e300},
                new double[] {Double.MIN_VALUE, Double.MIN_VALUE, Double.MIN_VALUE},
                new double[] {Double.MIN_NORMAL, -Double.MIN_VALUE, 1.0, -1.0},
                new double[] {Double.MAX_VALUE, Double.MAX_VALUE, -Double.MAX_VALUE},
                new double[] {Double.MAX_VALUE, Double.MAX_VALUE, -Double.MAX_VALUE, -Double.MAX_VALUE},
                new double[] {0x1p62, 0x1p62, -0x1p62, 0x1p-64},
                new double[] {0x1p62, -0x1p-64, 0x1p-65},
                new double[] {Math.nextDown(0x1p62), Math.nextDown(0x1p62), 0x1p-64, -0x1p62},
                new double[] {0x1p63, 0x1p63, -0x1p63, -0x1p63},
                new double[] {-0x1p63, -0x1p62, 0x1p-64, 0x1p63},
                new double[] {0x1p-64, 0x1p-65, 0x1p-66, 0x1p-1074},
                new double[] {0x1p-64, -0x1p-117, 0x1.fffffffffffffp-65},
                new double[] {0x1p53, 1.0, 0x1p-1000},
                new double[] {0x1p53, 1.0, -0x1p-1000},
                new double[] {0x1p53, 3.0, -0x1p-1074},
                new double[] {-0x1p53, -1.0, 0.0, 0x1p-70},
                new double[] {Math.nextDown(1.0), 0x1p-54},
                new double[] {Double.MAX_VALUE, 0x1p969, 0x1p969, -1.0});
        for (double[] values : cases) {
            double expected = exact(values);
            List<Object> boxed = new ArrayList<>();
            for (double value : values) {
                boxed.add(value);
            }
            assertSumInEveryOrder("amount", boxed, expected);
        }
    }

    @Test
    @DisplayName("ENG-31 long sums of mixed magnitudes are exact, however the rows are split")
    default void sumsManyMagnitudes() {
        Random random = new Random(31);
        List<@Nullable Object[]> events = rows();
        BigDecimal[] sums = new BigDecimal[5];
        Arrays.fill(sums, BigDecimal.ZERO);
        for (int i = 0; i < 5000; i++) {
            int entity = random.nextInt(sums.length);
            int spread = entity * 500 + 60;
            double value = Math.scalb(random.nextGaussian(), random.nextInt(spread) - spread / 2);
            value = Double.isFinite(value) ? value : 1.0;
            sums[entity] = sums[entity].add(new BigDecimal(value));
            events.add(amount(entity, value));
        }
        for (int splitRows : List.of(Integer.MAX_VALUE, 1, 100)) {
            Collections.shuffle(events, random);
            var outcome = EngineUnderTest.of(engine())
                    .withThreads(4)
                    .withBatchRows(64)
                    .run(sums("amount"), source(events).inSplits(splitRows));
            for (int entity = 0; entity < sums.length; entity++) {
                assertEquals(
                        sums[entity].doubleValue(), outcome.rows().get(entity).get(1), "entity " + entity);
            }
        }
    }

    @Test
    @DisplayName("ENG-32 sums of integers are carried wider than 64 bits: int64 maximum, 1, -1 sum to the maximum")
    default void sumsIntegersExactly() {
        assertSumInEveryOrder("units", List.of(Long.MAX_VALUE, 1L, -1L), Long.MAX_VALUE);
        assertSumInEveryOrder("units", List.of(Long.MIN_VALUE, -1L, 1L), Long.MIN_VALUE);
        assertSumInEveryOrder("units", List.of(Long.MAX_VALUE, Long.MAX_VALUE, Long.MIN_VALUE, Long.MIN_VALUE), -2L);
    }

    @Test
    @DisplayName("ENG-33 an integer sum outside int64 is an input error that names the feature; its average is none")
    default void refusesIntegerSumOutOfRange() {
        for (List<Long> values : List.of(List.of(Long.MAX_VALUE, 1L), List.of(Long.MIN_VALUE, -1L))) {
            List<@Nullable Object[]> events =
                    rows(units(1, 5), units(2, values.get(0)), units(3, values.get(1)), units(2, values.get(1)));
            assertFailsNaming("total_units", "units", AggregationFunction.SUM, events);
            PlanBuilder average = StandardLog.plan();
            average.feature("mean", average.aggregate(AggregationFunction.AVG, average.column("units")));
            var outcome = EngineUnderTest.of(engine())
                    .run(average.build(), source(events).inSplits(1));
            double sum = new BigDecimal(values.get(0))
                    .add(new BigDecimal(values.get(1)))
                    .doubleValue();
            assertEquals(sum / 2, outcome.rows().get(1).get(1));
        }
    }

    @Test
    @DisplayName("ENG-34 a sum of doubles out of range is an input error that names the feature, for an average too")
    default void refusesDoubleSumOutOfRange() {
        for (double sign : new double[] {1, -1}) {
            List<@Nullable Object[]> events =
                    rows(amount(1, 5.0), amount(2, sign * 1e308), amount(3, 1.0), amount(2, sign * 1e308));
            assertFailsNaming("total_amount", "amount", AggregationFunction.SUM, events);
            assertFailsNaming("mean_amount", "amount", AggregationFunction.AVG, events);
            assertFailsNaming(
                    "edge",
                    "amount",
                    AggregationFunction.SUM,
                    rows(amount(1, sign * Double.MAX_VALUE), amount(1, sign * 0x1p970)));
        }
    }

    private void assertFailsNaming(
            String feature, String column, AggregationFunction function, List<@Nullable Object[]> events) {
        PlanBuilder plan = StandardLog.plan();
        plan.feature("innocent", plan.countRows()).feature(feature, plan.aggregate(function, plan.column(column)));
        FeaturePlan features = plan.build();
        for (int splitRows : List.of(Integer.MAX_VALUE, 1)) {
            var failure = assertThrows(
                    InputException.class,
                    () -> EngineUnderTest.of(engine())
                            .run(features, source(events).inSplits(splitRows)));
            assertTrue(failure.getMessage().contains(feature), failure.getMessage());
            assertTrue(!failure.getMessage().contains("innocent"), failure.getMessage());
        }
    }
}
