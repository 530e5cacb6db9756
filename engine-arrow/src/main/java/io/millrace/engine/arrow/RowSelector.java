package io.millrace.engine.arrow;

import io.millrace.core.event.ColumnBatch;
import io.millrace.core.event.ColumnVector;
import io.millrace.core.plan.FeaturePlan;
import io.millrace.core.plan.Window;
import io.millrace.core.plan.WindowRange;
import io.millrace.core.port.EngineRequest;
import io.millrace.core.port.Split;
import io.millrace.core.run.Fate;
import io.millrace.core.run.RowCounts;
import io.millrace.core.run.SplitFates;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the rows of a batch that lie in a window, that the set's {@code where} keeps, and whose entity key is there and
 * in the sample; counts the fates of all others.
 */
final class RowSelector {
    private final List<Integer> keys;
    private final int time;
    private final TimeRanges windows;
    private final DayTally days;
    private final SplitFates fates;
    private final long start;
    private final long end;
    private final long lastAsOf;
    private final @Nullable EventCondition where;
    private final SampleFilter sample;
    private long earliest = Long.MAX_VALUE;
    private long latest = Long.MIN_VALUE;
    private boolean anyTime;

    RowSelector(EngineRequest request) {
        FeaturePlan plan = request.plan();
        this.keys = plan.keys();
        this.time = plan.time();
        this.windows = new TimeRanges(windows(plan));
        this.days = new DayTally(windows(plan));
        this.fates = new SplitFates(plan);
        this.start = windows.start();
        this.end = windows.end();
        this.lastAsOf = plan.reach().end();
        this.where = plan.where()
                .map(condition -> new EventCondition("where", condition, request.batchRows()))
                .orElse(null);
        this.sample = new SampleFilter(request.sample(), keys);
    }

    /** All windows as of all times. */
    private static List<Window> windows(FeaturePlan plan) {
        List<Window> all = new ArrayList<>();
        for (long asOf : plan.asOfTimes()) {
            for (WindowRange window : plan.windows()) {
                all.add(window.at(asOf));
            }
        }
        return all;
    }

    /** Fills the set with the chosen rows. */
    void select(ColumnBatch batch, RowSet chosen, RowCounts counts) {
        int[] rows = chosen.rows;
        int timed = withTime(batch.longs(time), batch.rowCount(), rows);
        counts.add(Fate.WITHOUT_TIME, batch.rowCount() - timed);
        int inside = inWindow(batch.longs(time).values(), chosen, timed, counts);
        int meant = where == null ? inside : where.select(batch, rows, inside);
        counts.add(Fate.EXCLUDED, inside - meant);
        int keyed = meant;
        for (int key : keys) {
            keyed = withKey(batch.column(key), rows, keyed);
        }
        counts.add(Fate.WITHOUT_KEY, meant - keyed);
        chosen.count = sample.select(batch, rows, keyed);
        counts.add(Fate.NOT_IN_SAMPLE, keyed - chosen.count);
    }

    /**
     * Counts the rows of a split without reading them, where its range tells that all of them lie outside of every window.
     *
     * @return whether it did
     */
    boolean skips(Split split, RowCounts counts) {
        Optional<Fate> fate = fates.of(split);
        if (fate.isEmpty()) {
            return false;
        }
        Split.Range range = split.range(time).orElseThrow();
        counts.add(fate.get(), split.rows());
        anyTime = true;
        earliest = Math.min(earliest, range.smallest());
        latest = Math.max(latest, range.largest());
        return true;
    }

    private static int withTime(ColumnVector times, int rowCount, int[] rows) {
        int count = 0;
        for (int row = 0; row < rowCount; row++) {
            rows[count] = row;
            count += times.isNull(row) ? 0 : 1;
        }
        return count;
    }

    private int inWindow(long[] times, RowSet chosen, int count, RowCounts counts) {
        int[] rows = chosen.rows;
        long first = Long.MAX_VALUE;
        long last = Long.MIN_VALUE;
        int inside = 0;
        int after = 0;
        for (int i = 0; i < count; i++) {
            int row = rows[i];
            long at = times[row];
            first = Math.min(first, at);
            last = Math.max(last, at);
            rows[inside] = row;
            inside += at >= start && at < end ? 1 : 0;
            after += at >= lastAsOf ? 1 : 0;
        }
        chosen.earliest = Math.max(first, start);
        chosen.latest = Math.min(last, end - 1);
        if (!windows.isOne() && inside > 0 && !windows.covers(chosen.earliest, chosen.latest)) {
            inside = windows.select(rows, times, inside, rows);
        }
        days.add(times, rows, inside, chosen.earliest, chosen.latest);
        anyTime |= count > 0;
        earliest = Math.min(earliest, first);
        latest = Math.max(latest, last);
        counts.add(Fate.BEFORE_WINDOW, count - inside - after);
        counts.add(Fate.AFTER_AS_OF, after);
        return inside;
    }

    private static int withKey(ColumnVector keys, int[] rows, int count) {
        if (!keys.hasNulls()) {
            return count;
        }
        int keyed = 0;
        for (int i = 0; i < count; i++) {
            int row = rows[i];
            rows[keyed] = row;
            keyed += keys.isNull(row) ? 0 : 1;
        }
        return keyed;
    }

    DayTally days() {
        return days;
    }

    /** Whether any row had a time. */
    boolean anyTime() {
        return anyTime;
    }

    long earliest() {
        return earliest;
    }

    long latest() {
        return latest;
    }
}
