package io.millrace.engine.arrow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.core.contract.EngineUnderTest;
import io.millrace.core.contract.MemoryEventSource;
import io.millrace.core.contract.PlanBuilder;
import io.millrace.core.contract.Rows;
import io.millrace.core.event.DataType;
import io.millrace.core.plan.FeaturePlan;
import io.millrace.core.plan.Window;
import io.millrace.core.port.RunListener;
import io.millrace.core.port.Split;
import io.millrace.core.run.Fate;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Splits whose range tells that no window needs them: their rows are counted, and nobody opens them. */
final class PruningTest {
    private static final long SPLIT_ROWS = 10;

    /** An event at every time from -100 on, in splits of ten. */
    private static MemoryEventSource events(int count) {
        List<@Nullable Object[]> rows = Rows.rows();
        for (int at = -100; at < count - 100; at++) {
            rows.add(Rows.row(at % 7, at, "buy", 1.5, at));
        }
        return MemoryEventSource.ofRows(Log.schema(DataType.INT64), rows).inSplits((int) SPLIT_ROWS);
    }

    private static FeaturePlan plan(List<Long> times) {
        PlanBuilder plan = PlanBuilder.over(Log.schema(DataType.INT64), "user", "at", new Window(50, 100));
        return plan.asOf(times).feature("rows", plan.countRows()).build();
    }

    private static long opened(List<Long> times) {
        MemoryEventSource events = events(500);
        MemoryEventSource ranges = events.withRanges();
        AtomicLong skipped = new AtomicLong();
        RunListener listener = new RunListener() {
            @Override
            public void splitSkipped(Split split) {
                skipped.addAndGet(split.rows());
            }
        };
        EngineUnderTest engine = EngineUnderTest.of(new ArrowFeatureEngine()).withListener(listener);
        var expected = engine.run(plan(times), events);
        assertEquals(0, skipped.get(), "without ranges every split is read");
        var pruned = engine.run(plan(times), ranges);
        assertEquals(expected.rows(), pruned.rows());
        assertEquals(expected.report().rowsByFile(), pruned.report().rowsByFile());
        assertEquals(OptionalLong.of(-100), pruned.report().earliest());
        assertEquals(OptionalLong.of(399), pruned.report().latest());
        assertEquals(500, skipped.get() + SPLIT_ROWS * ranges.readersOpened());
        assertTrue(pruned.report().rows().get(Fate.BEFORE_WINDOW) > 0);
        return ranges.readersOpened();
    }

    @Test
    void opensOnlyWhatAWindowNeeds() {
        assertEquals(5, opened(List.of(100L)));
        assertEquals(6, opened(List.of(105L)), "the split of the window's start and that of its end");
        assertEquals(10, opened(List.of(100L, 200L)), "not what lies between two windows");
        assertEquals(7, opened(List.of(100L, 120L)));
    }

    @Test
    void skipsAlsoWhereNoEventIsUsedAtAll() {
        assertEquals(0, opened(List.of(1_000L)));
    }
}
