package io.millrace.engine.arrow;

import io.millrace.core.plan.Window;
import io.millrace.core.port.EngineReport;
import io.millrace.core.run.DayRange;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * The UTC days that windows touch, and in which of them no event was seen so far.
 *
 * <p>Most batches cost nothing: their rows are of one day, or of days that were seen before.
 */
final class DayTally {
    private final long firstDay;
    private final BitSet unseen = new BitSet();

    DayTally(List<Window> windows) {
        long from = windows.stream().mapToLong(Window::start).min().orElseThrow();
        long to = windows.stream().mapToLong(Window::end).max().orElseThrow();
        this.firstDay = day(from);
        if (day(to - 1) - firstDay < EngineReport.MOST_DAYS) {
            windows.forEach(window -> unseen.set(place(window.start()), place(window.end() - 1) + 1));
        }
    }

    private static long day(long time) {
        return Math.floorDiv(time, Window.MICROS_PER_DAY);
    }

    private int place(long time) {
        return (int) (day(time) - firstDay);
    }

    /**
     * Takes in rows that lie in the windows.
     *
     * @param earliest no row is earlier, and this lies between the start of the first window and the end of the last
     * @param latest no row is later, likewise
     */
    void add(long[] times, int[] rows, int count, long earliest, long latest) {
        if (count == 0) {
            return;
        }
        int first = place(earliest);
        int last = place(latest);
        if (first == last) {
            unseen.clear(first);
            return;
        }
        int next = unseen.nextSetBit(first);
        if (next >= 0 && next <= last) {
            addEach(times, rows, count, first, last);
        }
    }

    private void addEach(long[] times, int[] rows, int count, int first, int last) {
        boolean[] found = new boolean[last - first + 1];
        long start = (firstDay + first) * Window.MICROS_PER_DAY;
        for (int i = 0; i < count; i++) {
            // No branch to mispredict, and no day waits for the one before.
            found[(int) ((times[rows[i]] - start) / Window.MICROS_PER_DAY)] = true;
        }
        for (int place = 0; place < found.length; place++) {
            if (found[place]) {
                unseen.clear(first + place);
            }
        }
    }

    /** Takes in what another tally of the same windows has seen. */
    void add(DayTally other) {
        unseen.and(other.unseen);
    }

    /** The days without an event. */
    List<DayRange> missing() {
        List<DayRange> missing = new ArrayList<>();
        for (int from = unseen.nextSetBit(0); from >= 0; ) {
            int to = unseen.nextClearBit(from);
            missing.add(new DayRange(LocalDate.ofEpochDay(firstDay + from), LocalDate.ofEpochDay(firstDay + to - 1)));
            from = unseen.nextSetBit(to);
        }
        return missing;
    }
}
