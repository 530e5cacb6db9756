package io.millrace.core.contract;

import static io.millrace.core.contract.Rows.rows;
import static io.millrace.core.contract.StandardLog.INSIDE;
import static io.millrace.core.contract.StandardLog.WINDOW;
import static io.millrace.core.contract.StandardLog.at;
import static io.millrace.core.contract.StandardLog.event;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.millrace.core.event.DataType;
import io.millrace.core.plan.FeaturePlan;
import io.millrace.core.run.Fate;
import io.millrace.core.run.RowCounts;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
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
}
