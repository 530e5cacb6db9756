package io.millrace.core.contract;

import static io.millrace.core.contract.Expressions.cast;
import static io.millrace.core.contract.Rows.matrix;
import static io.millrace.core.contract.Rows.row;
import static io.millrace.core.contract.Rows.rows;
import static io.millrace.core.contract.StandardLog.INSIDE;
import static io.millrace.core.contract.StandardLog.WINDOW;
import static io.millrace.core.contract.StandardLog.amount;
import static io.millrace.core.contract.StandardLog.event;
import static io.millrace.core.contract.StandardLog.priced;
import static io.millrace.core.contract.StandardLog.source;
import static io.millrace.core.contract.StandardLog.units;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.core.event.DataType;
import io.millrace.core.plan.AggregationFunction;
import io.millrace.core.plan.BoundExpression;
import io.millrace.core.plan.FeaturePlan;
import io.millrace.core.plan.WindowRange;
import io.millrace.core.run.InputException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Rules on what single aggregations mean. */
public interface EngineAggregationRules extends EngineSubject {
    private static PlanBuilder with(AggregationFunction function, String... columns) {
        PlanBuilder plan = StandardLog.plan();
        for (String column : columns) {
            plan.feature(column, plan.aggregate(function, plan.column(column)));
        }
        return plan;
    }

    /** Expects the matrix in any order of the events, in any split. */
    private void assertInAnyOrder(
            List<List<@Nullable Object>> expected, FeaturePlan plan, List<@Nullable Object[]> events) {
        List<@Nullable Object[]> shuffled = new ArrayList<>(events);
        for (int seed = 0; seed < 6; seed++) {
            int splitRows = seed % 2 == 0 ? Integer.MAX_VALUE : 1 + seed / 2;
            var outcome = EngineUnderTest.of(engine())
                    .withThreads(3)
                    .run(plan, source(shuffled).inSplits(splitRows));
            assertEquals(expected, outcome.rows());
            Collections.shuffle(shuffled, new Random(seed));
        }
    }

    @Test
    @DisplayName("ENG-70 first and last follow the event time over values that are not null, at equal times the values")
    default void followsEventTime() {
        PlanBuilder plan = StandardLog.plan();
        for (String column : List.of("type", "amount", "units", "flag", "seen", "price")) {
            plan.feature("first_" + column, plan.aggregate(AggregationFunction.FIRST, plan.column(column)));
            plan.feature("last_" + column, plan.aggregate(AggregationFunction.LAST, plan.column(column)));
        }
        assertInAnyOrder(
                matrix(
                        row(1, "b", "a", 3.0, 1.0, 5, Long.MIN_VALUE, true, false, INSIDE, INSIDE + 3, 700, -1),
                        row(2, "", "\u0000", -1.0, 7.5, -2, 9, false, true, INSIDE, INSIDE, -300, 200)),
                plan.build(),
                rows(
                        event(1, INSIDE, null, null, 5, true),
                        priced(event(1, INSIDE + 1, "b", 3.0, null, null), 700),
                        priced(event(1, INSIDE + 2, "a", 1.0, Long.MIN_VALUE, false), -1),
                        event(1, INSIDE + 3, null, Double.NaN, null, null),
                        priced(event(2, INSIDE, "\u0000", -1.0, 9, false), -300),
                        priced(event(2, INSIDE, "", 7.5, -2, true), 200)));
    }

    @Test
    @DisplayName("ENG-71 smallest, largest and most frequent texts go by unsigned UTF-8 bytes, empty text among them")
    default void comparesTextsByBytes() {
        PlanBuilder plan = with(AggregationFunction.MIN, "type");
        plan.feature("max", plan.aggregate(AggregationFunction.MAX, plan.column("type")))
                .feature("mode", plan.aggregate(AggregationFunction.MODE, plan.column("type")));
        String longest = "a text that is longer than any slot of a record could ever hold, whatever its layout";
        List<@Nullable Object[]> events = rows();
        for (String text : List.of("\uff5e", "😀", "😀", "\uff5e", "z")) {
            events.add(event(1, INSIDE, text, null, null, null));
        }
        for (String text : List.of("b", "", longest)) {
            events.add(event(2, INSIDE, text, null, null, null));
        }
        for (String text : List.of(longest + "b", longest + "a", longest + "b")) {
            events.add(event(3, INSIDE, text, null, null, null));
        }
        events.add(event(4));
        assertInAnyOrder(
                matrix(
                        row(1, "z", "😀", "\uff5e"),
                        row(2, "", "b", ""),
                        row(3, longest + "a", longest + "b", longest + "b"),
                        row(4, null, null, null)),
                plan.build(),
                events);
    }

    @Test
    @DisplayName("ENG-72 variances and slopes come from exact sums, rounded once, in any order")
    default void computesMomentsExactly() {
        PlanBuilder plan = with(AggregationFunction.VAR_SAMP, "amount");
        plan.feature("pop", plan.aggregate(AggregationFunction.VAR_POP, plan.column("amount")))
                .feature("slope", plan.aggregate(AggregationFunction.SLOPE, plan.column("amount")));
        List<@Nullable Object[]> events = rows();
        double[] offsets = {4, 7, 13, 16};
        for (int i = 0; i < offsets.length; i++) {
            long day = INSIDE + i * EngineWindowRules.DAY;
            events.add(event(1, day, null, 1e9 + offsets[i], null, null));
            events.add(event(2, day, null, 3.0 * i - 1e15, null, null));
            events.add(event(3, INSIDE, null, offsets[i], null, null));
        }
        events.add(amount(4, 1e300));
        events.add(amount(5, null));
        assertInAnyOrder(
                matrix(
                        row(1, 30.0, 22.5, 4.2),
                        row(2, 15.0, 11.25, 3.0),
                        row(3, 30.0, 22.5, null),
                        row(4, null, 0.0, null),
                        row(5, null, null, null)),
                plan.build(),
                events);
        events.add(amount(4, -1e300));
        for (AggregationFunction function : List.of(AggregationFunction.VAR_SAMP, AggregationFunction.VAR_POP)) {
            var failure = assertThrows(
                    InputException.class,
                    () -> EngineUnderTest.of(engine())
                            .run(with(function, "amount").build(), source(events)));
            assertTrue(failure.getMessage().contains("amount"), failure.getMessage());
        }
    }

    @Test
    @DisplayName("ENG-73 a decayed sum weighs by the age as of the row's time: exact products, exactly summed")
    default void decays() {
        PlanBuilder plan = StandardLog.plan();
        double day = EngineWindowRules.DAY;
        BoundExpression decayed = plan.aggregate(
                AggregationFunction.DECAYED_SUM, plan.column("amount"), day, null, new WindowRange(WINDOW.length(), 0));
        FeaturePlan features = plan.feature("decayed", decayed)
                .asOf(List.of(WINDOW.end(), WINDOW.end() - (long) day))
                .build();
        long end = WINDOW.end();
        assertInAnyOrder(
                matrix(
                        row(1, end - (long) day, 0x1p54 + 2.0),
                        row(1, end, 1.0 + 0x1p53 + 1.0),
                        row(2, end - (long) day, 3 * 0x1p-9 - 3 * 0x1p-9 + 0x1p-26),
                        row(2, end, 0x1p-27)),
                features,
                rows(
                        event(1, end - 2 * (long) day, null, 0x1p55, null, null),
                        event(1, end - 3 * (long) day, null, 8.0, null, null),
                        event(2, end - 10 * (long) day, null, 3.0, null, null),
                        event(2, end - 10 * (long) day, null, -3.0, null, null),
                        event(2, end - 27 * (long) day, null, 1.0, null, null)));
    }

    @Test
    @DisplayName(
            "ENG-76 decimals are exact: sums wider than 64 bits inside, an error where 18 digits do not hold the result")
    default void sumsDecimalsExactly() {
        PlanBuilder plan = with(AggregationFunction.SUM, "price");
        BoundExpression price = plan.column("price");
        FeaturePlan prices = plan.feature("avg", plan.aggregate(AggregationFunction.AVG, price))
                .feature("min", plan.aggregate(AggregationFunction.MIN, price))
                .feature("max", plan.aggregate(AggregationFunction.MAX, price))
                .feature("distinct", plan.aggregate(AggregationFunction.COUNT_DISTINCT, price))
                .build();
        assertEquals(DataType.decimal(18, 2), prices.matrix().field(1).type());
        assertInAnyOrder(
                matrix(row(1, 60, 0.2, 10, 30, 3), row(2, 999_999_999, 9_999_999.99, 999_999_999, 999_999_999, 1)),
                prices,
                rows(priced(event(1), 10), priced(event(1), 20), priced(event(1), 30), priced(event(2), 999_999_999)));
        PlanBuilder wide = StandardLog.plan();
        BoundExpression whole = cast(wide.column("units"), DataType.decimal(18, 0));
        FeaturePlan sum = wide.feature("innocent", wide.countRows())
                .feature("risky", wide.aggregate(AggregationFunction.SUM, whole))
                .build();
        long most = 999_999_999_999_999_999L;
        List<@Nullable Object[]> events = rows();
        for (int i = 0; i < 20; i++) {
            events.add(units(1, most));
            events.add(units(1, i == 0 ? 0 : -most));
        }
        assertInAnyOrder(matrix(row(1, 40, most)), sum, events);
        events.add(units(1, 1));
        var failure = assertThrows(
                InputException.class, () -> EngineUnderTest.of(engine()).run(sum, source(events)));
        assertTrue(failure.getMessage().contains("risky"), failure.getMessage());
        assertTrue(!failure.getMessage().contains("innocent"), failure.getMessage());
    }

    @Test
    @DisplayName("ENG-77 distinct values, days and the longest gap are counted over all of an entity's events")
    default void countsDistinctDaysAndGaps() {
        PlanBuilder plan = with(AggregationFunction.COUNT_DISTINCT, "amount", "type", "flag", "units");
        plan.feature("days", plan.aggregate(AggregationFunction.COUNT_DAYS, null))
                .feature("gap", plan.aggregate(AggregationFunction.MAX_GAP, null))
                .feature("mode", plan.aggregate(AggregationFunction.MODE, plan.column("units")));
        long day = EngineWindowRules.DAY;
        long midnight = WINDOW.end() - 10 * day;
        assertInAnyOrder(
                matrix(
                        row(1, 2, 2, 2, 3, 3, 86_400.5, -7),
                        row(2, 0, 0, 0, 0, 1, null, null),
                        row(3, 1, 1, 1, 1, 1, 0.0, 4)),
                plan.build(),
                rows(
                        event(1, midnight - 1, "", 0.0, -7, true),
                        event(1, midnight, "a", -0.0, 5, false),
                        event(1, midnight + day + 500_000, "a", 2.5, 5, null),
                        event(1, midnight + day + 500_000, null, null, -7, true),
                        event(1, midnight + day + 500_001, "", Double.NaN, 9, true),
                        event(2),
                        event(3, INSIDE, "x", 1.0, 4, true),
                        event(3, INSIDE, "x", 1.0, 4, true)));
    }
}
