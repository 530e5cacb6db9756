package io.millrace.core.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.core.event.DataType;
import io.millrace.core.event.Field;
import io.millrace.core.event.Schema;
import io.millrace.core.feature.FeatureSet;
import io.millrace.core.plan.BoundExpression.AsOf;
import io.millrace.core.plan.BoundExpression.Call;
import io.millrace.core.plan.BoundExpression.Constant;
import io.millrace.core.port.Extensions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** As-of times, windows, and what is computed in which. */
class WindowBindingTest {
    private static final long DAY = Window.MICROS_PER_DAY;
    private static final WindowRange TEN_DAYS = new WindowRange(10 * DAY, 0);

    @Test
    void ordersAsOfTimesAndTakesEachOnce() {
        FeatureSet set = Bindings.set().feature("f", "count(*)").build();
        Instant earlier = Bindings.AS_OF.minus(Duration.ofDays(5));
        FeaturePlan plan = Binder.bind(
                set,
                Bindings.EVENTS,
                List.of(Bindings.AS_OF, earlier, Bindings.AS_OF.plusNanos(1)),
                false,
                Extensions.NONE);
        long asOf = Window.micros(Bindings.AS_OF);
        assertEquals(List.of(asOf - 5 * DAY, asOf), plan.asOfTimes());
        assertTrue(plan.asOfColumn());
        assertEquals(List.of("user_id", "as_of", "f"), plan.matrix().names());
        assertEquals(new Window(asOf - 15 * DAY, asOf), plan.span());
    }

    @Test
    void hasAColumnOfOneAsOfTimeWhereAskedFor() {
        FeatureSet set = Bindings.set().feature("f", "count(*)").build();
        FeaturePlan plan = Binder.bind(set, Bindings.EVENTS, List.of(Bindings.AS_OF), true, Extensions.NONE);
        assertTrue(plan.asOfColumn());
        assertFalse(Bindings.plan("count(*)").asOfColumn());
    }

    @Test
    void resolvesMovingTimesAsOfATime() {
        FeaturePlan plan = Bindings.plan("seconds_between(window_start, max(ts))");
        BoundExpression step = plan.steps().get(0);
        assertTrue(AsOfTimes.depends(step));
        assertFalse(AsOfTimes.depends(AsOfTimes.at(step, 0)));
        assertEquals(
                new Constant(DataType.TIMESTAMP, -10 * DAY),
                ((Call) AsOfTimes.at(step, 0)).arguments().get(0));
    }

    @Test
    void givesEveryDefinitionItsOwnWindow() {
        FeaturePlan plan = Bindings.bind(Bindings.set()
                .feature("week", "count(*) filter (where ts < window_middle) / window_days")
                .over("7d")
                .feature("before", "seconds_between(window_start, as_of) + count(*)")
                .offset("10d"));
        assertEquals(
                List.of(TEN_DAYS, new WindowRange(7 * DAY, 0), new WindowRange(10 * DAY, 10 * DAY)), plan.windows());
        assertEquals(
                List.of(1, 2),
                plan.aggregations().stream().map(AggregationCall::window).toList());
        assertEquals(new AsOf(-7 * DAY / 2), second(plan.filters().get(0)));
        assertEquals(new Constant(DataType.FLOAT64, 7.0), second(plan.steps().get(0)));
        Call seconds = (Call) ((Call) plan.steps().get(1)).arguments().get(0);
        assertEquals(List.of(new AsOf(-20 * DAY), new AsOf(0)), seconds.arguments());
        assertEquals(Window.micros(Bindings.AS_OF) - 20 * DAY, plan.reach().start());
    }

    private static BoundExpression second(BoundExpression call) {
        return ((Call) call).arguments().get(1);
    }

    @Test
    void repeatsADefinitionForItsWindowsAndValues() {
        FeaturePlan plan = Bindings.bind(Bindings.set()
                .feature("n_{kind}", "count(*) filter (where kind = :kind)")
                .forEach("kind", "a", "b")
                .overEach("1d", "10d")
                .let("total", "count(*)")
                .overEach("1d", "36h")
                .feature("both", "total_1d + total_36h"));
        assertEquals(
                List.of("n_a_1d", "n_a_10d", "n_b_1d", "n_b_10d", "both"),
                plan.features().stream().map(feature -> feature.field().name()).toList());
        assertEquals(List.of(TEN_DAYS, new WindowRange(DAY, 0), new WindowRange(3 * DAY / 2, 0)), plan.windows());
        assertEquals(2, plan.filters().size());
        assertEquals(6, plan.aggregations().size());
    }

    @Test
    void crossesTheValuesOfSeveralColumns() {
        FeaturePlan plan = Bindings.bind(Bindings.set()
                .feature("n_{kind}_{units}", "count(*) filter (where kind = :kind and units = :units)")
                .forEach("kind", "a", "b")
                .forEach("units", "1", "2"));
        assertEquals(
                List.of("n_a_1", "n_a_2", "n_b_1", "n_b_2"),
                plan.features().stream().map(feature -> feature.field().name()).toList());
        assertEquals(4, plan.filters().size());
    }

    @Test
    void computesALetInTheWindowOfWhateverUsesIt() {
        FeaturePlan plan = Bindings.bind(Bindings.set()
                .let("events", "count(*)")
                .let("rate", "events / window_days")
                .let("fixed", "count(*)")
                .over("3d")
                .feature("here", "rate")
                .feature("week", "rate + fixed")
                .over("7d")
                .feature("refers", "week + 1"));
        assertEquals(
                Set.of(TEN_DAYS, new WindowRange(3 * DAY, 0), new WindowRange(7 * DAY, 0)), Set.copyOf(plan.windows()));
        assertEquals(3, plan.aggregations().size());
        assertEquals(
                List.of(new Constant(DataType.FLOAT64, 10.0), new Constant(DataType.FLOAT64, 7.0)),
                plan.steps().stream()
                        .filter(step -> ((Call) step).function() == ScalarFunction.DIVIDE)
                        .map(WindowBindingTest::second)
                        .toList());
        Call refers = (Call) plan.steps().get(plan.steps().size() - 1);
        assertEquals(
                plan.features().get(1).value(),
                ((BoundExpression.Column) refers.arguments().get(0)).ordinal());
    }

    @Test
    void sharesEqualWindowsAndDropsUnusedOnes() {
        FeaturePlan plan = Bindings.bind(Bindings.set()
                .let("unused", "count(*)")
                .over("90d")
                .feature("a", "count(*)")
                .over("240h")
                .feature("b", "count(*)")
                .feature("c", "count(*)")
                .over("7d")
                .feature("d", "sum(units)")
                .over("1w"));
        assertEquals(List.of(TEN_DAYS, new WindowRange(7 * DAY, 0)), plan.windows());
        assertEquals(3, plan.aggregations().size());
        assertEquals(plan.features().get(0).value(), plan.features().get(1).value());
    }

    @Test
    void keepsTheSetsWindowFirstWhereNoFeatureUsesIt() {
        FeaturePlan plan = Bindings.bind(Bindings.set().feature("a", "count(*)").over("90d"));
        assertEquals(List.of(TEN_DAYS, new WindowRange(90 * DAY, 0)), plan.windows());
    }

    @Test
    void bindsCompositeKeys() {
        FeatureSet set = FeatureSet.builder("pairs")
                .entity("seq", "user_id")
                .time("ts")
                .window("10d")
                .feature("f", "sum(seq)")
                .checkCondition("positive", "f > 0 and as_of > timestamp '2024-01-01'")
                .build();
        FeaturePlan plan =
                Binder.bind(set, Bindings.EVENTS, List.of(Bindings.AS_OF, Instant.EPOCH), false, Extensions.NONE);
        assertEquals(List.of("seq", "user_id", "ts"), plan.reads().names());
        assertEquals(List.of(0, 1), plan.keys());
        assertEquals(2, plan.time());
        assertEquals(List.of("seq", "user_id", "as_of", "f"), plan.matrix().names());
        assertEquals(
                List.of(
                        new BoundExpression.Column(3, DataType.INT64, true),
                        new BoundExpression.Column(2, DataType.TIMESTAMP, false)),
                ((Call) plan.checks().get(0).condition().orElseThrow())
                        .arguments().stream()
                                .map(part -> ((Call) part).arguments().get(0))
                                .toList());
    }

    @Test
    void bindsTypedValuesOfDecimalColumns() {
        Schema schema = Schema.of(
                Field.required("user_id", DataType.INT64),
                Field.required("ts", DataType.TIMESTAMP),
                Field.nullable("price", DataType.decimal(18, 2)));
        FeatureSet set = Bindings.set()
                .feature("n_{price}", "count(*) filter (where price = :price)")
                .forEach("price", "12.3", "9999999999999999.99")
                .build();
        FeaturePlan plan = Binder.bind(set, schema, Bindings.AS_OF);
        assertEquals(
                new Constant(DataType.decimal(18, 2), 1230L),
                second(plan.filters().get(0)));
        assertEquals(
                new Constant(DataType.decimal(18, 2), 999999999999999999L),
                second(plan.filters().get(1)));
        assertEquals(List.of(new FeaturePlan.Breakdown(2, Set.of(1230L, 999999999999999999L))), plan.breakdowns());
    }

    @Test
    void listsTheValuesOfAllDefinitionsForTheColumnsThatAreRead() {
        FeaturePlan plan = Bindings.bind(Bindings.set()
                .let("n_{kind}", "count(*) filter (where kind = :kind)")
                .forEach("kind", "a", "b")
                .let("unread_{seq}", "count(*) filter (where seq = :seq)")
                .forEach("seq", "1")
                .feature("a", "n_a")
                .feature("m_{kind}_{paid}", "count(*) filter (where kind = :kind and paid = :paid)")
                .forEach("kind", "b", "c")
                .forEach("paid", "true"));
        assertEquals(List.of("user_id", "ts", "kind", "paid"), plan.reads().names());
        assertEquals(
                List.of(
                        new FeaturePlan.Breakdown(2, Set.of("a", "b", "c")),
                        new FeaturePlan.Breakdown(3, Set.of(true))),
                plan.breakdowns());
    }
}
