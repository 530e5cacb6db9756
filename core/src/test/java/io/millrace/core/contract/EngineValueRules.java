package io.millrace.core.contract;

import static io.millrace.core.contract.Expressions.call;
import static io.millrace.core.contract.Expressions.constant;
import static io.millrace.core.contract.Expressions.divide;
import static io.millrace.core.contract.Expressions.equal;
import static io.millrace.core.contract.Rows.matrix;
import static io.millrace.core.contract.Rows.row;
import static io.millrace.core.contract.Rows.rows;
import static io.millrace.core.contract.StandardLog.INSIDE;
import static io.millrace.core.contract.StandardLog.WINDOW;
import static io.millrace.core.contract.StandardLog.amount;
import static io.millrace.core.contract.StandardLog.event;
import static io.millrace.core.contract.StandardLog.source;
import static io.millrace.core.contract.StandardLog.units;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.millrace.core.event.DataType;
import io.millrace.core.plan.AggregationFunction;
import io.millrace.core.plan.BoundExpression;
import io.millrace.core.plan.ScalarFunction;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Rules on values: nulls, filters, and numbers that are none. */
public interface EngineValueRules extends EngineSubject {
    private EngineUnderTest.Outcome run(PlanBuilder plan, List<@Nullable Object[]> rows) {
        return EngineUnderTest.of(engine()).run(plan.build(), source(rows));
    }

    @Test
    @DisplayName("ENG-20 aggregations ignore nulls; over no values a count is 0 and all others are null")
    default void ignoresNulls() {
        PlanBuilder plan = StandardLog.plan();
        for (String column : List.of("amount", "units", "flag")) {
            for (AggregationFunction function : List.of(
                    AggregationFunction.COUNT_ROWS,
                    AggregationFunction.COUNT,
                    AggregationFunction.SUM,
                    AggregationFunction.AVG,
                    AggregationFunction.MIN,
                    AggregationFunction.MAX)) {
                boolean rows = function == AggregationFunction.COUNT_ROWS;
                plan.feature(column + function, plan.aggregate(function, rows ? null : plan.column(column), null));
            }
        }
        plan.feature("types", plan.aggregate(AggregationFunction.COUNT, plan.column("type")));
        plan.feature("last", plan.aggregate(AggregationFunction.MAX, plan.column("seen")));
        @Nullable Object[] without = event(1);
        without[7] = null;
        var outcome = run(plan, rows(without, without, event(2, INSIDE, "", 2.5, -4, true), event(2), event(2)));
        assertEquals(
                matrix(
                        row(
                                1, 2, 0, null, null, null, null, 2, 0, null, null, null, null, 2, 0, null, null, null,
                                null, 0, null),
                        row(2, 3, 1, 2.5, 2.5, 2.5, 2.5, 3, 1, -4, -4.0, -4, -4, 3, 1, 1, 1.0, true, true, 1, INSIDE)),
                outcome.rows());
    }

    @Test
    @DisplayName("ENG-21 a filter keeps a row where it is true, not where it is false or null")
    default void keepsWhatIsTrue() {
        PlanBuilder plan = StandardLog.plan();
        BoundExpression buy = equal(plan.column("type"), constant("buy"));
        plan.feature("buys", plan.countRows(buy))
                .feature("others", plan.countRows(call(ScalarFunction.NOT, buy)))
                .feature("flagged", plan.countRows(plan.column("flag")))
                .feature("large", plan.countRows(call(ScalarFunction.GREATER, plan.column("amount"), constant(1.0))))
                .feature("always", plan.countRows(constant(true)))
                .feature("never", plan.countRows(constant(false)))
                .feature("unknown", plan.countRows(Expressions.nothing(DataType.BOOLEAN)));
        var outcome = run(
                plan,
                rows(
                        event(1, INSIDE, "buy", 2.0, 1, true),
                        event(1, INSIDE, "", 1.0, 1, false),
                        event(1, INSIDE, "BUY", 1.5, 1, true),
                        event(1)));
        assertEquals(matrix(row(1, 1, 2, 2, 2, 4, 0, 0)), outcome.rows());
    }

    @Test
    @DisplayName("ENG-22 minimum and maximum of integers, doubles, times and booleans, the extremes included")
    default void findsExtremes() {
        PlanBuilder plan = StandardLog.plan();
        for (String column : List.of("amount", "units", "flag", "at")) {
            plan.feature("min_" + column, plan.aggregate(AggregationFunction.MIN, plan.column(column)));
            plan.feature("max_" + column, plan.aggregate(AggregationFunction.MAX, plan.column(column)));
        }
        var outcome = run(
                plan,
                rows(
                        event(1, WINDOW.start(), null, -Double.MAX_VALUE, Long.MIN_VALUE, false),
                        event(1, INSIDE, null, Double.MIN_VALUE, 0, null),
                        event(1, WINDOW.end() - 1, null, Double.MAX_VALUE, Long.MAX_VALUE, true),
                        event(2, INSIDE, null, -1e-320, -3, true),
                        event(2, INSIDE, null, -2.5, -2, true),
                        event(3, INSIDE, null, Double.MAX_VALUE, Long.MAX_VALUE, false),
                        event(4, INSIDE, null, -Double.MAX_VALUE, Long.MIN_VALUE, false)));
        assertEquals(
                matrix(
                        row(
                                1,
                                -Double.MAX_VALUE,
                                Double.MAX_VALUE,
                                Long.MIN_VALUE,
                                Long.MAX_VALUE,
                                false,
                                true,
                                WINDOW.start(),
                                WINDOW.end() - 1),
                        row(2, -2.5, -1e-320, -3, -2, true, true, INSIDE, INSIDE),
                        row(
                                3,
                                Double.MAX_VALUE,
                                Double.MAX_VALUE,
                                Long.MAX_VALUE,
                                Long.MAX_VALUE,
                                false,
                                false,
                                INSIDE,
                                INSIDE),
                        row(
                                4,
                                -Double.MAX_VALUE,
                                -Double.MAX_VALUE,
                                Long.MIN_VALUE,
                                Long.MIN_VALUE,
                                false,
                                false,
                                INSIDE,
                                INSIDE)),
                outcome.rows());
    }

    @Test
    @DisplayName("ENG-23 division by zero gives null, which is not counted as infinite")
    default void dividesByZero() {
        PlanBuilder plan = StandardLog.plan();
        BoundExpression amount = plan.aggregate(AggregationFunction.SUM, plan.column("amount"));
        BoundExpression units = plan.aggregate(AggregationFunction.SUM, plan.column("units"));
        plan.feature("ratio", divide(amount, units))
                .feature("doubles_left", call(ScalarFunction.MODULO, amount, Expressions.asDouble(units)))
                .feature("left", call(ScalarFunction.MODULO, units, units));
        var outcome =
                run(plan, rows(event(1, INSIDE, null, 1.0, 0, null), event(2, INSIDE, null, 0.0, 0, null), event(3)));
        assertEquals(
                matrix(row(1, null, null, null), row(2, null, null, null), row(3, null, null, null)), outcome.rows());
        assertEquals(0, outcome.report().nonFinite());
    }

    @Test
    @DisplayName("ENG-24 NaN and infinities in events are null, and counted where the row is used and the column read")
    default void takesNonFiniteForNull() {
        PlanBuilder plan = StandardLog.plan();
        plan.feature("amounts", plan.aggregate(AggregationFunction.COUNT, plan.column("amount")))
                .feature("sum", plan.aggregate(AggregationFunction.SUM, plan.column("amount")))
                .feature("max", plan.aggregate(AggregationFunction.MAX, plan.column("amount")))
                .feature("missing", plan.countRows(call(ScalarFunction.IS_NULL, plan.column("amount"))));
        List<@Nullable Object[]> rows = rows(
                amount(1, Double.NaN),
                amount(1, 2.0),
                amount(1, Double.POSITIVE_INFINITY),
                amount(2, Double.NEGATIVE_INFINITY),
                amount(null, Double.NaN),
                event(1, WINDOW.end(), null, Double.NaN, null, null),
                event(1, null, null, Double.NaN, null, null));
        var outcome = run(plan, rows);
        assertEquals(matrix(row(1, 1, 2.0, 2.0, 2), row(2, 0, null, null, 1)), outcome.rows());
        assertEquals(3, outcome.report().nonFinite());
        PlanBuilder other = StandardLog.plan();
        other.feature("events", other.countRows());
        assertEquals(0, run(other, rows).report().nonFinite());
    }

    @Test
    @DisplayName("ENG-25 a NaN or infinite result of an operation is null, and counted")
    default void takesNonFiniteResultsForNull() {
        PlanBuilder plan = StandardLog.plan();
        BoundExpression max = plan.aggregate(AggregationFunction.MAX, plan.column("amount"));
        plan.feature("doubled", call(ScalarFunction.ADD, max, max))
                .feature("back", divide(call(ScalarFunction.MULTIPLY, max, constant(10.0)), constant(10.0)));
        var outcome = run(plan, rows(amount(1, 1e308), amount(2, 2.0), amount(3, null)));
        assertEquals(matrix(row(1, null, null), row(2, 4.0, 2.0), row(3, null, null)), outcome.rows());
        assertEquals(2, outcome.report().nonFinite());
    }

    @Test
    @DisplayName("ENG-26 -0.0 is 0, in events and in results")
    default void knowsNoNegativeZero() {
        PlanBuilder plan = StandardLog.plan();
        BoundExpression amount = plan.column("amount");
        BoundExpression max = plan.aggregate(AggregationFunction.MAX, amount);
        plan.feature("max", max)
                .feature("min", plan.aggregate(AggregationFunction.MIN, amount))
                .feature("sum", plan.aggregate(AggregationFunction.SUM, amount))
                .feature("avg", plan.aggregate(AggregationFunction.AVG, amount))
                .feature("zeros", plan.countRows(equal(amount, constant(0.0))))
                .feature("listed", plan.countRows(call(ScalarFunction.IN, amount, constant(1.0), constant(0.0))))
                .feature("negated", call(ScalarFunction.NEGATE, max))
                .feature("times", call(ScalarFunction.MULTIPLY, max, constant(-1.0)));
        var outcome = run(plan, rows(amount(1, -0.0), amount(2, 0.0), amount(2, -0.0)));
        assertEquals(
                matrix(row(1, 0.0, 0.0, 0.0, 0.0, 1, 1, 0.0, 0.0), row(2, 0.0, 0.0, 0.0, 0.0, 2, 2, 0.0, 0.0)),
                outcome.rows());
    }

    @Test
    @DisplayName("ENG-27 logic is three-valued")
    default void knowsThreeTruthValues() {
        BoundExpression unknown = Expressions.nothing(DataType.BOOLEAN);
        BoundExpression[] truths = {constant(true), constant(false), unknown};
        PlanBuilder plan = StandardLog.plan();
        for (int i = 0; i < truths.length; i++) {
            for (int j = 0; j < truths.length; j++) {
                plan.feature("and" + i + j, call(ScalarFunction.AND, truths[i], truths[j]))
                        .feature("or" + i + j, call(ScalarFunction.OR, truths[i], truths[j]));
            }
        }
        BoundExpression sum = plan.aggregate(AggregationFunction.SUM, plan.column("units"));
        plan.feature("in", call(ScalarFunction.IN, sum, constant(1), Expressions.nothing(DataType.INT64)))
                .feature("equal", equal(sum, Expressions.nothing(DataType.INT64)))
                .feature("least", call(ScalarFunction.LEAST, sum, Expressions.nothing(DataType.INT64)))
                .feature("nullif", call(ScalarFunction.NULLIF, sum, constant(1)));
        Object no = null;
        assertEquals(
                matrix(
                        row(
                                1, true, true, false, true, no, true, false, true, false, false, false, no, no, true,
                                false, no, no, no, true, no, 1, no),
                        row(
                                2, true, true, false, true, no, true, false, true, false, false, false, no, no, true,
                                false, no, no, no, no, no, 2, 2),
                        row(
                                3, true, true, false, true, no, true, false, true, false, false, false, no, no, true,
                                false, no, no, no, no, no, no, no)),
                run(plan, rows(units(1, 1), units(2, 2), event(3))).rows());
    }

    @Test
    @DisplayName("ENG-28 days are the floor of elapsed time over 24 hours, seconds have a fraction")
    default void measuresTime() {
        PlanBuilder plan = StandardLog.plan();
        BoundExpression last = plan.aggregate(AggregationFunction.MAX, plan.column("at"));
        BoundExpression end = Expressions.timestamp(WINDOW.end());
        plan.feature("days", call(ScalarFunction.DAYS_BETWEEN, last, end))
                .feature("back", call(ScalarFunction.DAYS_BETWEEN, end, last))
                .feature("seconds", call(ScalarFunction.SECONDS_BETWEEN, last, end))
                .feature("later", call(ScalarFunction.ADD_INTERVAL, last, constant(1L)));
        long day = 86_400_000_000L;
        var outcome = run(
                plan,
                rows(
                        StandardLog.at(1, WINDOW.end() - 1),
                        StandardLog.at(2, WINDOW.end() - day),
                        StandardLog.at(3, WINDOW.end() - day - 1)));
        assertEquals(
                matrix(
                        row(1, 0, -1, 1e-6, WINDOW.end()),
                        row(2, 1, -1, 86_400.0, WINDOW.end() - day + 1),
                        row(3, 1, -2, 86_400.000001, WINDOW.end() - day)),
                outcome.rows());
    }
}
