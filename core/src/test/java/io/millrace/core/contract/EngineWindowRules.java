package io.millrace.core.contract;

import static io.millrace.core.contract.Expressions.call;
import static io.millrace.core.contract.Expressions.cast;
import static io.millrace.core.contract.Expressions.constant;
import static io.millrace.core.contract.Rows.matrix;
import static io.millrace.core.contract.Rows.row;
import static io.millrace.core.contract.Rows.rows;
import static io.millrace.core.contract.StandardLog.WINDOW;
import static io.millrace.core.contract.StandardLog.at;
import static io.millrace.core.contract.StandardLog.event;
import static io.millrace.core.contract.StandardLog.source;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.millrace.core.event.DataType;
import io.millrace.core.plan.AggregationFunction;
import io.millrace.core.plan.BoundExpression;
import io.millrace.core.plan.FeaturePlan;
import io.millrace.core.plan.ScalarFunction;
import io.millrace.core.plan.Window;
import io.millrace.core.plan.WindowRange;
import io.millrace.core.run.Fate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Rules on windows of aggregations, and on several as-of times. */
public interface EngineWindowRules extends EngineSubject {
    /** A day in microseconds. */
    long DAY = Window.MICROS_PER_DAY;

    private static long before(double days) {
        return WINDOW.end() - (long) (days * DAY);
    }

    private static BoundExpression countIn(PlanBuilder plan, double days, double offsetDays) {
        WindowRange window = new WindowRange((long) (days * DAY), (long) (offsetDays * DAY));
        return plan.aggregate(AggregationFunction.COUNT_ROWS, null, 0, null, window);
    }

    @Test
    @DisplayName(
            "ENG-80 an aggregation sees the events in its own window, half-open, ending its offset before the as-of time")
    default void keepsOwnWindows() {
        PlanBuilder plan = StandardLog.plan();
        plan.feature("all", plan.countRows())
                .feature("week", countIn(plan, 7, 0))
                .feature("week_before", countIn(plan, 7, 7))
                .feature("long", countIn(plan, 60, 0))
                .feature("long_ago", countIn(plan, 10, 50));
        List<@Nullable Object[]> events = new ArrayList<>();
        for (double days : new double[] {0, 1, 7, 14, 30, 50, 60}) {
            events.add(at(1, before(days)));
            events.add(at(1, before(days) - 1));
        }
        var outcome = EngineUnderTest.of(engine()).run(plan.build(), source(events));
        // used: 13 events but one at the as-of time and one before the longest window
        assertEquals(matrix(row(1, 8, 4, 2, 12, 2)), outcome.rows());
        assertEquals(12, outcome.report().rows().get(Fate.USED));
        assertEquals(1, outcome.report().rows().get(Fate.BEFORE_WINDOW));
        assertEquals(1, outcome.report().rows().get(Fate.AFTER_AS_OF));
    }

    @Test
    @DisplayName("ENG-81 the set's window alone decides the rows, however far other windows reach")
    default void takesRowsFromTheSetsWindow() {
        PlanBuilder plan = StandardLog.plan();
        FeaturePlan features = plan.feature("all", plan.countRows())
                .feature("long", countIn(plan, 90, 0))
                .build();
        List<@Nullable Object[]> events =
                rows(at(1, before(1)), at(1, before(80)), at(2, before(31)), at(2, before(80)), at(3, before(30)));
        var outcome = EngineUnderTest.of(engine()).run(features, source(events));
        assertEquals(matrix(row(1, 1, 2), row(3, 1, 1)), outcome.rows());
        assertEquals(5, outcome.report().rows().get(Fate.USED));
        assertEquals(0, outcome.report().entitiesWithoutEvents());
        var listed = EngineUnderTest.of(engine())
                .withRoster(DataType.INT64, List.of(2L, 4L))
                .run(features, source(events));
        assertEquals(matrix(row(2, 0, 2), row(4, 0, 0)), listed.rows());
        assertEquals(2, listed.report().entitiesWithoutEvents());
    }

    @Test
    @DisplayName("ENG-82 several as-of times equal separate runs, cell by cell, in order of key and time")
    default void equalsSeparateRuns() {
        List<Long> times = List.of(before(20), before(40), before(0), before(12.5), before(0.25));
        List<@Nullable Object[]> events = StandardLog.randomEvents(2000, 40, false, 82);
        List<List<@Nullable Object>> separate = new ArrayList<>();
        long used = 0;
        for (long time : times) {
            var outcome = EngineUnderTest.of(engine())
                    .run(timed(List.of(time)).withAsOfColumn().build(), source(events));
            separate.addAll(outcome.rows());
            used = Math.max(used, outcome.report().rows().get(Fate.USED));
        }
        separate.sort(Comparator.<List<@Nullable Object>>comparingLong(row -> (Long) row.get(0))
                .thenComparingLong(row -> (Long) row.get(1)));
        for (int splitRows : new int[] {Integer.MAX_VALUE, 90}) {
            var together = EngineUnderTest.of(engine())
                    .withThreads(3)
                    .run(timed(times).build(), source(events).inSplits(splitRows));
            assertEquals(separate, together.rows());
            assertEquals(
                    used, together.report().rows().get(Fate.USED), "the last time's windows reach over all others");
        }
    }

    /** A broad plan with windows of several lengths, and features that go by the as-of time. */
    private static PlanBuilder timed(List<Long> times) {
        PlanBuilder plan = StandardLog.broadPlan(StandardLog.plan());
        BoundExpression last = plan.aggregate(AggregationFunction.MAX, plan.column("at"));
        plan.feature("week", countIn(plan, 7, 0)).feature("long", countIn(plan, 60, 0));
        BoundExpression days = call(ScalarFunction.DAYS_BETWEEN, last, new BoundExpression.AsOf(0));
        return plan.feature("days", days).asOf(times);
    }

    @Test
    @DisplayName("ENG-83 for several as-of times every split is opened once")
    default void opensEverySplitOnce() {
        var source = source(StandardLog.randomEvents(500, 20, false, 83)).inSplits(50);
        int before = source.readersOpened();
        EngineUnderTest.of(engine())
                .run(timed(List.of(before(0), before(10), before(20))).build(), source);
        assertEquals(10, source.readersOpened() - before);
    }

    @Test
    @DisplayName("ENG-84 the as-of time in filters, arguments and features is that of the row")
    default void followsTheRowsTime() {
        PlanBuilder plan = StandardLog.plan();
        BoundExpression at = plan.column("at");
        BoundExpression middle = new BoundExpression.AsOf(-15 * DAY);
        BoundExpression age = call(ScalarFunction.DAYS_BETWEEN, at, new BoundExpression.AsOf(0));
        BoundExpression last = plan.aggregate(AggregationFunction.MAX, at);
        FeaturePlan features = plan.feature("recent", plan.countRows(call(ScalarFunction.GREATER_OR_EQUAL, at, middle)))
                .feature("ages", plan.aggregate(AggregationFunction.SUM, age))
                .feature("since", call(ScalarFunction.DAYS_BETWEEN, last, new BoundExpression.AsOf(0)))
                .feature("now", new BoundExpression.AsOf(0))
                .asOf(List.of(before(10), before(0)))
                .build();
        var outcome = EngineUnderTest.of(engine())
                .run(features, source(rows(at(1, before(12)), at(1, before(26)), at(2, before(10)))));
        assertEquals(
                matrix(
                        row(1, before(10), 1, 18, 2, before(10)),
                        row(1, before(0), 1, 38, 12, before(0)),
                        row(2, before(0), 1, 10, 10, before(0))),
                outcome.rows());
    }

    @Test
    @DisplayName("ENG-85 filters and arguments are computed for no event outside their aggregation's window")
    default void computesInOwnWindowOnly() {
        PlanBuilder plan = StandardLog.plan();
        BoundExpression units = cast(plan.column("type"), DataType.INT64);
        BoundExpression positive = call(ScalarFunction.GREATER, units, constant(0));
        WindowRange week = new WindowRange(7 * DAY, 0);
        plan.feature("sum", plan.aggregate(AggregationFunction.SUM, units, 0, null, week))
                .feature("positive", plan.aggregate(AggregationFunction.COUNT_ROWS, null, 0, positive, week))
                .feature("all", plan.countRows());
        List<@Nullable Object[]> events = rows(
                event(1, before(3), "17", null, null, null),
                event(1, before(6), "-4", null, null, null),
                event(1, before(8), "no number", null, null, null),
                event(2, before(8), "none either", null, null, null));
        var outcome = EngineUnderTest.of(engine()).run(plan.build(), source(events));
        assertEquals(matrix(row(1, 13, 1, 3), row(2, null, 0, 1)), outcome.rows());
    }

    @Test
    @DisplayName(
            "ENG-86 an event between the windows is outside: before the window, or from the last as-of time on after it")
    default void tellsEventsBetweenWindows() {
        PlanBuilder plan = PlanBuilder.over(StandardLog.SCHEMA, "user", "at", new Window(before(2), before(0)));
        FeaturePlan features = plan.feature("all", plan.countRows())
                .feature("ago", countIn(plan, 1, 4))
                .asOf(List.of(before(0), before(10)))
                .build();
        Map<Double, Fate> expected = new TreeMap<>(Map.of(
                0.0, Fate.AFTER_AS_OF,
                1.0, Fate.USED,
                3.0, Fate.BEFORE_WINDOW,
                4.5, Fate.USED,
                9.0, Fate.BEFORE_WINDOW,
                11.0, Fate.USED,
                13.0, Fate.BEFORE_WINDOW,
                14.5, Fate.USED,
                16.0, Fate.BEFORE_WINDOW));
        expected.forEach((days, fate) -> {
            var report = EngineUnderTest.of(engine())
                    .run(features, source(rows(at(1, before(days)))))
                    .report();
            assertEquals(1, report.rows().get(fate), days + " days ago");
        });
    }

    @Test
    @DisplayName("ENG-87 the column as_of follows the key where several times or it are asked for")
    default void writesAsOfColumn() {
        PlanBuilder plan = StandardLog.plan();
        plan.feature("all", plan.countRows());
        var events = source(rows(at(1, before(1)), at(2, before(40))));
        var one = EngineUnderTest.of(engine()).run(plan.withAsOfColumn().build(), events);
        assertEquals(List.of("user", "as_of", "all"), one.schema().names());
        assertEquals(DataType.TIMESTAMP, one.schema().field(1).type());
        assertEquals(matrix(row(1, before(0), 1)), one.rows());
        var listed = EngineUnderTest.of(engine())
                .withRoster(DataType.INT64, List.of(2L, 3L))
                .run(plan.asOf(List.of(before(0), before(30))).build(), events);
        assertEquals(
                matrix(row(2, before(30), 1), row(2, before(0), 0), row(3, before(30), 0), row(3, before(0), 0)),
                listed.rows());
        assertEquals(3, listed.report().entitiesWithoutEvents());
    }
}
