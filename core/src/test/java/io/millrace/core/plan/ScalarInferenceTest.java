package io.millrace.core.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.core.contract.MemoryEventSource;
import io.millrace.core.contract.Rows;
import io.millrace.core.evaluate.EvaluationException;
import io.millrace.core.evaluate.Evaluator;
import io.millrace.core.event.ColumnBatch;
import io.millrace.core.event.ColumnVector;
import io.millrace.core.event.DataType;
import io.millrace.core.event.DoubleVector;
import io.millrace.core.event.Field;
import io.millrace.core.event.LongVector;
import io.millrace.core.event.Schema;
import io.millrace.core.event.TextVector;
import io.millrace.core.feature.Problem;
import io.millrace.core.port.BatchReader;
import io.millrace.core.run.DefinitionException;
import java.math.BigInteger;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;
import org.jspecify.annotations.Nullable;

/**
 * Whatever scalar expression is written over event columns: what the binder says of its type and nulls holds for the
 * values that the evaluator computes, and the evaluator takes it.
 */
class ScalarInferenceTest {
    private static final Schema EVENTS = Schema.of(
            Field.required("user_id", DataType.TEXT),
            Field.required("ts", DataType.TIMESTAMP),
            Field.nullable("kind", DataType.TEXT),
            Field.required("page", DataType.TEXT),
            Field.nullable("units", DataType.INT64),
            Field.required("seq", DataType.INT64),
            Field.nullable("price", DataType.FLOAT64),
            Field.required("paid", DataType.BOOLEAN),
            Field.required("amount", DataType.decimal(10, 2)),
            Field.nullable("rate", DataType.decimal(6, 4)),
            Field.nullable("wide", DataType.decimal(18, 0)),
            Field.nullable("fine", DataType.decimal(18, 18)));

    private static final List<@Nullable Object[]> ROWS = Rows.rows(
            Rows.row("a", 0L, "x", "/a", 3L, 1L, 1.5, true, 1L, 5L, 7L, 1L),
            Rows.row("b", 1_730_332_800_000_000L, null, "", null, -2L, null, false, -250L, null, null, null),
            Rows.row("c", -1L, "größe", "{\"a\": 7}", -3L, 0L, 0.0, true, 0L, 0L, 0L, 0L),
            Rows.row(
                    "d",
                    1_730_000_000_000_000L,
                    "a%b_c\\",
                    "1.5",
                    4_000_000_000L,
                    100L,
                    1e308,
                    false,
                    9_999_999_999L,
                    999_999L,
                    999_999_999_999_999_999L,
                    999_999_999_999_999_999L),
            Rows.row(
                    "e",
                    86_400_000_000L,
                    "{\"a\": null}",
                    "x",
                    Long.MAX_VALUE,
                    Long.MIN_VALUE,
                    -4.0,
                    true,
                    -9_999_999_999L,
                    -999_999L,
                    -999_999_999_999_999_999L,
                    -999_999_999_999_999_999L));

    @Property(tries = 2000)
    void tellsTheTypeAndNeverPromisesAValueThatIsNull(@ForAll("expressions") String expression) {
        FeaturePlan plan;
        try {
            plan = Binder.bind(
                    Bindings.set().feature("f", "max(" + expression + ")").build(), EVENTS, Bindings.AS_OF);
        } catch (DefinitionException e) {
            refused(e.problems(), expression);
            return;
        }
        BoundExpression argument = AsOfTimes.at(
                plan.aggregations().get(0).arguments().get(0), plan.asOfTimes().get(0));
        int values = check(plan.reads(), argument, expression);
        Statistics.label("computed")
                .collect(values > 0)
                .coverage(coverage -> coverage.check(true).percentage(share -> share > 50));
    }

    /** Nothing is wrong with what is generated but that decimals can be too wide. */
    private static void refused(List<Problem> problems, String expression) {
        for (Problem problem : problems) {
            assertTrue(
                    problem.advice().contains("double") && (problem.what() + problem.advice()).contains("decimal"),
                    expression + ": " + problem);
        }
        Statistics.label("computed").collect(false);
    }

    private static int check(Schema reads, BoundExpression expression, String written) {
        int values = 0;
        try (BatchReader reader =
                MemoryEventSource.ofRows(EVENTS, ROWS).splits(reads).get(0).open(ROWS.size())) {
            ColumnBatch batch = reader.next();
            Evaluator evaluator = Evaluator.of(expression, batch.capacity());
            for (int row = 0; row < ROWS.size(); row++) {
                try {
                    ColumnVector vector = evaluator.evaluate(batch, new int[] {row}, 1);
                    check(vector, row, expression, written);
                    values++;
                } catch (EvaluationException e) {
                    assertTrue(String.valueOf(e.getMessage()).length() > 10, written);
                }
            }
        }
        return values;
    }

    private static void check(ColumnVector vector, int row, BoundExpression expression, String written) {
        DataType type = expression.type();
        assertEquals(ColumnVector.of(type, 1).getClass(), vector.getClass(), written);
        if (vector.isNull(row)) {
            assertTrue(expression.nullable(), written + " is null");
        } else if (vector instanceof DoubleVector doubles) {
            double value = doubles.get(row);
            assertTrue(Double.isFinite(value) && (value != 0 || 1 / value > 0), written + " = " + value);
        } else if (vector instanceof LongVector longs && type.isDecimal()) {
            BigInteger most = BigInteger.TEN.pow(type.precision());
            BigInteger value = BigInteger.valueOf(longs.get(row)).abs();
            assertTrue(value.compareTo(most) < 0, written + " = " + value + " of " + type);
        } else {
            assertTrue(vector instanceof LongVector || vector instanceof TextVector, written);
        }
    }

    @Provide
    Arbitrary<String> expressions() {
        return Arbitraries.oneOf(
                List.of(numbers(1), numbers(1), numbers(1), numbers(3), texts(1), texts(3), conditions(3), times(3)));
    }

    private static Arbitrary<String> numbers(int depth) {
        Arbitrary<String> leaves = Arbitraries.of(
                "units",
                "seq",
                "price",
                "amount",
                "rate",
                "wide",
                "fine",
                "0",
                "7",
                "-12",
                "3000000000",
                "2.5",
                "-0.0",
                "1e300",
                "window_days",
                "null + 1",
                "amount",
                "rate");
        if (depth == 0) {
            return leaves;
        }
        Arbitrary<String> part = Arbitraries.lazy(() -> numbers(depth - 1));
        Arbitrary<String> time = Arbitraries.lazy(() -> times(depth - 1));
        Arbitrary<String> text = Arbitraries.lazy(() -> texts(depth - 1));
        Arbitrary<String> binary = Combinators.combine(part, Arbitraries.of(" + ", " - ", " * ", " / "), part)
                .as((left, operator, right) -> "(" + left + operator + right + ")");
        Arbitrary<String> alike = Combinators.combine(
                        Arbitraries.of("coalesce", "least", "greatest", "nullif"), part, part)
                .as((function, left, right) -> function + "(" + left + ", " + right + ")");
        Arbitrary<String> unary = Combinators.combine(Arbitraries.of("abs", "-", "floor", "ceil", "round"), part)
                .as((function, value) -> "(" + function + "(" + value + "))");
        Arbitrary<String> real = Combinators.combine(Arbitraries.of("sqrt", "ln", "exp"), part)
                .as((function, value) -> function + "(" + value + ")");
        Arbitrary<String> power =
                Combinators.combine(part, part).as((left, right) -> "power(" + left + ", " + right + ")");
        Arbitrary<String> parts = Combinators.combine(
                        Arbitraries.of("year", "month", "day", "hour", "minute", "day_of_week"), time)
                .as((function, value) -> function + "(" + value + ")");
        Arbitrary<String> elapsed = Combinators.combine(Arbitraries.of("days_between", "seconds_between"), time, time)
                .as((function, from, to) -> function + "(" + from + ", " + to + ")");
        Arbitrary<String> remainders = Combinators.combine(part, part)
                .as((left, right) -> "(cast(" + left + " as double) % cast(" + right + " as double))");
        return Arbitraries.oneOf(List.of(
                leaves,
                binary,
                binary,
                alike,
                unary,
                real,
                power,
                parts,
                elapsed,
                remainders,
                text.map(value -> "length(" + value + ")"),
                casts(part, Arbitraries.of("bigint", "double", "decimal(5, 2)", "decimal(18, 0)", "decimal(18, 10)")),
                casts(text, Arbitraries.of("bigint", "double", "decimal(12, 2)")),
                cases(depth, part)));
    }

    private static Arbitrary<String> casts(Arbitrary<String> part, Arbitrary<String> types) {
        return Combinators.combine(Arbitraries.of("cast(", "try_cast("), part, types)
                .as((cast, value, type) -> cast + value + " as " + type + ")");
    }

    private static Arbitrary<String> cases(int depth, Arbitrary<String> part) {
        Arbitrary<String> condition = Arbitraries.lazy(() -> conditions(depth - 1));
        return Combinators.combine(condition, part, part, Arbitraries.of(true, false))
                .as((when, yes, no, complete) ->
                        "case when " + when + " then " + yes + (complete ? " else " + no : "") + " end");
    }

    private static Arbitrary<String> texts(int depth) {
        Arbitrary<String> leaves = Arbitraries.of("kind", "page", "'x'", "''", "'12.5'", "user_id");
        if (depth == 0) {
            return leaves;
        }
        Arbitrary<String> part = Arbitraries.lazy(() -> texts(depth - 1));
        Arbitrary<String> number = Arbitraries.lazy(() -> numbers(depth - 1));
        return Arbitraries.oneOf(
                leaves,
                Combinators.combine(Arbitraries.of("lower", "upper"), part)
                        .as((function, value) -> function + "(" + value + ")"),
                Combinators.combine(part, Arbitraries.of("1", "-3", "seq", "2, 1", "1, units"))
                        .as((value, places) -> "substring(" + value + ", " + places + ")"),
                part.map(value -> "json_value(" + value + ", '$.a')"),
                Combinators.combine(part, part).as((left, right) -> "coalesce(" + left + ", " + right + ")"),
                Combinators.combine(part, part).as((left, right) -> "nullif(" + left + ", " + right + ")"),
                number.map(value -> "cast(" + value + " as text)"),
                cases(depth, part));
    }

    private static Arbitrary<String> conditions(int depth) {
        Arbitrary<String> leaves = Arbitraries.of("paid", "true", "kind is null", "units > 1", "amount = 0");
        if (depth == 0) {
            return leaves;
        }
        Arbitrary<String> part = Arbitraries.lazy(() -> conditions(depth - 1));
        Arbitrary<String> number = Arbitraries.lazy(() -> numbers(depth - 1));
        Arbitrary<String> text = Arbitraries.lazy(() -> texts(depth - 1));
        Arbitrary<String> operator = Arbitraries.of(" = ", " <> ", " < ", " <= ", " > ", " >= ");
        return Arbitraries.oneOf(
                leaves,
                Combinators.combine(number, operator, number)
                        .as((left, sign, right) -> "(" + left + sign + right + ")"),
                Combinators.combine(text, operator, text).as((left, sign, right) -> "(" + left + sign + right + ")"),
                number.map(value -> "(" + value + " between -1 and 2.5)"),
                number.map(value -> "(" + value + " in (0, 7, null, 12))"),
                Combinators.combine(text, Arbitraries.of("'%a%'", "'_'", "'a\\%%'", "null", "''"))
                        .as((value, pattern) -> "(" + value + " like " + pattern + ")"),
                number.map(value -> "(" + value + " is not null)"),
                number.map(value -> "cast(" + value + " as boolean)"),
                part.map(value -> "(not " + value + ")"),
                Combinators.combine(part, Arbitraries.of(" and ", " or "), part)
                        .as((left, sign, right) -> "(" + left + sign + right + ")"));
    }

    private static Arbitrary<String> times(int depth) {
        Arbitrary<String> leaves = Arbitraries.of("ts", "as_of", "window_start", "timestamp '2024-02-29 12:00:00'");
        if (depth == 0) {
            return leaves;
        }
        Arbitrary<String> part = Arbitraries.lazy(() -> times(depth - 1));
        return Arbitraries.oneOf(
                leaves,
                part.map(value -> "date(" + value + ")"),
                part.map(value -> "(" + value + " - interval '36 hours')"),
                Combinators.combine(part, part).as((left, right) -> "least(" + left + ", " + right + ")"),
                Arbitraries.of("try_cast(kind as timestamp)", "cast('2024-10-31' as timestamp)"));
    }
}
