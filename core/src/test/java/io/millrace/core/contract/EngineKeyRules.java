package io.millrace.core.contract;

import static io.millrace.core.contract.Rows.matrix;
import static io.millrace.core.contract.Rows.row;
import static io.millrace.core.contract.Rows.rows;
import static io.millrace.core.contract.StandardLog.event;
import static io.millrace.core.contract.StandardLog.placed;
import static io.millrace.core.contract.StandardLog.source;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.core.event.DataType;
import io.millrace.core.event.Field;
import io.millrace.core.event.Schema;
import io.millrace.core.plan.FeaturePlan;
import io.millrace.core.port.Entities;
import io.millrace.core.port.Sample;
import io.millrace.core.run.Fate;
import io.millrace.core.run.InputException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Rules on keys of several columns, samples, and where entities come from. */
public interface EngineKeyRules extends EngineSubject {
    private static FeaturePlan counting(PlanBuilder plan) {
        return plan.feature("events", plan.countRows()).build();
    }

    private static Schema composite() {
        return Schema.of(Field.nullable("who", DataType.INT64), Field.nullable("where", DataType.TEXT));
    }

    @Test
    @DisplayName("ENG-90 rows of a key of several columns stand in order of the first, then the next")
    default void ordersCompositeKeys() {
        List<@Nullable Object[]> events = rows(
                placed(event(2), "a"),
                placed(event(-1), "😀"),
                placed(event(10), ""),
                placed(event(2), ""),
                placed(event(-1), "\uff5e"),
                placed(event(2), "a"),
                placed(event(2), "ab"));
        var outcome = EngineUnderTest.of(engine()).run(counting(StandardLog.compositePlan()), source(events));
        assertEquals(List.of("user", "place", "events"), outcome.schema().names());
        assertEquals(
                matrix(
                        row(-1, "\uff5e", 1),
                        row(-1, "😀", 1),
                        row(2, "", 1),
                        row(2, "a", 2),
                        row(2, "ab", 1),
                        row(10, "", 1)),
                outcome.rows());
        PlanBuilder turned = PlanBuilder.over(StandardLog.SCHEMA, List.of("place", "user"), "at", StandardLog.WINDOW);
        assertEquals(
                matrix(
                        row("", 2, 1),
                        row("", 10, 1),
                        row("a", 2, 2),
                        row("ab", 2, 1),
                        row("\uff5e", -1, 1),
                        row("😀", -1, 1)),
                EngineUnderTest.of(engine())
                        .run(counting(turned), source(events))
                        .rows());
    }

    @Test
    @DisplayName("ENG-91 an event that lacks any column of the key has no key; where one column ends never matters")
    default void needsEveryColumnOfTheKey() {
        Schema schema = Schema.of(
                Field.nullable("first", DataType.TEXT),
                Field.nullable("second", DataType.TEXT),
                Field.nullable("at", DataType.TIMESTAMP));
        PlanBuilder plan = PlanBuilder.over(schema, List.of("first", "second"), "at", StandardLog.WINDOW);
        long at = StandardLog.INSIDE;
        var outcome = EngineUnderTest.of(engine())
                .run(
                        counting(plan),
                        MemoryEventSource.ofRows(
                                schema,
                                rows(
                                        row("ab", "c", at),
                                        row("a", "bc", at),
                                        row("", "abc", at),
                                        row("abc", "", at),
                                        row("a\u0000", "b", at),
                                        row("a", "\u0000b", at),
                                        row(null, "abc", at),
                                        row("abc", null, at),
                                        row(null, null, at))));
        assertEquals(
                matrix(
                        row("", "abc", 1),
                        row("a", "\u0000b", 1),
                        row("a", "bc", 1),
                        row("a\u0000", "b", 1),
                        row("ab", "c", 1),
                        row("abc", "", 1)),
                outcome.rows());
        assertEquals(3, outcome.report().rows().get(Fate.WITHOUT_KEY));
    }

    @Test
    @DisplayName("ENG-92 a roster of several columns: listed once, and a null in any column is an error naming it")
    default void readsCompositeRoster() {
        FeaturePlan plan = counting(StandardLog.compositePlan());
        var events = source(rows(placed(event(2), "a"), placed(event(2), "b"), placed(event(1), "a")));
        var outcome = EngineUnderTest.of(engine())
                .withRoster(composite(), rows(row(2, "b"), row(2, ""), row(2, "b"), row(1, "a")))
                .run(plan, events);
        assertEquals(matrix(row(1, "a", 1), row(2, "", 0), row(2, "b", 1)), outcome.rows());
        assertEquals(1, outcome.report().rows().get(Fate.NOT_IN_ROSTER));
        EngineUnderTest broken = EngineUnderTest.of(engine()).withRoster(composite(), rows(row(2, "b"), row(2, null)));
        var failure = assertThrows(InputException.class, () -> broken.run(plan, events));
        assertTrue(failure.getMessage().contains("where"), failure.getMessage());
        assertTrue(failure.getMessage().contains("roster"), failure.getMessage());
    }

    @Test
    @DisplayName("ENG-93 entities are those of the events, of the roster, or of both")
    default void takesEntitiesFromWhereItIsTold() {
        FeaturePlan plan = counting(StandardLog.plan());
        var events = source(rows(event(2), event(3), event(2), event(null)));
        EngineUnderTest engine = EngineUnderTest.of(engine()).withRoster(DataType.INT64, List.of(1L, 2L));
        var ofEvents = engine.withEntities(Entities.EVENTS).run(plan, events);
        assertEquals(matrix(row(2, 2), row(3, 1)), ofEvents.rows());
        assertEquals(0, ofEvents.report().entitiesWithoutEvents());
        var ofBoth = engine.withEntities(Entities.BOTH).run(plan, events);
        assertEquals(matrix(row(1, 0), row(2, 2), row(3, 1)), ofBoth.rows());
        assertEquals(1, ofBoth.report().entitiesWithoutEvents());
        assertEquals(0, ofBoth.report().rows().get(Fate.NOT_IN_ROSTER));
        var ofRoster = engine.withEntities(Entities.ROSTER).run(plan, events);
        assertEquals(matrix(row(1, 0), row(2, 2)), ofRoster.rows());
        assertEquals(1, ofRoster.report().rows().get(Fate.NOT_IN_ROSTER));
    }

    @Test
    @DisplayName(
            "ENG-94 a sample takes entities by the hash of their key, of events and roster alike; a larger one contains it")
    default void samplesByKey() {
        for (boolean textKeys : new boolean[] {false, true}) {
            FeaturePlan plan = counting(textKeys ? StandardLog.textKeyedPlan() : StandardLog.plan());
            List<@Nullable Object[]> rows = StandardLog.randomEvents(3000, 500, textKeys, 94);
            var events = textKeys ? StandardLog.textKeyedSource(rows) : source(rows);
            Set<List<@Nullable Object>> before = Set.of();
            for (double share : new double[] {0.001, 0.1, 0.3, 0.9, 1}) {
                EngineUnderTest engine = EngineUnderTest.of(engine()).withSample(new Sample(share));
                var outcome = engine.run(plan, events.inSplits(400));
                var expected = EngineUnderTest.of(new ReferenceEngine())
                        .withSample(new Sample(share))
                        .run(plan, events);
                assertEquals(expected.rows(), outcome.rows());
                assertEquals(expected.report().rows(), outcome.report().rows());
                assertTrue(new HashSet<>(outcome.rows()).containsAll(before), "a larger sample contains a smaller one");
                before = Set.copyOf(outcome.rows());
            }
        }
        var listed = EngineUnderTest.of(engine())
                .withSample(new Sample(0.5))
                .withRoster(DataType.INT64, List.of(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L))
                .withEntities(Entities.BOTH);
        var expected = EngineUnderTest.of(new ReferenceEngine())
                .withSample(new Sample(0.5))
                .withRoster(DataType.INT64, List.of(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L))
                .withEntities(Entities.BOTH);
        FeaturePlan plan = counting(StandardLog.plan());
        var events = source(rows(event(1), event(2), event(3), event(20), event(21), event(22), event(23)));
        assertEquals(expected.run(plan, events).rows(), listed.run(plan, events).rows());
        assertTrue(listed.run(plan, events).rows().size() < 12);
    }
}
