package io.millrace.engine.arrow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.millrace.core.plan.Window;
import io.millrace.core.run.DayRange;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Against sets of days. */
final class DayTallyTest {
    private static final long DAY = Window.MICROS_PER_DAY;

    @Property(tries = 500)
    void tellsTheDaysWithoutEvents(
            @ForAll @Size(min = 1, max = 3) List<@LongRange(min = -40, max = 40) Long> starts,
            @ForAll @IntRange(min = 1, max = 200) int halfHours,
            @ForAll @IntRange(min = 1, max = 9) int batchRows,
            @ForAll @Size(max = 60) List<@LongRange(min = -2000, max = 2000) Long> events) {
        List<Window> windows = starts.stream()
                .map(start -> new Window(start * DAY / 3, start * DAY / 3 + halfHours * DAY / 48))
                .toList();
        long[] inside = events.stream()
                .mapToLong(event -> event * DAY / 50)
                .filter(time -> windows.stream().anyMatch(window -> window.contains(time)))
                .toArray();
        DayTally tally = new DayTally(windows);
        for (int from = 0; from < inside.length; from += batchRows) {
            int count = Math.min(batchRows, inside.length - from);
            long[] times = LongStream.of(inside).skip(from).limit(count).toArray();
            DayTally own = new DayTally(windows);
            int[] rows = new int[count];
            for (int row = 0; row < count; row++) {
                rows[row] = row;
            }
            (from % 2 == 0 ? tally : own)
                    .add(
                            times,
                            rows,
                            count,
                            LongStream.of(times).min().orElseThrow(),
                            LongStream.of(times).max().orElseThrow());
            tally.add(own);
        }
        TreeSet<LocalDate> expected = new TreeSet<>();
        for (Window window : windows) {
            for (long at = window.start(); at < window.end(); at += DAY / 48) {
                expected.add(LocalDate.ofEpochDay(Math.floorDiv(at, DAY)));
            }
            expected.add(LocalDate.ofEpochDay(Math.floorDiv(window.end() - 1, DAY)));
        }
        LongStream.of(inside).forEach(time -> expected.remove(LocalDate.ofEpochDay(Math.floorDiv(time, DAY))));
        List<LocalDate> told = new ArrayList<>();
        tally.missing()
                .forEach(range ->
                        range.first().datesUntil(range.last().plusDays(1)).forEach(told::add));
        assertEquals(List.copyOf(expected), told);
    }

    @Test
    void tellsNothingOfWindowsBeyondAllSense() {
        DayTally tally = new DayTally(List.of(new Window(0, 1_000_001 * DAY)));
        tally.add(new long[] {5, 3 * DAY}, new int[] {0, 1}, 2, 5, 3 * DAY);
        assertEquals(List.of(), tally.missing());
        assertEquals(
                List.of(new DayRange(LocalDate.EPOCH, LocalDate.ofEpochDay(999_999))),
                new DayTally(List.of(new Window(0, 1_000_000 * DAY))).missing());
    }
}
