package io.millrace.core.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.core.event.DataType;
import io.millrace.core.event.Field;
import io.millrace.core.event.Schema;
import io.millrace.core.feature.StreamflowChurn;
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
        assertEquals(0, plan.key());
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
        long asOf = plan.window().end();
        assertEquals(new Constant(DataType.TIMESTAMP, asOf - 5 * day), second(conditions.get(0)));
        assertEquals(AS_OF, second(conditions.get(1)));
        assertEquals(new Constant(DataType.TIMESTAMP, asOf - 10 * day), second(conditions.get(2)));
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
        assertEquals(
                new Constant(DataType.TIMESTAMP, plan.window().end() - 7 * Window.MICROS_PER_DAY),
                second(plan.filters().get(0)));
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
        AggregationCall values = Bindings.plan("count(units)").aggregations().get(0);
        assertEquals(AggregationFunction.COUNT, values.function());
        AggregationCall doubles = Bindings.plan("count(weight)").aggregations().get(0);
        assertEquals(AggregationFunction.COUNT, doubles.function());
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
                "cast('2024-10-31' as timestamp) | TIMESTAMP | false",
                "case when count(*) > 1 then 'many' else 'few' end | TEXT | false",
            })
    void infersTypeAndNullability(String expression, DataType type, boolean nullable) {
        assertEquals(new Field("f", type, nullable), Bindings.field(expression));
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
                Bindings.plan("count(*)").window().length(),
                Binder.bind(
                                Bindings.set().feature("f", "count(*)").build(),
                                Bindings.EVENTS,
                                Instant.parse("9999-01-01T00:00:00Z"))
                        .window()
                        .length());
    }
}
