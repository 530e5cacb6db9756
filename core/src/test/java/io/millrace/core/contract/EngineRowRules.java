package io.millrace.core.contract;

import static io.millrace.core.contract.Rows.matrix;
import static io.millrace.core.contract.Rows.row;
import static io.millrace.core.contract.Rows.rows;
import static io.millrace.core.contract.StandardLog.INSIDE;
import static io.millrace.core.contract.StandardLog.WINDOW;
import static io.millrace.core.contract.StandardLog.at;
import static io.millrace.core.contract.StandardLog.event;
import static io.millrace.core.contract.StandardLog.source;
import static io.millrace.core.contract.StandardLog.textKeyedSource;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.core.event.DataType;
import io.millrace.core.plan.AggregationFunction;
import io.millrace.core.plan.FeaturePlan;
import io.millrace.core.plan.ScalarFunction;
import io.millrace.core.run.InputException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Rules on the rows of the matrix: which there are, and in what order. */
public interface EngineRowRules extends EngineSubject {
    private static FeaturePlan counting(PlanBuilder plan) {
        return plan.feature("events", plan.countRows()).build();
    }

    private static List<@Nullable Object> keys(EngineUnderTest.Outcome outcome) {
        return outcome.rows().stream().map(row -> row.get(0)).toList();
    }

    @Test
    @DisplayName("ENG-1 without a roster, one row for every entity with a used event, and no other")
    default void writesOneRowPerEntityWithUsedEvent() {
        var outcome = EngineUnderTest.of(engine())
                .run(
                        counting(StandardLog.plan()),
                        source(rows(event(2), event(1), event(2), at(3, WINDOW.end()), at(4, null), event(null))));
        assertEquals(matrix(row(1, 1), row(2, 2)), outcome.rows());
        assertEquals(0, outcome.report().entitiesWithoutEvents());
    }

    @Test
    @DisplayName("ENG-2 with a roster, one row for every entity in it, repeated or not, and no other")
    default void writesOneRowPerRosterEntity() {
        var outcome = EngineUnderTest.of(engine())
                .withRoster(DataType.INT64, List.of(7L, 2L, 7L, 1L, 2L))
                .run(counting(StandardLog.plan()), source(rows(event(2), event(3), event(2), at(1, WINDOW.end()))));
        assertEquals(matrix(row(1, 0), row(2, 2), row(7, 0)), outcome.rows());
        assertEquals(2, outcome.report().entitiesWithoutEvents());
    }

    @Test
    @DisplayName("ENG-2 a roster of text keys tells empty text from null, and bytes from letters")
    default void writesRosterOfTexts() {
        var outcome = EngineUnderTest.of(engine())
                .withRoster(DataType.TEXT, List.of("007", "", "é"))
                .run(
                        counting(StandardLog.textKeyedPlan()),
                        textKeyedSource(rows(event("7"), event(""), event("e\u0301"), event("é"))));
        assertEquals(matrix(row("", 1), row("007", 0), row("é", 1)), outcome.rows());
    }

    @Test
    @DisplayName("ENG-3 a null in the roster is an input error that names file and column")
    default void refusesNullInRoster() {
        EngineUnderTest engine = EngineUnderTest.of(engine()).withRoster(DataType.INT64, Arrays.asList(1L, null, 2L));
        var failure = assertThrows(
                InputException.class, () -> engine.run(counting(StandardLog.plan()), source(rows(event(1)))));
        assertTrue(failure.getMessage().contains("roster"), failure.getMessage());
        assertTrue(failure.getMessage().contains("entity"), failure.getMessage());
    }

    @Test
    @DisplayName("ENG-4 rows stand in numeric order of int64 keys, the extremes included")
    default void ordersIntegerKeys() {
        List<@Nullable Object> expected = List.of(
                Long.MIN_VALUE, Long.MIN_VALUE + 1, -1L << 32, -256L, -1L, 0L, 1L, 255L, 1L << 32, Long.MAX_VALUE);
        List<@Nullable Object[]> events = new ArrayList<>();
        for (int i = 0; i < expected.size(); i++) {
            events.add(event(expected.get(i * 7 % expected.size())));
        }
        assertEquals(expected, keys(EngineUnderTest.of(engine()).run(counting(StandardLog.plan()), source(events))));
    }

    @Test
    @DisplayName("ENG-5 rows stand in order of the unsigned UTF-8 bytes of text keys")
    default void ordersTextKeys() {
        List<@Nullable Object> expected = List.of(
                "",
                "\u0000",
                " ",
                "  padded ",
                "-1",
                "007",
                "7",
                "70",
                "A",
                "NULL",
                "Z",
                "a",
                "a\nb",
                "ab",
                "abcdefgh",
                "abcdefghi",
                "z",
                "\u007f",
                "ß",
                "é",
                "中文",
                "\uff5e",
                "😀",
                "😀a");
        List<@Nullable Object[]> events = new ArrayList<>();
        for (int i = 0; i < expected.size(); i++) {
            events.add(event(expected.get(i * 7 % expected.size())));
        }
        var outcome = EngineUnderTest.of(engine()).run(counting(StandardLog.textKeyedPlan()), textKeyedSource(events));
        assertEquals(expected, keys(outcome));
    }

    @Test
    @DisplayName("ENG-6 empty text is an entity key, null is none")
    default void tellsEmptyKeyFromNull() {
        var outcome = EngineUnderTest.of(engine())
                .run(
                        counting(StandardLog.textKeyedPlan()),
                        textKeyedSource(rows(event(""), event(null), event(""), event("a"))));
        assertEquals(matrix(row("", 2), row("a", 1)), outcome.rows());
    }

    @Test
    @DisplayName("ENG-7 the window is half-open: its first microsecond belongs to it, the as-of time does not")
    default void keepsWindowEdges() {
        var outcome = EngineUnderTest.of(engine())
                .run(
                        counting(StandardLog.plan()),
                        source(rows(
                                at(1, WINDOW.start() - 1),
                                at(2, WINDOW.start()),
                                at(3, WINDOW.end() - 1),
                                at(4, WINDOW.end()),
                                at(5, WINDOW.end() + 1),
                                at(6, Long.MIN_VALUE),
                                at(7, Long.MAX_VALUE))));
        assertEquals(matrix(row(2, 1), row(3, 1)), outcome.rows());
        assertEquals(OptionalLong.of(Long.MIN_VALUE), outcome.report().earliest());
        assertEquals(OptionalLong.of(Long.MAX_VALUE), outcome.report().latest());
    }

    @Test
    @DisplayName("ENG-8 events at or after the as-of time may change in any way: the matrix stays the same")
    default void ignoresTheFuture() {
        PlanBuilder plan = StandardLog.broadPlan(StandardLog.plan());
        FeaturePlan broad = plan.feature(
                        "risky",
                        plan.aggregate(
                                AggregationFunction.SUM,
                                Expressions.call(
                                        ScalarFunction.MULTIPLY, plan.column("units"), Expressions.constant(8L))))
                .build();
        List<@Nullable Object[]> past = StandardLog.randomEvents(300, 20, false, 8);
        past.removeIf(row -> row[2] instanceof Long time && time >= WINDOW.end());
        var expected = EngineUnderTest.of(engine()).run(broad, source(past)).rows();
        List<List<@Nullable Object[]>> futures = List.of(
                rows(event(1, WINDOW.end(), "buy", 1e300, 5, true)),
                rows(event(-500, WINDOW.end(), "buy", Double.NaN, Long.MAX_VALUE, null)),
                rows(
                        event(null, Long.MAX_VALUE, "buy", Double.NEGATIVE_INFINITY, Long.MIN_VALUE, true),
                        event(77, WINDOW.end() + 1, null, null, null, null),
                        event(77, WINDOW.end() + 1, "a type nobody saw", 1e308, Long.MIN_VALUE, false),
                        event(77, WINDOW.end() + 1, "buy", 1e308, Long.MIN_VALUE, false)));
        for (List<@Nullable Object[]> future : futures) {
            List<@Nullable Object[]> all = new ArrayList<>(future);
            all.addAll(past);
            all.addAll(future);
            assertEquals(
                    expected,
                    EngineUnderTest.of(engine()).run(broad, source(all)).rows());
        }
    }

    @Test
    @DisplayName("ENG-9 no events give an empty matrix, or with a roster a row of defaults for every entity")
    default void acceptsNoEvents() {
        PlanBuilder plan = StandardLog.plan();
        FeaturePlan features = plan.feature("events", plan.countRows())
                .feature("amount", plan.aggregate(AggregationFunction.SUM, plan.column("amount")))
                .build();
        EngineUnderTest engine = EngineUnderTest.of(engine());
        for (List<@Nullable Object[]> none : List.of(rows(), rows(at(1, WINDOW.end()), at(2, null)))) {
            assertEquals(List.of(), engine.run(features, source(none)).rows());
            var outcome = engine.withRoster(DataType.INT64, List.of(5L, 4L)).run(features, source(none));
            assertEquals(matrix(row(4, 0, null), row(5, 0, null)), outcome.rows());
        }
        var nothing = engine.run(features, MemoryEventSource.of(List.of()));
        assertEquals(List.of(), nothing.rows());
        assertEquals(OptionalLong.empty(), nothing.report().earliest());
        assertEquals(
                List.of(),
                engine.withRoster(DataType.INT64, List.of())
                        .run(features, source(rows(event(1))))
                        .rows());
    }

    @Test
    @DisplayName("ENG-10 columns: the key, then the features as written; one value may be several features")
    default void writesColumnsInOrder() {
        PlanBuilder plan = StandardLog.plan();
        var count = plan.countRows();
        var twice = plan.let(Expressions.call(ScalarFunction.ADD, count, count));
        var fourfold = plan.let(Expressions.call(ScalarFunction.ADD, twice, twice));
        FeaturePlan features = plan.feature("z", fourfold)
                .feature("a", count)
                .feature("m", count)
                .feature("text", Expressions.constant("é"))
                .feature("when", Expressions.timestamp(INSIDE))
                .feature("none", Expressions.nothing(DataType.TEXT))
                .build();
        var outcome = EngineUnderTest.of(engine()).run(features, source(rows(event(1), event(1))));
        assertEquals(
                List.of("user", "z", "a", "m", "text", "when", "none"),
                outcome.schema().names());
        assertEquals(matrix(row(1, 8, 2, 2, "é", INSIDE, null)), outcome.rows());
    }
}
