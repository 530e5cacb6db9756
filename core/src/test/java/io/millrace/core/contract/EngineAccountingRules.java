package io.millrace.core.contract;

import static io.millrace.core.contract.Expressions.call;
import static io.millrace.core.contract.Expressions.constant;
import static io.millrace.core.contract.Rows.matrix;
import static io.millrace.core.contract.Rows.row;
import static io.millrace.core.contract.Rows.rows;
import static io.millrace.core.contract.StandardLog.INSIDE;
import static io.millrace.core.contract.StandardLog.WINDOW;
import static io.millrace.core.contract.StandardLog.at;
import static io.millrace.core.contract.StandardLog.event;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.core.event.DataType;
import io.millrace.core.event.Field;
import io.millrace.core.event.Schema;
import io.millrace.core.plan.AggregationFunction;
import io.millrace.core.plan.BoundExpression;
import io.millrace.core.plan.FeaturePlan;
import io.millrace.core.plan.ScalarFunction;
import io.millrace.core.plan.Window;
import io.millrace.core.port.Arguments;
import io.millrace.core.port.BadRow;
import io.millrace.core.port.EventValidator;
import io.millrace.core.port.Sample;
import io.millrace.core.run.DayRange;
import io.millrace.core.run.Fate;
import io.millrace.core.run.InputException;
import io.millrace.core.run.RowCounts;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Rules on what became of every row that was read. */
public interface EngineAccountingRules extends EngineSubject {
    private static RowCounts counts(Map<Fate, Integer> expected) {
        RowCounts counts = new RowCounts();
        expected.forEach(counts::add);
        return counts;
    }

    private static FeaturePlan counting() {
        PlanBuilder plan = StandardLog.plan();
        return plan.feature("events", plan.countRows()).build();
    }

    @Test
    @DisplayName("ENG-11 every row has one fate, the first that applies")
    default void givesEveryRowItsFirstFate() {
        List<@Nullable Object[]> rows = rows(
                at(null, null),
                at(9, null),
                at(null, WINDOW.start() - 1),
                at(9, WINDOW.start() - 1),
                at(null, WINDOW.end()),
                at(1, WINDOW.end()),
                at(null, INSIDE),
                at(9, INSIDE),
                at(1, INSIDE));
        var withRoster = EngineUnderTest.of(engine())
                .withRoster(DataType.INT64, List.of(1L))
                .run(counting(), StandardLog.source(rows));
        Map<Fate, Integer> expected = Map.of(
                Fate.WITHOUT_TIME, 2,
                Fate.BEFORE_WINDOW, 2,
                Fate.AFTER_AS_OF, 2,
                Fate.WITHOUT_KEY, 1,
                Fate.NOT_IN_ROSTER, 1,
                Fate.USED, 1);
        assertEquals(counts(expected), withRoster.report().rows());
        var without = EngineUnderTest.of(engine()).run(counting(), StandardLog.source(rows));
        assertEquals(0, without.report().rows().get(Fate.NOT_IN_ROSTER));
        assertEquals(2, without.report().rows().get(Fate.USED));
    }

    @Test
    @DisplayName("ENG-12 rows are counted per file, files stand in the source's order, empty ones included")
    default void countsRowsPerFile() {
        MemoryEventSource source = MemoryEventSource.of(List.of(
                        new MemoryFile("z", StandardLog.SCHEMA, rows(event(1), event(null), event(2))),
                        new MemoryFile("a", StandardLog.SCHEMA, rows()),
                        new MemoryFile("m", StandardLog.SCHEMA, rows(at(1, null), at(1, WINDOW.end())))))
                .inSplits(1);
        var report = EngineUnderTest.of(engine())
                .withThreads(3)
                .run(counting(), source)
                .report();
        assertEquals(List.of("z", "a", "m"), List.copyOf(report.rowsByFile().keySet()));
        assertEquals(
                counts(Map.of(Fate.USED, 2, Fate.WITHOUT_KEY, 1)),
                report.rowsByFile().get("z"));
        assertEquals(counts(Map.of()), report.rowsByFile().get("a"));
        assertEquals(
                counts(Map.of(Fate.WITHOUT_TIME, 1, Fate.AFTER_AS_OF, 1)),
                report.rowsByFile().get("m"));
    }

    @Test
    @DisplayName("ENG-13 earliest and latest are of all event times read, used or not")
    default void tellsTheSpanOfTimes() {
        var report = EngineUnderTest.of(engine())
                .run(
                        counting(),
                        StandardLog.source(rows(at(null, 5L), at(1, INSIDE), at(1, null), at(9, WINDOW.end() + 3))))
                .report();
        assertEquals(OptionalLong.of(5), report.earliest());
        assertEquals(OptionalLong.of(WINDOW.end() + 3), report.latest());
        var none = EngineUnderTest.of(engine())
                .run(counting(), StandardLog.source(rows(at(1, null))))
                .report();
        assertEquals(OptionalLong.empty(), none.earliest());
        assertEquals(OptionalLong.empty(), none.latest());
    }

    @Test
    @DisplayName("ENG-18 a day that a window touches is missing unless an event in a window is of it, used or not")
    default void tellsTheDaysWithoutEvents() {
        long day = Window.MICROS_PER_DAY;
        long asOf = WINDOW.end() - day / 2;
        LocalDate last = LocalDate.ofEpochDay(Math.floorDiv(asOf, day));
        PlanBuilder plan = PlanBuilder.over(StandardLog.SCHEMA, "user", "at", new Window(asOf - 3 * day, asOf))
                .asOf(List.of(asOf - 10 * day, asOf));
        FeaturePlan counting = plan.feature("events", plan.countRows()).build();
        List<@Nullable Object[]> rows = rows(
                at(1, asOf - 3 * day - 1),
                at(null, asOf - 2 * day),
                at(1, asOf),
                at(1, asOf - 11 * day),
                at(1, asOf - 12 * day));
        for (int splits : new int[] {1, 5}) {
            var report = EngineUnderTest.of(engine())
                    .withBatchRows(2)
                    .run(counting, StandardLog.source(rows).inSplits(splits))
                    .report();
            assertEquals(
                    List.of(
                            new DayRange(last.minusDays(13), last.minusDays(13)),
                            new DayRange(last.minusDays(10), last.minusDays(10)),
                            new DayRange(last.minusDays(3), last.minusDays(3)),
                            new DayRange(last.minusDays(1), last)),
                    report.missingDays());
        }
    }

    /** Refuses users whose number is odd. */
    final class EvenUsers implements EventValidator {
        @Override
        public String name() {
            return "even_users";
        }

        @Override
        public Schema reads() {
            return Schema.of(Field.nullable("units", DataType.INT64), Field.nullable("user", DataType.INT64));
        }

        @Override
        public boolean accepts(Arguments event) {
            return event.isNull(0) || event.longAt(1) % 2 == 0;
        }
    }

    @Test
    @DisplayName("ENG-14 excluded by where, without key, not in sample, not in roster, refused: the first that applies")
    default void ordersTheFatesOfConditions() {
        Sample half = new Sample(0.5);
        long in = next(half, 1, true);
        long other = next(half, in + 1, true);
        long out = next(half, 1, false);
        PlanBuilder plan = StandardLog.plan();
        BoundExpression flag = plan.column("flag");
        BoundExpression positive = call(ScalarFunction.GREATER, plan.column("amount"), constant(0.0));
        FeaturePlan features = plan.feature("events", plan.countRows())
                .feature("amounts", plan.aggregate(AggregationFunction.COUNT, plan.column("amount")))
                .where(flag)
                .validate("positive", positive)
                .build();
        List<@Nullable Object[]> rows = rows(
                event(null, WINDOW.end(), null, -1.0, null, false),
                event(null, INSIDE, null, -1.0, null, false),
                event(in, INSIDE, null, 1.0, null, null),
                event(null, INSIDE, null, -1.0, null, true),
                event(out, INSIDE, null, -1.0, null, true),
                event(other, INSIDE, null, -1.0, null, true),
                event(in, INSIDE, null, -1.0, null, true),
                event(in, INSIDE, null, null, null, true),
                event(in, INSIDE, null, Double.NaN, null, true),
                event(in, INSIDE, null, 1.0, null, true));
        var outcome = EngineUnderTest.of(engine())
                .withRoster(DataType.INT64, List.of(in, out))
                .withSample(half)
                .run(features, StandardLog.source(rows));
        Map<Fate, Integer> expected = Map.of(
                Fate.AFTER_AS_OF, 1,
                Fate.EXCLUDED, 2,
                Fate.WITHOUT_KEY, 1,
                Fate.NOT_IN_SAMPLE, 1,
                Fate.NOT_IN_ROSTER, 1,
                Fate.REFUSED, 3,
                Fate.USED, 1);
        assertEquals(counts(expected), outcome.report().rows());
        assertEquals(matrix(row(in, 1, 1)), outcome.rows());
        assertEquals(0, outcome.report().nonFinite(), "a refused event's values are not counted");
    }

    /** The first user from a number on that is in the sample, or is not. */
    private static long next(Sample sample, long from, boolean taken) {
        long user = from;
        while (sample.takes(Sample.add(Sample.start(), user)) != taken) {
            user++;
        }
        return user;
    }

    @Test
    @DisplayName("ENG-14 a user's validator sees its columns of every event that comes so far, one after the other")
    default void asksUsersValidators() {
        PlanBuilder plan = StandardLog.plan();
        BoundExpression small = call(ScalarFunction.LESS, plan.column("units"), constant(100));
        FeaturePlan features = plan.feature("events", plan.countRows())
                .feature("prices", plan.aggregate(AggregationFunction.COUNT, plan.column("price")))
                .validate("small", small)
                .validate(new EvenUsers())
                .build();
        var outcome = EngineUnderTest.of(engine())
                .run(
                        features,
                        StandardLog.source(rows(
                                        StandardLog.units(1, 1),
                                        StandardLog.units(2, 1),
                                        StandardLog.units(2, 100),
                                        StandardLog.units(2, null),
                                        StandardLog.units(null, 3)))
                                .inSplits(2));
        assertEquals(matrix(row(2, 1, 0)), outcome.rows());
        assertEquals(
                counts(Map.of(Fate.USED, 1, Fate.REFUSED, 3, Fate.WITHOUT_KEY, 1)),
                outcome.report().rows());
    }

    @Test
    @DisplayName("ENG-29 a refused event is handed to the quarantine, with its place and what the validator looked at")
    default void handsRefusedEventsToTheQuarantine() {
        PlanBuilder plan = StandardLog.plan();
        FeaturePlan features = plan.feature("events", plan.countRows())
                .validate("small", call(ScalarFunction.LESS, plan.column("units"), constant(100)))
                .validate(new EvenUsers())
                .build();
        List<@Nullable Object[]> rows = rows(
                StandardLog.units(2, 1),
                at(2, null),
                StandardLog.units(2, 100),
                StandardLog.units(1, 5),
                StandardLog.units(2, null),
                event(2, WINDOW.end(), null, null, 500, null));
        for (FeaturePlan asked : List.of(features, features.withoutDuplicates(StandardLog.SCHEMA.fields()))) {
            List<BadRow> aside = new CopyOnWriteArrayList<>();
            var outcome = EngineUnderTest.of(engine())
                    .withBatchRows(1)
                    .withQuarantine(Optional.of(aside::add))
                    .run(asked, StandardLog.source(rows).inSplits(2));
            assertEquals(3, outcome.report().rows().get(Fate.REFUSED));
            List<String> told = aside.stream()
                    .sorted(Comparator.comparingLong(BadRow::offset))
                    .map(row -> row.offset() + " " + row.column() + ": " + row.reason() + row.raw())
                    .toList();
            assertEquals(
                    List.of(
                            "3 units: the validator small refuses the event: units = 100",
                            "4 user, units: the validator even_users refuses the event: user = 1, units = 5",
                            "5 units: the validator small refuses the event: units = null"),
                    told);
        }
    }

    @Test
    @DisplayName("ENG-29 refused events are handed on in the order of their rows, whichever validator refuses them")
    default void handsRefusedEventsOnInOrder() {
        PlanBuilder plan = StandardLog.plan();
        FeaturePlan features = plan.feature("events", plan.countRows())
                .validate("small", call(ScalarFunction.LESS, plan.column("units"), constant(100)))
                .validate(new EvenUsers())
                .build();
        List<@Nullable Object[]> rows = rows(
                StandardLog.units(2, 1),
                StandardLog.units(1, 5),
                StandardLog.units(2, 100),
                StandardLog.units(3, 6),
                StandardLog.units(1, 200));
        List<String> told = new CopyOnWriteArrayList<>();
        EngineUnderTest.of(engine())
                .withQuarantine(Optional.of(row -> told.add(row.offset() + " " + row.column())))
                .run(features, StandardLog.source(rows));
        assertEquals(List.of("2 user, units", "3 units", "4 user, units", "5 units"), told);
    }

    @Test
    @DisplayName("ENG-29 without a quarantine a refused event ends the run")
    default void endsWithARefusedEvent() {
        PlanBuilder plan = StandardLog.plan();
        FeaturePlan features = plan.feature("events", plan.countRows())
                .validate("small", call(ScalarFunction.LESS, plan.column("units"), constant(100)))
                .build();
        EngineUnderTest engine = EngineUnderTest.of(engine()).withQuarantine(Optional.empty());
        List<@Nullable Object[]> rows =
                rows(StandardLog.units(1, 1), event(1, WINDOW.end(), null, null, 500, null), StandardLog.units(1, 100));
        var failure = assertThrows(InputException.class, () -> engine.run(features, StandardLog.source(rows)));
        assertEquals(
                "events, row 3, column units: the validator small refuses the event: units = 100\n"
                        + "correct the row, leave such events out by the set's where, or have them set aside with"
                        + " --quarantine DIR",
                failure.getMessage());
        assertEquals(
                matrix(row(1, 1)),
                engine.run(features, StandardLog.source(rows.subList(0, 2))).rows());
        verifyReleased();
    }

    @Test
    @DisplayName(
            "ENG-14 a condition that cannot be computed is an input error that names it, for events in a window alone")
    default void refusesConditionsThatFail() {
        BoundExpression units = Expressions.cast(StandardLog.plan().column("type"), DataType.INT64);
        List<@Nullable Object[]> outside = rows(
                event(1, WINDOW.end(), "no number", null, null, null),
                event(1, WINDOW.start() - 1, "no number", null, null, null),
                event(1, null, "no number", null, null, null),
                event(1, INSIDE, "4", null, null, null));
        List<@Nullable Object[]> inside = rows(event(1, INSIDE, "no number", null, null, null));
        PlanBuilder where = StandardLog.plan();
        PlanBuilder validated = StandardLog.plan();
        where.column("type");
        validated.column("type");
        where.feature("events", where.countRows()).where(call(ScalarFunction.GREATER, units, constant(3)));
        validated
                .feature("events", validated.countRows())
                .validate("more_than_three", call(ScalarFunction.GREATER, units, constant(3)));
        Map<String, FeaturePlan> plans = Map.of("where", where.build(), "more_than_three", validated.build());
        plans.forEach((name, plan) -> {
            EngineUnderTest engine = EngineUnderTest.of(engine());
            assertEquals(
                    matrix(row(1, 1)),
                    engine.run(plan, StandardLog.source(outside)).rows());
            var failure = assertThrows(InputException.class, () -> engine.run(plan, StandardLog.source(inside)));
            assertTrue(failure.getMessage().contains(name), failure.getMessage());
        });
    }
}
