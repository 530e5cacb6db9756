package io.millrace.engine.arrow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.core.event.ColumnBatch;
import io.millrace.core.event.Dictionary;
import io.millrace.core.plan.FeaturePlan;
import io.millrace.core.port.EngineReport.Unlisted;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UnlistedCounterTest {
    private final FeaturePlan plan = Log.plan()
            .breakdown("type", "buy")
            .feature("rows", Log.plan().countRows())
            .build();
    private final FeaturePlan.Breakdown breakdown = plan.breakdowns().get(0);

    private UnlistedCounter counter() {
        return new UnlistedCounter(plan, breakdown);
    }

    private ColumnBatch batch(boolean distinct, int from, int to) {
        ColumnBatch batch = new ColumnBatch(plan.reads(), Math.max(1, to - from));
        batch.texts(breakdown.column()).dictionary(new Dictionary(distinct));
        for (int row = 0; row < to - from; row++) {
            byte[] text = ("value " + (from + row)).getBytes(StandardCharsets.UTF_8);
            batch.texts(breakdown.column())
                    .set(row, batch.texts(breakdown.column()).dictionary().append(text, 0, text.length));
        }
        batch.rowCount(to - from);
        return batch;
    }

    private void add(UnlistedCounter counter, boolean distinct, int from, int to) {
        counter.add(batch(distinct, from, to), TestState.rows(to - from), to - from);
    }

    @Test
    void tellsAsManyValuesAsThereMayBe() {
        for (boolean distinct : new boolean[] {false, true}) {
            UnlistedCounter counter = counter();
            add(counter, distinct, 0, Unlisted.MOST_VALUES);
            add(counter, distinct, 5, 6);
            Unlisted report = counter.report();
            assertEquals(Unlisted.MOST_VALUES, report.values().size());
            assertEquals("value 5", report.values().keySet().iterator().next());
            assertEquals(Unlisted.MOST_VALUES + 1, report.events());
        }
    }

    @Test
    void tellsOnlyEventsWhereThereAreMore() {
        for (boolean distinct : new boolean[] {false, true}) {
            UnlistedCounter counter = counter();
            add(counter, distinct, 0, Unlisted.MOST_VALUES + 1);
            add(counter, distinct, 0, 5000);
            assertEquals(
                    new Unlisted(breakdown.column(), Map.of(), Unlisted.MOST_VALUES + 5001, true), counter.report());
        }
    }

    @Test
    void addsUpThreadsInAnyOrder() {
        for (List<Integer> order : List.of(List.of(0, 1, 2), List.of(2, 1, 0), List.of(1, 2, 0))) {
            List<UnlistedCounter> threads = List.of(counter(), counter(), counter());
            add(threads.get(0), true, 0, 400);
            add(threads.get(1), false, 300, 700);
            add(threads.get(2), true, 600, 1000);
            UnlistedCounter total = threads.get(order.get(0));
            total.add(threads.get(order.get(1)));
            total.add(threads.get(order.get(2)));
            Unlisted report = total.report();
            assertEquals(1000, report.values().size());
            assertEquals(1200, report.events());
            assertEquals(2L, report.values().get("value 300"));
            add(total, true, 1000, 1001);
            assertTrue(total.report().overflown());
        }
    }
}
