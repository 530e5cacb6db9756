package io.millrace.core.inspect;

import io.millrace.core.event.LongVector;
import io.millrace.core.plan.Window;
import io.millrace.core.run.DayRange;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Events by UTC day, for up to {@link #MOST} days; of times spread wider, some days are not told. Not for use by several
 * threads.
 */
public final class DayCounts {
    /** The most days that are told apart. */
    public static final int MOST = 100_000;

    private final TreeMap<Long, Long> counts = new TreeMap<>();
    private boolean complete = true;

    void add(LongVector times, int rows) {
        long day = 0;
        long run = 0;
        for (int row = 0; row < rows; row++) {
            if (times.isNull(row)) {
                continue;
            }
            long next = Math.floorDiv(times.get(row), Window.MICROS_PER_DAY);
            if (run > 0 && next != day) {
                add(day, run);
                run = 0;
            }
            day = next;
            run++;
        }
        if (run > 0) {
            add(day, run);
        }
    }

    private void add(long day, long rows) {
        if (counts.size() < MOST || counts.containsKey(day)) {
            counts.merge(day, rows, Long::sum);
        } else {
            complete = false;
        }
    }

    void merge(DayCounts other) {
        other.counts.forEach(this::add);
        complete &= other.complete;
    }

    /** How many days have an event. */
    public int days() {
        return counts.size();
    }

    /** Whether every day is told. */
    public boolean isComplete() {
        return complete;
    }

    /** The days without an event between the first and the last that has one, in order. */
    public List<DayRange> missing() {
        List<DayRange> gaps = new ArrayList<>();
        Map.Entry<Long, Long> before = counts.firstEntry();
        for (Long day : counts.keySet()) {
            if (before != null && day > before.getKey() + 1) {
                gaps.add(new DayRange(LocalDate.ofEpochDay(before.getKey() + 1), LocalDate.ofEpochDay(day - 1)));
            }
            before = Map.entry(day, 0L);
        }
        return gaps;
    }
}
