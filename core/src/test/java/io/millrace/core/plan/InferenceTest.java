package io.millrace.core.plan;

import io.millrace.core.event.DataType;
import io.millrace.core.event.Field;
import io.millrace.core.sql.DuckDbSql;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import net.jqwik.api.statistics.Statistics;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assertions;

/** Whatever is written: what the binder says of a feature's type and nulls holds for the values that DuckDB computes. */
class InferenceTest {
    private static final Map<DataType, Class<?>> CLASSES = Map.of(
            DataType.INT64, Long.class,
            DataType.FLOAT64, Double.class,
            DataType.BOOLEAN, Boolean.class,
            DataType.TIMESTAMP, Timestamp.class,
            DataType.TEXT, String.class);

    private static @Nullable DuckDb duckDb;

    @BeforeContainer
    static void fillTable() throws SQLException {
        DuckDb database = new DuckDb();
        database.execute("create table events (user_id varchar, ts timestamp, kind varchar, units bigint,"
                + " price double, paid boolean, seq bigint not null, weight double not null)");
        database.execute("insert into events values"
                + " ('a', '2024-10-22', 'x', 3, 1.5, true, 1, 1e308), ('a', '2024-10-23', 'y', -3, 1e308, false, 2, 5e307),"
                + " ('b', '2024-10-24', null, null, null, null, 3, 'nan'), ('c', '2024-10-25', 'x', 0, -0.0, true, 0, 0),"
                + " ('d', '2024-10-26', 'z', 4000000000, -1e308, false, -5, 'inf')");
        duckDb = database;
    }

    @AfterContainer
    static void close() throws SQLException {
        if (duckDb != null) {
            duckDb.close();
        }
    }

    @Property(tries = 300)
    void tellsTheTypeAndNeverPromisesAValueThatIsNull(@ForAll("features") List<String> expressions)
            throws SQLException {
        var set = Bindings.set();
        for (int i = 0; i < expressions.size(); i++) {
            set.feature("f" + i, expressions.get(i));
        }
        FeaturePlan plan = Bindings.bind(set);
        List<Field> columns = plan.matrix().fields();
        List<List<@Nullable Object>> rows = rows(plan);
        Statistics.label("computed")
                .collect(!rows.isEmpty())
                .coverage(coverage -> coverage.check(true).percentage(share -> share > 70));
        for (List<@Nullable Object> row : rows) {
            for (int i = 0; i < columns.size(); i++) {
                check(columns.get(i), row.get(i));
            }
        }
    }

    /** No row where an integer leaves int64, which is an error by the language. */
    private static List<List<@Nullable Object>> rows(FeaturePlan plan) throws SQLException {
        try {
            return Objects.requireNonNull(duckDb).rows(DuckDbSql.of(plan, "events", Optional.empty()));
        } catch (SQLException e) {
            String message = String.valueOf(e.getMessage());
            if (message.contains("Overflow") || message.contains("out of range") || message.contains("Out of Range")) {
                return List.of();
            }
            throw e;
        }
    }

    private static void check(Field field, @Nullable Object value) {
        if (value == null) {
            Assertions.assertTrue(field.nullable(), field + " is null");
        } else {
            Class<?> held = field.type().isDecimal() ? BigDecimal.class : CLASSES.get(field.type());
            Assertions.assertEquals(held, value.getClass(), field.toString());
            Assertions.assertTrue(!(value instanceof Double number) || Double.isFinite(number), field.toString());
            Assertions.assertNotEquals(-0.0, value, field.toString());
        }
    }

    @Provide
    Arbitrary<List<String>> features() {
        return Arbitraries.oneOf(numbers(3), conditions(3), times(), texts(), decimals())
                .list()
                .ofMinSize(1)
                .ofMaxSize(4);
    }

    private static Arbitrary<String> numbers(int depth) {
        Arbitrary<String> leaves = Arbitraries.oneOf(
                Arbitraries.of("0", "1", "-2", "3000000000", "0.0", "2.5", "1e300", "-1e-300", "window_days"),
                Combinators.combine(
                                Arbitraries.of(
                                        "count(*)",
                                        "count(weight)",
                                        "count(seq)",
                                        "sum(units)",
                                        "sum(price)",
                                        "sum(paid)",
                                        "avg(weight)",
                                        "avg(units)",
                                        "min(seq)",
                                        "max(price)",
                                        "max(weight * price)",
                                        "sum(units + 1)",
                                        "count(distinct kind)",
                                        "count(distinct units)",
                                        "sum(length(kind))",
                                        "first(units)",
                                        "last(weight)",
                                        "mode(units)",
                                        "median(units)",
                                        "quantile(seq, 0.25)",
                                        "stddev_samp(units)",
                                        "stddev_pop(seq)",
                                        "var_samp(paid)",
                                        "var_pop(units)",
                                        "count_days()",
                                        "mean_gap()",
                                        "max_gap()",
                                        "decayed_count(interval '2 days')",
                                        "decayed_sum(units, interval '1 day')",
                                        "slope(units)",
                                        "max(hour(ts))",
                                        "max(sqrt(units))"),
                                filters())
                        .as(String::concat));
        if (depth == 0) {
            return leaves;
        }
        Arbitrary<String> smaller = Arbitraries.lazy(() -> numbers(depth - 1));
        Arbitrary<String> smallerConditions = Arbitraries.lazy(() -> conditions(depth - 1));
        return Arbitraries.oneOf(
                leaves,
                Combinators.combine(smaller, Arbitraries.of(" + ", " - ", " * ", " / ", " % "), smaller)
                        .as((left, operator, right) -> "(" + left + operator + right + ")"),
                Combinators.combine(Arbitraries.of("coalesce", "nullif", "least", "greatest"), smaller, smaller)
                        .as((function, left, right) -> function + "(" + left + ", " + right + ")"),
                Combinators.combine(Arbitraries.of("abs", "floor", "round", "sqrt", "ln", "exp"), smaller)
                        .as((function, value) -> function + "(" + value + ")"),
                smaller.map(value -> "(- " + value + ")"),
                smaller.map(value -> "try_cast(" + value + " as bigint)"),
                times().map(time -> "days_between(" + time + ", as_of)"),
                times().map(time -> "seconds_between(as_of, " + time + ")"),
                Combinators.combine(smallerConditions, smaller, smaller)
                        .as((condition, yes, no) -> "case when " + condition + " then " + yes + " else " + no + " end"),
                Combinators.combine(smallerConditions, smaller)
                        .as((condition, yes) -> "case when " + condition + " then " + yes + " end"));
    }

    private static Arbitrary<String> conditions(int depth) {
        Arbitrary<String> numbers = Arbitraries.lazy(() -> numbers(Math.max(0, depth - 1)));
        Arbitrary<String> comparisons = Arbitraries.oneOf(
                Combinators.combine(numbers, Arbitraries.of(" = ", " <> ", " < ", " >= "), numbers)
                        .as((left, operator, right) -> "(" + left + operator + right + ")"),
                Combinators.combine(numbers, numbers).as((value, option) -> "(" + value + " in (1, " + option + "))"),
                numbers.map(value -> "(" + value + " between 0 and 2.5)"),
                numbers.map(value -> "(" + value + " is not null)"),
                Arbitraries.of("max(paid)", "true", "(max(ts) > window_middle)"));
        if (depth == 0) {
            return comparisons;
        }
        Arbitrary<String> smaller = Arbitraries.lazy(() -> conditions(depth - 1));
        return Arbitraries.oneOf(
                comparisons,
                smaller.map(condition -> "(not " + condition + ")"),
                Combinators.combine(smaller, Arbitraries.of(" and ", " or "), smaller)
                        .as((left, operator, right) -> "(" + left + operator + right + ")"));
    }

    private static Arbitrary<String> times() {
        return Arbitraries.of(
                "as_of",
                "max(ts)",
                "date(first(ts))",
                "min(ts) filter (where kind = 'x')",
                "(max(ts) - interval '36 hours')");
    }

    private static Arbitrary<String> texts() {
        return Combinators.combine(
                        Arbitraries.of("min(kind)", "mode(kind)", "last(lower(kind))", "max(substring(kind, 1, 1))"),
                        filters(),
                        Arbitraries.of("", "upper", "coalesce"))
                .as((aggregation, filter, function) -> function.equals("coalesce")
                        ? "coalesce(" + aggregation + filter + ", 'none')"
                        : function + "(" + aggregation + filter + ")");
    }

    private static Arbitrary<String> decimals() {
        Arbitrary<String> leaves = Combinators.combine(
                        Arbitraries.of(
                                "sum(cast(units as decimal(18, 2)))",
                                "min(cast(seq as decimal(5, 1)) * 2)",
                                "last(try_cast(weight as decimal(6, 3)))",
                                "avg(cast(paid as decimal(1, 0)))"),
                        filters())
                .as(String::concat);
        return Arbitraries.oneOf(
                leaves,
                leaves.map(value -> "coalesce(" + value + ", 0)"),
                Combinators.combine(leaves, Arbitraries.of(" + ", " - ", " * ", " / "), leaves)
                        .as((left, operator, right) -> "(" + left + operator + right + ")"));
    }

    private static Arbitrary<String> filters() {
        return Arbitraries.of(
                "",
                " filter (where kind = 'x')",
                " filter (where kind like '%y' or price > 1)",
                " filter (where units > 0 or paid)",
                " filter (where not (kind = 'x'))",
                " filter (where weight / price > 1)",
                " filter (where price is null)");
    }
}
