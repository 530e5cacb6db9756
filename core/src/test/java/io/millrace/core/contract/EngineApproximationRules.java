package io.millrace.core.contract;

import static io.millrace.core.contract.Rows.matrix;
import static io.millrace.core.contract.Rows.row;
import static io.millrace.core.contract.Rows.rows;
import static io.millrace.core.contract.StandardLog.INSIDE;
import static io.millrace.core.contract.StandardLog.amount;
import static io.millrace.core.contract.StandardLog.event;
import static io.millrace.core.contract.StandardLog.priced;
import static io.millrace.core.contract.StandardLog.source;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.core.plan.AggregationFunction;
import io.millrace.core.plan.FeaturePlan;
import io.millrace.core.plan.WindowRange;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Rules on quantiles, and on approximate answers: what they may be off, and that no order shows in them. */
public interface EngineApproximationRules extends EngineSubject {
    /** Quantiles to ask for. */
    List<Double> SHARES = List.of(0.0, 0.01, 0.25, 0.5, 0.9, 0.999, 1.0);

    private static FeaturePlan quantiles(AggregationFunction function) {
        PlanBuilder plan = StandardLog.plan();
        WindowRange window = new WindowRange(StandardLog.WINDOW.length(), 0);
        for (double share : SHARES) {
            plan.feature("q" + share, plan.aggregate(function, plan.column("amount"), share, null, window));
        }
        return plan.build();
    }

    /** Every entity a distribution of its own: wide, narrow, of both signs, with zeros, integral, tiny. */
    private static List<List<Double>> samples() {
        Random random = new Random(74);
        List<List<Double>> samples = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            samples.add(new ArrayList<>());
        }
        for (int i = 0; i < 1500; i++) {
            samples.get(0).add(Math.exp(20 * random.nextGaussian()));
            samples.get(1).add(100 + random.nextDouble());
            samples.get(2).add(random.nextGaussian() * 1e6);
            samples.get(3).add((double) Math.max(0, random.nextInt(20) - 10));
            samples.get(4).add((double) -random.nextInt(1000));
            samples.get(5).add(Math.scalb(random.nextDouble(), -1000));
        }
        return samples;
    }

    private static List<@Nullable Object[]> events(List<List<Double>> samples) {
        List<@Nullable Object[]> events = rows();
        for (int entity = 0; entity < samples.size(); entity++) {
            for (double value : samples.get(entity)) {
                events.add(amount(entity, value));
            }
        }
        Collections.shuffle(events, new Random(75));
        return events;
    }

    @Test
    @DisplayName("ENG-74 a quantile is the value at q·(n - 1), between two values in proportion")
    default void interpolatesQuantiles() {
        List<@Nullable Object[]> few =
                rows(amount(1, 4.0), amount(1, 1.0), amount(1, null), amount(1, 2.0), amount(1, 3.0), amount(2, -7.5));
        few.add(amount(3, null));
        var outcome = EngineUnderTest.of(engine()).run(quantiles(AggregationFunction.QUANTILE), source(few));
        assertEquals(
                matrix(
                        row(1, 1.0, 1.0 + 0.01 * 3, 1.75, 2.5, 3.0 + (0.9 * 3 - 2), 3.0 + (0.999 * 3 - 2), 4.0),
                        row(2, -7.5, -7.5, -7.5, -7.5, -7.5, -7.5, -7.5),
                        row(3, null, null, null, null, null, null, null)),
                outcome.rows());
        var source = source(events(samples()));
        assertEquals(
                EngineUnderTest.of(new ReferenceEngine())
                        .run(quantiles(AggregationFunction.QUANTILE), source)
                        .rows(),
                EngineUnderTest.of(engine())
                        .withThreads(3)
                        .run(quantiles(AggregationFunction.QUANTILE), source.inSplits(700))
                        .rows());
    }

    @Test
    @DisplayName(
            "ENG-75 an approximate quantile is within 1 % of the value at floor(q·(n - 1)), in any order and split the same")
    default void approximatesQuantiles() {
        List<List<Double>> samples = samples();
        var once = EngineUnderTest.of(engine())
                .run(quantiles(AggregationFunction.APPROX_QUANTILE), source(events(samples)));
        for (int entity = 0; entity < samples.size(); entity++) {
            List<Double> sorted = samples.get(entity).stream().sorted().toList();
            for (int i = 0; i < SHARES.size(); i++) {
                double exact = sorted.get((int) Math.floor(SHARES.get(i) * (sorted.size() - 1)));
                double approximate = (Double) once.rows().get(entity).get(1 + i);
                assertTrue(
                        Math.abs(approximate - exact) <= 0.01 * Math.abs(exact),
                        approximate + " for " + exact + ", entity " + entity);
            }
        }
        List<@Nullable Object[]> turned = events(samples);
        Collections.reverse(turned);
        var again = EngineUnderTest.of(engine())
                .withThreads(3)
                .run(
                        quantiles(AggregationFunction.APPROX_QUANTILE),
                        source(turned).inSplits(400));
        assertEquals(once.rows(), again.rows());
    }

    @Test
    @DisplayName(
            "ENG-75 an approximate count of distinct values is exact up to 256, above within 10 %, in any order the same")
    default void approximatesDistinct() {
        PlanBuilder plan = StandardLog.plan();
        List<String> columns = List.of("type", "amount", "units", "flag", "seen", "price");
        for (String column : columns) {
            plan.feature(column, plan.aggregate(AggregationFunction.APPROX_COUNT_DISTINCT, plan.column(column)));
        }
        int[] counts = {1, 2, 255, 256, 257, 1000, 5000};
        List<@Nullable Object[]> events = rows();
        for (int entity = 0; entity < counts.length; entity++) {
            for (int i = 0; i < counts[entity] + 100; i++) {
                int value = i % counts[entity];
                events.add(priced(
                        event(entity, INSIDE + value, "text " + value, value * 0.5, value - 100, value % 2 == 0),
                        value * 7));
            }
        }
        Collections.shuffle(events, new Random(75));
        FeaturePlan features = plan.build();
        var once = EngineUnderTest.of(engine()).run(features, source(events));
        for (int entity = 0; entity < counts.length; entity++) {
            for (int column = 0; column < columns.size(); column++) {
                long told = (Long) once.rows().get(entity).get(1 + column);
                int exact = columns.get(column).equals("flag") ? Math.min(2, counts[entity]) : counts[entity];
                double tolerance = exact <= 256 ? 0 : 0.1 * exact;
                assertTrue(Math.abs(told - exact) <= tolerance, told + " for " + exact + " of " + columns.get(column));
            }
        }
        Collections.reverse(events);
        var again = EngineUnderTest.of(engine())
                .withThreads(3)
                .run(features, source(events).inSplits(600));
        assertEquals(once.rows(), again.rows());
    }
}
