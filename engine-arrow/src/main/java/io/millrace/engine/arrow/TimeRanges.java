package io.millrace.engine.arrow;

import io.millrace.core.plan.Window;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** A union of windows: disjoint intervals of time, ascending, with time between them. */
final class TimeRanges {
    private final long[] starts;
    private final long[] ends;

    /**
     * @param windows at least one
     */
    TimeRanges(Collection<Window> windows) {
        List<Window> sorted =
                windows.stream().sorted(Comparator.comparingLong(Window::start)).toList();
        long[] from = new long[sorted.size()];
        long[] to = new long[sorted.size()];
        int size = 0;
        for (Window window : sorted) {
            if (size > 0 && window.start() <= to[size - 1]) {
                to[size - 1] = Math.max(to[size - 1], window.end());
            } else {
                from[size] = window.start();
                to[size++] = window.end();
            }
        }
        this.starts = Arrays.copyOf(from, size);
        this.ends = Arrays.copyOf(to, size);
    }

    /** Where the first interval starts. */
    long start() {
        return starts[0];
    }

    /** Where the last interval ends. */
    long end() {
        return ends[ends.length - 1];
    }

    boolean isOne() {
        return starts.length == 1;
    }

    boolean contains(long time) {
        return covers(time, time);
    }

    /** Whether every time from {@code earliest} to {@code latest} lies in the union. */
    boolean covers(long earliest, long latest) {
        int range = lastStartingBy(earliest);
        return range >= 0 && latest < ends[range];
    }

    /** Whether no time from {@code earliest} to {@code latest} lies in the union. */
    private boolean misses(long earliest, long latest) {
        int range = lastStartingBy(latest);
        return range < 0 || ends[range] <= earliest;
    }

    private int lastStartingBy(long time) {
        if (starts.length == 1) {
            return time >= starts[0] ? 0 : -1;
        }
        int found = Arrays.binarySearch(starts, time);
        return found >= 0 ? found : -found - 2;
    }

    /**
     * Those of the rows that lie in the union: the given set itself where all do, else {@code within}, filled.
     *
     * @param times the event time of every row
     */
    RowSet select(RowSet rows, long[] times, RowSet within) {
        if (covers(rows.earliest, rows.latest)) {
            return rows;
        }
        within.earliest = Math.max(rows.earliest, start());
        within.latest = Math.min(rows.latest, end() - 1);
        within.count = misses(rows.earliest, rows.latest) ? 0 : select(rows.rows, times, rows.count, within.rows);
        return within;
    }

    /** Writes those rows into {@code kept}, which may be {@code rows}, and returns how many they are. */
    int select(int[] rows, long[] times, int count, int[] kept) {
        long start = starts[0];
        long end = ends[0];
        boolean one = isOne();
        int size = 0;
        for (int i = 0; i < count; i++) {
            int row = rows[i];
            long time = times[row];
            // written in any case, and counted where it lies within: no branch to mispredict
            kept[size] = row;
            size += (one ? time >= start && time < end : contains(time)) ? 1 : 0;
        }
        return size;
    }
}
