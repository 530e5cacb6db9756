package io.millrace.core.contract;

import static io.millrace.core.contract.Expressions.constant;
import static io.millrace.core.contract.Rows.matrix;
import static io.millrace.core.contract.Rows.row;
import static io.millrace.core.contract.Rows.rows;
import static io.millrace.core.contract.StandardLog.INSIDE;
import static io.millrace.core.contract.StandardLog.WINDOW;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.core.event.DataType;
import io.millrace.core.plan.AggregationFunction;
import io.millrace.core.plan.BoundExpression;
import io.millrace.core.plan.FeaturePlan;
import io.millrace.core.plan.Window;
import io.millrace.core.port.EngineReport;
import io.millrace.core.port.UsedEvents;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Rules on what is counted beside rows: defaults, and values that nobody listed. */
public interface EngineTallyRules extends EngineSubject {
    @Test
    @DisplayName("ENG-15 the cells in which a default stands for null are counted per feature")
    default void countsDefaults() {
        PlanBuilder plan = StandardLog.plan();
        BoundExpression amount = plan.aggregate(AggregationFunction.SUM, plan.column("amount"));
        FeaturePlan features = plan.feature("amount", amount)
                .feature("known", amount, constant(-1.0))
                .feature("events", plan.countRows(), constant(5))
                .feature("half", Expressions.divide(amount, constant(2.0)), constant(0.0))
                .asOf(List.of(WINDOW.end(), INSIDE))
                .build();
        var outcome = EngineUnderTest.of(engine())
                .withRoster(DataType.INT64, List.of(1L, 2L, 3L))
                .run(
                        features,
                        StandardLog.source(rows(
                                StandardLog.event(1, INSIDE - 1, null, 4.0, null, null),
                                StandardLog.event(2, INSIDE, null, 6.0, null, null))));
        assertEquals(
                matrix(
                        row(1, INSIDE, 4.0, 4.0, 1, 2.0),
                        row(1, WINDOW.end(), 4.0, 4.0, 1, 2.0),
                        row(2, INSIDE, null, -1.0, 0, 0.0),
                        row(2, WINDOW.end(), 6.0, 6.0, 1, 3.0),
                        row(3, INSIDE, null, -1.0, 0, 0.0),
                        row(3, WINDOW.end(), null, -1.0, 0, 0.0)),
                outcome.rows());
        assertEquals(List.of(0L, 3L, 0L, 3L), outcome.report().defaulted());
    }

    @Test
    @DisplayName("ENG-16 values that no breakdown lists are counted in used events, most first")
    default void countsUnlistedValues() {
        PlanBuilder plan = StandardLog.plan();
        FeaturePlan features = plan.feature("events", plan.countRows())
                .breakdown("type", "view", "buy")
                .breakdown("units", 1L, 2L)
                .breakdown("flag", true)
                .breakdown("price", 999L)
                .build();
        var outcome = EngineUnderTest.of(engine())
                .withThreads(3)
                .run(
                        features,
                        StandardLog.source(rows(
                                        StandardLog.event(1, INSIDE, "view", null, 1, true),
                                        StandardLog.event(1, INSIDE, "", null, 3, false),
                                        StandardLog.event(2, INSIDE, "share", null, 2, null),
                                        StandardLog.event(2, INSIDE, "share", null, -7, false),
                                        StandardLog.event(null, INSIDE, "lost", null, 9, false),
                                        StandardLog.event(2, WINDOW.end(), "late", null, 9, false),
                                        StandardLog.priced(StandardLog.event(3), 999),
                                        StandardLog.priced(StandardLog.event(3), -50)))
                                .inSplits(2));
        List<EngineReport.Unlisted> unlisted = outcome.report().unlisted();
        assertEquals(4, unlisted.size());
        assertEquals(Map.of("share", 2L, "", 1L), unlisted.get(0).values());
        assertEquals("share", unlisted.get(0).values().keySet().iterator().next());
        assertEquals(3, unlisted.get(0).events());
        assertEquals(Map.of("3", 1L, "-7", 1L), unlisted.get(1).values());
        assertEquals(Map.of("false", 2L), unlisted.get(2).values());
        assertEquals(Map.of("-0.50", 1L), unlisted.get(3).values());
        assertTrue(unlisted.stream().noneMatch(EngineReport.Unlisted::overflown));
        assertEquals(
                List.of(features.reads().indexOf("type"), features.reads().indexOf("units")),
                List.of(unlisted.get(0).column(), unlisted.get(1).column()));
    }

    @Test
    @DisplayName("ENG-17 above 1,000 different values a breakdown tells only how many events have one")
    default void countsUnlistedValuesAboveTheMost() {
        for (int values : new int[] {EngineReport.Unlisted.MOST_VALUES, EngineReport.Unlisted.MOST_VALUES + 1}) {
            PlanBuilder plan = StandardLog.plan();
            FeaturePlan features = plan.feature("events", plan.countRows())
                    .breakdown("type", "type 0")
                    .breakdown("units")
                    .build();
            List<@Nullable Object[]> rows = rows();
            for (int i = 0; i < 3 * values + 3; i++) {
                int value = i % (values + 1);
                rows.add(StandardLog.event(1, INSIDE, "type " + value, null, value % values, null));
            }
            for (TextForm form : TextForm.values()) {
                var outcome = EngineUnderTest.of(engine())
                        .withThreads(3)
                        .run(features, StandardLog.source(rows).inSplits(500).withText(form));
                for (EngineReport.Unlisted unlisted : outcome.report().unlisted()) {
                    boolean overflown = values > EngineReport.Unlisted.MOST_VALUES;
                    assertEquals(overflown, unlisted.overflown());
                    assertEquals(overflown ? 0 : values, unlisted.values().size());
                    assertEquals(
                            unlisted.column() == features.reads().indexOf("type") ? 3L * values : 3L * values + 3,
                            unlisted.events());
                }
            }
        }
    }

    @Test
    @DisplayName("ENG-110 used events are counted by day, from the first that has one to the last")
    default void countsUsedEventsByDay() {
        long day = Window.MICROS_PER_DAY;
        long asOf = WINDOW.end();
        PlanBuilder plan = PlanBuilder.over(StandardLog.SCHEMA, "user", "at", new Window(asOf - 9 * day, asOf));
        FeaturePlan features = plan.feature("events", plan.countRows()).build();
        List<@Nullable Object[]> rows = rows(
                StandardLog.event(1, asOf - 1, null, null, null, null),
                StandardLog.event(2, asOf - 4 * day, null, null, null, null),
                StandardLog.event(1, asOf - 4 * day, null, null, null, null),
                StandardLog.event(null, asOf - 6 * day, null, null, null, null),
                StandardLog.event(2, asOf - 10 * day, null, null, null, null),
                StandardLog.event(2, asOf, null, null, null, null));
        for (int splits : new int[] {1, 6}) {
            UsedEvents used = EngineUnderTest.of(engine())
                    .withThreads(2)
                    .withBatchRows(2)
                    .run(features, StandardLog.source(rows).inSplits(splits))
                    .report()
                    .used();
            LocalDate last = LocalDate.ofEpochDay(Math.floorDiv(asOf - 1, day));
            LocalDate first = LocalDate.ofEpochDay(Math.floorDiv(asOf - 4 * day, day));
            List<Long> counts = new ArrayList<>();
            first.datesUntil(last.plusDays(1)).forEach(each -> counts.add(0L));
            counts.set(0, 2L);
            counts.set(counts.size() - 1, 1L);
            assertEquals(new UsedEvents(Optional.of(first), counts, List.of()), used);
        }
        PlanBuilder wide = PlanBuilder.over(
                StandardLog.SCHEMA, "user", "at", new Window(asOf - (UsedEvents.MOST_DAYS + 1) * day, asOf));
        UsedEvents used = EngineUnderTest.of(engine())
                .run(wide.feature("events", wide.countRows()).build(), StandardLog.source(rows))
                .report()
                .used();
        assertEquals(Optional.empty(), used.firstDay());
        assertEquals(List.of(), used.byDay());
    }

    @Test
    @DisplayName("ENG-111 used events are counted by the values of the texts that filters and breakdowns look at")
    default void countsUsedEventsByValue() {
        for (int values : new int[] {3, UsedEvents.MOST_VALUES, UsedEvents.MOST_VALUES + 1}) {
            PlanBuilder plan = StandardLog.plan();
            FeaturePlan features = plan.feature("events", plan.countRows())
                    .breakdown("type", "type 0")
                    .breakdown("units")
                    .build();
            List<@Nullable Object[]> rows = rows();
            Map<String, Long> expected = new TreeMap<>();
            for (int i = 0; i < 2 * values + 1; i++) {
                String value = "type " + i % values;
                rows.add(StandardLog.event(1, INSIDE, value, null, null, null));
                expected.merge(value, 1L, Long::sum);
            }
            rows.add(StandardLog.event(2, INSIDE, null, null, null, null));
            rows.add(StandardLog.event(null, INSIDE, "lost", null, null, null));
            rows.add(StandardLog.event(2, WINDOW.end(), "late", null, null, null));
            boolean overflown = values > UsedEvents.MOST_VALUES;
            for (TextForm form : TextForm.values()) {
                List<UsedEvents.ByValue> told = EngineUnderTest.of(engine())
                        .withThreads(3)
                        .run(features, StandardLog.source(rows).inSplits(500).withText(form))
                        .report()
                        .used()
                        .byValue();
                assertEquals(1, told.size());
                assertEquals(features.reads().indexOf("type"), told.get(0).column());
                assertEquals(overflown ? Map.of() : expected, told.get(0).values());
                assertEquals(1, told.get(0).nulls());
                assertEquals(overflown, told.get(0).overflown());
                if (!overflown) {
                    assertEquals(
                            "type 0", told.get(0).values().keySet().iterator().next());
                }
            }
        }
    }

    @Test
    @DisplayName("ENG-112 values that have more than 1 MiB together are too many, whichever threads see them")
    default void countsNoValuesThatAreTooLong() {
        int length = UsedEvents.MOST_BYTES / 8;
        for (int values : new int[] {8, 9}) {
            PlanBuilder plan = StandardLog.plan();
            FeaturePlan features = plan.feature("events", plan.countRows())
                    .breakdown("type", "short")
                    .build();
            List<@Nullable Object[]> rows = rows();
            for (int i = 0; i < values; i++) {
                rows.add(StandardLog.event(1, INSIDE, ("" + i).repeat(length), null, null, null));
            }
            for (int splits : new int[] {1, values}) {
                UsedEvents.ByValue told = EngineUnderTest.of(engine())
                        .withThreads(3)
                        .run(features, StandardLog.source(rows).inSplits(splits))
                        .report()
                        .used()
                        .byValue()
                        .get(0);
                assertEquals(values == 9, told.overflown());
                assertEquals(values == 9 ? 0 : 8, told.values().size());
            }
        }
    }
}
