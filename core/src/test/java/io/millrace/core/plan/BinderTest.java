package io.millrace.core.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.core.event.DataType;
import io.millrace.core.event.Field;
import io.millrace.core.event.Schema;
import io.millrace.core.feature.StreamflowChurn;
import io.millrace.core.plan.BoundExpression.AsOf;
import io.millrace.core.plan.BoundExpression.Call;
import io.millrace.core.plan.BoundExpression.Cast;
import io.millrace.core.plan.BoundExpression.Column;
import io.millrace.core.plan.BoundExpression.Constant;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BinderTest {
    private static final Constant AS_OF = new Constant(DataType.TIMESTAMP, 1_730_332_800_000_000L);

    @Test
    void readsOnlyTheColumnsThatFeaturesUseAfterKeyAndTime() {
        FeaturePlan plan = Bindings.bind(Bindings.set()
                .let("unused", "max(seq)")
                .feature("a", "sum(price) filter (where kind = 'x')")
                .feature("b", "max(units) filter (where kind = 'x')"));
        assertEquals(
                List.of("user_id", "ts", "price", "kind", "units"), plan.reads().names());
        assertEquals(List.of(0), plan.keys());
        assertEquals(1, plan.time());
        assertEquals(2, plan.aggregations().size());
    }

    @Test
    void findsEqualThingsOnce() {
        FeaturePlan plan = Bindings.bind(Bindings.set()
                .let("x_events", "count(*) filter (where kind = 'x')")
                .feature("a", "x_events / count(*)")
                .feature("b", "count(*) filter (where kind = 'x') / count(*)")
                .feature("c", "x_events")
                .feature("d", "sum(units) filter (where kind = 'x')")
                .feature("e", "b"));
        assertEquals(3, plan.aggregations().size());
        assertEquals(1, plan.filters().size());
        assertEquals(1, plan.steps().size());
        assertEquals(
                List.of(3, 3, 0, 2, 3),
                plan.features().stream().map(FeaturePlan.Feature::value).toList());
    }

    @Test
    void ordersStepsByWhatTheyUseWhateverTheWrittenOrder() {
        FeaturePlan plan = Bindings.bind(
                Bindings.set().feature("a", "b + 1").feature("b", "c * 2").let("c", "count(*) - 1"));
        assertEquals(
                List.of(
                        call(ScalarFunction.SUBTRACT, integer(0), one()),
                        call(ScalarFunction.MULTIPLY, integer(1), new Constant(DataType.INT64, 2L)),
                        call(ScalarFunction.ADD, integer(2), one())),
                plan.steps());
        assertEquals(3, plan.features().get(0).value());
        assertEquals(List.of("a", "b"), plan.featuresUsing(0));
        assertEquals(List.of("a"), plan.featuresUsing(3));
    }

    private static Column integer(int ordinal) {
        return new Column(ordinal, DataType.INT64, false);
    }

    private static Constant one() {
        return new Constant(DataType.INT64, 1L);
    }

    private static Call call(ScalarFunction function, BoundExpression... arguments) {
        return new Call(function, List.of(arguments), DataType.INT64, false);
    }

    @Test
    void castsIntegersBesideDoubles() {
        BoundExpression step = Bindings.plan("count(*) / 2").steps().get(0);
        assertEquals(
                new Call(
                        ScalarFunction.DIVIDE,
                        List.of(
                                new Cast(integer(0), DataType.FLOAT64, false, false),
                                new Constant(DataType.FLOAT64, 2.0)),
                        DataType.FLOAT64,
                        false),
                step);
    }

    @Test
    void takesTextBesideATimestampAsATimestamp() {
        FeaturePlan plan = Bindings.plan("count(*) filter (where ts >= '2024-10-31')");
        assertEquals(
                new Call(
                        ScalarFunction.GREATER_OR_EQUAL,
                        List.of(new Column(1, DataType.TIMESTAMP, true), AS_OF),
                        DataType.BOOLEAN,
                        true),
                plan.filters().get(0));
    }

    @Test
    void knowsTheBuiltInNamesInsideAndOutsideOfAggregations() {
        FeaturePlan plan = Bindings.bind(Bindings.set()
                .feature("a", "count(*) filter (where ts >= window_middle and ts < as_of and ts > window_start)")
                .feature("b", "window_days"));
        List<BoundExpression> conditions = ((Call) plan.filters().get(0)).arguments();
        assertEquals(3, conditions.size());
        long day = Window.MICROS_PER_DAY;
        assertEquals(new AsOf(-5 * day), second(conditions.get(0)));
        assertEquals(new AsOf(0), second(conditions.get(1)));
        assertEquals(new AsOf(-10 * day), second(conditions.get(2)));
        assertEquals(List.of(new Constant(DataType.FLOAT64, 10.0)), plan.steps());
    }

    private static BoundExpression second(BoundExpression call) {
        return ((Call) call).arguments().get(1);
    }

    @Test
    void prefersAnEventColumnToABuiltInNameInsideAnAggregation() {
        Schema schema = Schema.of(
                Field.required("user_id", DataType.INT64),
                Field.required("ts", DataType.TIMESTAMP),
                Field.required("as_of", DataType.INT64));
        FeaturePlan plan = Binder.bind(Bindings.set().feature("f", "sum(as_of)").build(), schema, Bindings.AS_OF);
        assertEquals(List.of("user_id", "ts", "as_of"), plan.reads().names());
    }

    @Test
    void shiftsTimesByIntervals() {
        FeaturePlan plan = Bindings.bind(Bindings.set()
                .let("two_days", "interval '1 day' + interval '1 day'")
                .feature("a", "count(*) filter (where ts >= as_of - interval '7 days')")
                .feature("b", "max(ts) + interval '1 day' - two_days"));
        assertEquals(new AsOf(-7 * Window.MICROS_PER_DAY), second(plan.filters().get(0)));
        Call outer = (Call) plan.steps().get(0);
        assertEquals(ScalarFunction.ADD_INTERVAL, outer.function());
        assertEquals(new Constant(DataType.INT64, -2 * Window.MICROS_PER_DAY), second(outer));
    }

    @Test
    void reducesShorthand() {
        assertEquals(
                Bindings.plan("count(*) filter (where units >= 1 and units <= 2)"),
                Bindings.plan("count(*) filter (where units between 1 and 2)"));
        assertEquals(
                Bindings.plan("count(*) filter (where not kind in ('a', 'b'))"),
                Bindings.plan("count(*) filter (where kind not in ('a', 'b'))"));
        assertEquals(
                Bindings.plan("count(*) filter (where kind = 'a')"),
                Bindings.plan("count(*) filter (where kind in ('a'))"));
        assertEquals(
                Bindings.plan("count(*) filter (where units = seq or units = 1)"),
                Bindings.plan("count(*) filter (where units in (seq, 1))"));
        assertEquals(
                Bindings.plan("case when count(*) = 1 then 'a' else 'b' end"),
                Bindings.plan("case count(*) when 1 then 'a' else 'b' end"));
        assertEquals(
                Bindings.plan("count(*) filter (where not (kind is null))"),
                Bindings.plan("count(*) filter (where kind is not null)"));
    }

    @Test
    void bindsValuesOfForWithTheTypeOfTheirColumn() {
        FeaturePlan plan = Bindings.bind(Bindings.set()
                .feature("n_{units}", "count(*) filter (where units = :units)")
                .forEach("units", "7", "12")
                .feature("k_{kind}", "count(*) filter (where kind = :kind)")
                .forEach("kind", "007", "NO"));
        assertEquals(
                List.of("user_id", "n_7", "n_12", "k_007", "k_no"),
                plan.matrix().names());
        assertEquals(new Constant(DataType.INT64, 7L), second(plan.filters().get(0)));
        assertEquals(new Constant(DataType.TEXT, "007"), second(plan.filters().get(2)));
        assertEquals(new Constant(DataType.TEXT, "NO"), second(plan.filters().get(3)));
    }

    @Test
    void countsRowsWhereTheColumnIsNeverNull() {
        AggregationCall rows = Bindings.plan("count(seq)").aggregations().get(0);
        assertEquals(AggregationFunction.COUNT_ROWS, rows.function());
        assertEquals(List.of(rows), Bindings.plan("count(1)").aggregations());
        AggregationCall values = Bindings.plan("count(units)").aggregations().get(0);
        assertEquals(AggregationFunction.COUNT, values.function());
        AggregationCall doubles = Bindings.plan("count(weight)").aggregations().get(0);
        assertEquals(AggregationFunction.COUNT, doubles.function());
    }

    @Test
    void bindsAggregationsToTheFunctionsOfAPlan() {
        DataType real = DataType.FLOAT64;
        Column price = new Column(2, real, true);
        assertEquals(
                List.of(
                        aggregation(AggregationFunction.VAR_SAMP, 0, price),
                        aggregation(AggregationFunction.QUANTILE, 0.5, price),
                        aggregation(AggregationFunction.APPROX_QUANTILE, 0.9, price),
                        aggregation(AggregationFunction.DECAYED_SUM, 7.0 * Window.MICROS_PER_DAY, price),
                        aggregation(AggregationFunction.DECAYED_SUM, Window.MICROS_PER_DAY, new Constant(real, 1.0)),
                        aggregation(AggregationFunction.SLOPE, 0, price),
                        aggregation(AggregationFunction.MAX_GAP, 0)),
                Bindings.bind(Bindings.set()
                                .feature("a", "stddev_samp(price)")
                                .feature("b", "median(price)")
                                .feature("c", "quantile(price, 0.5)")
                                .feature("d", "approx_quantile(price, 0.9)")
                                .feature("e", "decayed_sum(price, interval '7 days')")
                                .feature("f", "decayed_count(interval '1 day')")
                                .feature("g", "slope(price)")
                                .feature("h", "max_gap()")
                                .feature("i", "var_samp(price)"))
                        .aggregations());
    }

    private static AggregationCall aggregation(
            AggregationFunction function, double parameter, BoundExpression... arguments) {
        return new AggregationCall(
                function, List.of(arguments), parameter, Optional.empty(), 0, DataType.FLOAT64, Optional.empty());
    }

    @Test
    void computesMeanGapFromTheFirstAndTheLastEvent() {
        FeaturePlan plan = Bindings.plan("mean_gap() filter (where paid)");
        assertEquals(
                Bindings.plan("seconds_between(min(ts) filter (where paid), max(ts) filter (where paid))"
                                + " / nullif(count(*) filter (where paid) - 1, 0)")
                        .steps(),
                plan.steps());
        assertEquals(3, plan.aggregations().size());
    }

    @Test
    void countsDistinctValuesAndTakesTruthForAnExtreme() {
        assertEquals(
                AggregationFunction.COUNT_DISTINCT,
                Bindings.plan("count(distinct seq)").aggregations().get(0).function());
        assertEquals(
                Bindings.plan("min(paid)").aggregations(),
                Bindings.plan("bool_and(paid)").aggregations());
        assertEquals(
                Bindings.plan("max(units > 1)").aggregations(),
                Bindings.plan("bool_or(units > 1)").aggregations());
    }

    @Test
    void takesDoublesWhereAFunctionIsOfDoubles() {
        Cast units = new Cast(new Column(2, DataType.INT64, true), DataType.FLOAT64, false, true);
        for (String name : List.of("var_samp", "var_pop", "median", "slope")) {
            assertEquals(
                    List.of(units),
                    Bindings.plan(name + "(units)").aggregations().get(0).arguments(),
                    name);
        }
        assertEquals(
                List.of(new Column(2, DataType.INT64, true)),
                Bindings.plan("avg(units)").aggregations().get(0).arguments());
    }

    @Test
    void bindsConditionsOverTheMatrix() {
        FeaturePlan plan = Bindings.bind(Bindings.set()
                .feature("a", "count(*)")
                .feature("b", "sum(units)")
                .checkCondition("c", "b > 0"));
        assertEquals(
                Optional.of(new Call(
                        ScalarFunction.GREATER,
                        List.of(new Column(2, DataType.INT64, true), new Constant(DataType.INT64, 0L)),
                        DataType.BOOLEAN,
                        true)),
                plan.checks().get(0).condition());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "count(*) | INT64 | false",
                "sum(units) | INT64 | true",
                "sum(paid) | INT64 | true",
                "sum(price) | FLOAT64 | true",
                "avg(units) | FLOAT64 | true",
                "max(ts) | TIMESTAMP | true",
                "max(paid) | BOOLEAN | true",
                "count(*) + 1 | INT64 | false",
                "count(*) + 1.5 | FLOAT64 | false",
                "count(*) / 2 | FLOAT64 | false",
                "count(*) / 0 | FLOAT64 | true",
                "count(*) / count(price) | FLOAT64 | true",
                "count(*) / window_days | FLOAT64 | false",
                "count(*) % 3 | INT64 | false",
                "count(*) % count(price) | INT64 | true",
                "coalesce(sum(price), 0) | FLOAT64 | false",
                "coalesce(sum(price), 0) * 2 | FLOAT64 | true",
                "coalesce(sum(price), 0) / 2 | FLOAT64 | true",
                "coalesce(sum(price), sum(units)) | FLOAT64 | true",
                "count(*) * 1e308 | FLOAT64 | true",
                "count(*) / 1e-300 | FLOAT64 | true",
                "count(*) * 0.0 | FLOAT64 | false",
                "coalesce(sum(price), 0) * 0.0 | FLOAT64 | false",
                "case when count(*) > 0 then 1 end | INT64 | true",
                "case when count(*) > 0 then 1 else 0 end | INT64 | false",
                "case when count(*) > 0 then sum(units) else 0 end | INT64 | true",
                "case when count(*) > 0 then 1 else 0.5 end | FLOAT64 | false",
                "case when count(*) > 0 then null else 1 end | INT64 | true",
                "nullif(count(*), 0) | INT64 | true",
                "least(sum(units), 1) | INT64 | false",
                "greatest(sum(units), sum(paid)) | INT64 | true",
                "sum(units) is null | BOOLEAN | false",
                "sum(units) > 1 | BOOLEAN | true",
                "count(*) in (1, null) | BOOLEAN | true",
                "count(*) in (1, 2) | BOOLEAN | false",
                "not (count(*) > 1 or count(*) = 0) | BOOLEAN | false",
                "- count(*) | INT64 | false",
                "abs(-1.5) | FLOAT64 | false",
                "days_between(max(ts), as_of) | INT64 | true",
                "seconds_between(window_start, as_of) | FLOAT64 | false",
                "cast(count(*) as double) | FLOAT64 | false",
                "try_cast(count(*) as double) | FLOAT64 | false",
                "cast(1.5 as bigint) | INT64 | false",
                "cast('1' as double) | FLOAT64 | true",
                "try_cast('1' as bigint) | INT64 | true",
                "cast(null as double) | FLOAT64 | true",
                "count(distinct kind) | INT64 | false",
                "approx_count_distinct(price) | INT64 | false",
                "min(kind) | TEXT | true",
                "first(ts) | TIMESTAMP | true",
                "last(kind) filter (where paid) | TEXT | true",
                "mode(units) | INT64 | true",
                "stddev_samp(units) | FLOAT64 | true",
                "var_pop(price) | FLOAT64 | true",
                "median(units) | FLOAT64 | true",
                "quantile(paid, 1) | FLOAT64 | true",
                "approx_quantile(price, 0.99) | FLOAT64 | true",
                "bool_and(paid) | BOOLEAN | true",
                "bool_or(units > 1) | BOOLEAN | true",
                "count_days() | INT64 | false",
                "mean_gap() | FLOAT64 | true",
                "max_gap() | FLOAT64 | true",
                "decayed_sum(units, interval '7 days') | FLOAT64 | true",
                "decayed_count(interval '7 days') | FLOAT64 | false",
                "slope(price) | FLOAT64 | true",
                "floor(count(*)) | INT64 | false",
                "ceil(count(*) / 2) | FLOAT64 | false",
                "round(sum(price)) | FLOAT64 | true",
                "round(count(*) / 2) * 2 | FLOAT64 | false",
                "sqrt(count(*)) | FLOAT64 | true",
                "ln(2) | FLOAT64 | true",
                "exp(0) | FLOAT64 | true",
                "power(count(*), 2) | FLOAT64 | true",
                "sqrt(null) | FLOAT64 | true",
                "hour(as_of) | INT64 | false",
                "day_of_week(max(ts)) | INT64 | true",
                "date(as_of) | TIMESTAMP | false",
                "hour('2024-10-31 12:00:00') | INT64 | false",
                "lower(mode(kind)) | TEXT | true",
                "upper('a') | TEXT | false",
                "length('a') | INT64 | false",
                "substring('abc', 2) | TEXT | false",
                "substring('abc', 2, sum(units)) | TEXT | true",
                "json_value('{}', '$.a') | TEXT | true",
                "'a' like 'a%' | BOOLEAN | false",
                "mode(kind) not like '_' | BOOLEAN | true",
                "'a' like null | BOOLEAN | true",
                "null like 'a' | BOOLEAN | true",
                "cast('2024-10-31' as timestamp) | TIMESTAMP | false",
                "case when count(*) > 1 then 'many' else 'few' end | TEXT | false",
            })
    void infersTypeAndNullability(String expression, DataType.Kind kind, boolean nullable) {
        Field field = Bindings.field(expression);
        assertEquals(kind, field.type().kind());
        assertEquals(nullable, field.nullable());
    }

    @Test
    void bindsALongChainOfDefinitions() {
        var set = Bindings.set();
        int length = 5_000;
        for (int i = 0; i < length; i++) {
            set.feature("f" + i, "f" + (i + 1) + " + 1");
        }
        FeaturePlan plan = Bindings.bind(set.feature("f" + length, "count(*)"));
        assertEquals(length, plan.steps().size());
        assertEquals(length, plan.features().get(0).value());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "abs( | units | )",
                "- | units | -0",
                "1 + ( | units | )",
                "case when units > 1 then | units | else 1 end",
                "case when ( | paid | ) then true end",
                "cast(cast( | units | as double) as bigint)",
                "coalesce(1, | units | )",
                "not ( | paid | )",
                "( | paid | ) is null",
                "(1 in (1, 2)) and ( | paid | )",
            })
    void bindsTheDeepestNesting(String opening, String inner, String closing) {
        int levels = List.of("c", "n", "(1").stream().anyMatch(opening::startsWith) ? 90 : 185;
        String end = closing.equals("-0") ? "" : closing;
        String nested = (opening + " ").repeat(levels) + inner + (" " + end).repeat(levels);
        assertEquals(
                1,
                Bindings.plan("count(*) filter (where (" + nested + ") is not null)")
                        .filters()
                        .size());
        assertEquals(1, Bindings.plan("max(" + nested + ")").aggregations().size());
    }

    @Test
    void bindsTheBuiltInSet() {
        FeaturePlan plan = Binder.bind(StreamflowChurn.featureSet(), Streamflow.EVENTS, Bindings.AS_OF);
        assertEquals(15, plan.features().size());
        assertFalse(plan.features().get(0).field().nullable());
        assertEquals(20, plan.aggregations().size());
        assertTrue(plan.filters().size() < plan.aggregations().size());
        assertEquals(
                List.of("user_id", "timestamp", "event_type", "device_type", "revenue", "duration_seconds").stream()
                        .sorted()
                        .toList(),
                plan.reads().names().stream().sorted().toList());
    }

    @Test
    void floorsAnAsOfTimeBeforeTheEpochAndTakesOneFarAway() {
        assertEquals(-1, Window.micros(Instant.parse("1969-12-31T23:59:59.999999500Z")));
        assertEquals(
                Bindings.plan("count(*)").span().length(),
                Binder.bind(
                                Bindings.set().feature("f", "count(*)").build(),
                                Bindings.EVENTS,
                                Instant.parse("9999-01-01T00:00:00Z"))
                        .span()
                        .length());
    }
}
