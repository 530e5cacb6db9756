package io.millrace.engine.arrow;

import io.millrace.core.event.ColumnBatch;
import io.millrace.core.event.ColumnVector;
import io.millrace.core.plan.FeaturePlan;
import io.millrace.core.run.Fate;
import io.millrace.core.run.RowCounts;

/** Chooses the rows of a batch that lie in the window and have a key, and counts the fates of all others. */
final class RowSelector {
    private final int key;
    private final int time;
    private final long start;
    private final long end;
    private long earliest = Long.MAX_VALUE;
    private long latest = Long.MIN_VALUE;
    private boolean anyTime;

    RowSelector(FeaturePlan plan) {
        this.key = plan.key();
        this.time = plan.time();
        this.start = plan.window().start();
        this.end = plan.window().end();
    }

    /** Writes the chosen rows, ascending, and returns how many they are. */
    int select(ColumnBatch batch, int[] rows, RowCounts counts) {
        int timed = withTime(batch.longs(time), batch.rowCount(), rows);
        counts.add(Fate.WITHOUT_TIME, batch.rowCount() - timed);
        int inside = inWindow(batch.longs(time).values(), rows, timed, counts);
        int keyed = withKey(batch.column(key), rows, inside);
        counts.add(Fate.WITHOUT_KEY, inside - keyed);
        return keyed;
    }

    private static int withTime(ColumnVector times, int rowCount, int[] rows) {
        int count = 0;
        for (int row = 0; row < rowCount; row++) {
            rows[count] = row;
            count += times.isNull(row) ? 0 : 1;
        }
        return count;
    }

    private int inWindow(long[] times, int[] rows, int count, RowCounts counts) {
        int inside = 0;
        int before = 0;
        for (int i = 0; i < count; i++) {
            int row = rows[i];
            long at = times[row];
            earliest = Math.min(earliest, at);
            latest = Math.max(latest, at);
            rows[inside] = row;
            inside += at >= start && at < end ? 1 : 0;
            before += at < start ? 1 : 0;
        }
        anyTime |= count > 0;
        counts.add(Fate.BEFORE_WINDOW, before);
        counts.add(Fate.AFTER_AS_OF, count - inside - before);
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
