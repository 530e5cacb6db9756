package io.millrace.engine.arrow;

import io.millrace.core.event.ColumnBatch;
import io.millrace.core.plan.FeaturePlan;
import io.millrace.core.plan.Window;
import io.millrace.core.plan.WindowRange;
import io.millrace.core.port.UsedEvents;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Counts used events by UTC day, and by the values of some columns. */
final class UsedTally {
    private final int time;
    private final long firstDay;

    /** A place for every day from the first window to the last; none where they are too many. */
    private final long[] days;

    private final List<ValueTally> values;

    UsedTally(FeaturePlan plan) {
        this.time = plan.time();
        long from = Long.MAX_VALUE;
        long to = Long.MIN_VALUE;
        for (long asOf : plan.asOfTimes()) {
            for (WindowRange window : plan.windows()) {
                from = Math.min(from, window.at(asOf).start());
                to = Math.max(to, window.at(asOf).end());
            }
        }
        this.firstDay = day(from);
        long count = day(to - 1) - firstDay + 1;
        this.days = new long[count > UsedEvents.MOST_DAYS ? 0 : (int) count];
        this.values = plan.countedTexts().stream().map(ValueTally::new).toList();
    }

    private static long day(long time) {
        return Math.floorDiv(time, Window.MICROS_PER_DAY);
    }

    /** Takes in rows that are used. */
    void add(ColumnBatch batch, RowSet rows) {
        if (days.length > 0 && rows.count > 0) {
            addDays(batch.longs(time).values(), rows);
        }
        for (ValueTally column : values) {
            column.add(batch.texts(column.column()), rows);
        }
    }

    private void addDays(long[] times, RowSet rows) {
        if (rows.earliest != Long.MIN_VALUE && day(rows.earliest) == day(rows.latest)) {
            days[(int) (day(rows.earliest) - firstDay)] += rows.count;
            return;
        }
        long start = firstDay * Window.MICROS_PER_DAY;
        for (int i = 0; i < rows.count; i++) {
            // No time is before the first day, so that a plain division does.
            days[(int) ((times[rows.rows[i]] - start) / Window.MICROS_PER_DAY)]++;
        }
    }

    /** Takes in what another thread has counted for the same plan. */
    void add(UsedTally other) {
        Arrays.setAll(days, place -> days[place] + other.days[place]);
        for (int i = 0; i < values.size(); i++) {
            values.get(i).add(other.values.get(i));
        }
    }

    UsedEvents report() {
        int first = 0;
        int end = days.length;
        while (first < end && days[first] == 0) {
            first++;
        }
        while (end > first && days[end - 1] == 0) {
            end--;
        }
        List<Long> byDay = new ArrayList<>();
        for (int place = first; place < end; place++) {
            byDay.add(days[place]);
        }
        return new UsedEvents(
                byDay.isEmpty() ? Optional.empty() : Optional.of(LocalDate.ofEpochDay(firstDay + first)),
                byDay,
                values.stream().map(ValueTally::report).toList());
    }
}
