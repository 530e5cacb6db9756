package io.millrace.engine.arrow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.millrace.core.plan.Window;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

class TimeRangesTest {
    @Provide
    static Arbitrary<List<Window>> windows() {
        return Combinators.combine(
                        Arbitraries.longs().between(0, 40), Arbitraries.longs().between(1, 12))
                .as((start, length) -> new Window(start, start + length))
                .list()
                .ofMinSize(1)
                .ofMaxSize(6);
    }

    private static boolean contains(List<Window> windows, long time) {
        return windows.stream().anyMatch(window -> window.contains(time));
    }

    @Property
    void selectsWhatAnyWindowContains(
            @ForAll("windows") List<Window> windows,
            @ForAll @Size(max = 20) List<@LongRange(min = -5, max = 60) Long> at) {
        long[] times = at.stream().mapToLong(Long::longValue).toArray();
        RowSet rows = new RowSet(20);
        rows.count = times.length;
        System.arraycopy(TestState.rows(times.length), 0, rows.rows, 0, times.length);
        rows.earliest = LongStream.of(times).min().orElse(Long.MAX_VALUE);
        rows.latest = LongStream.of(times).max().orElse(Long.MIN_VALUE);
        RowSet selected = new TimeRanges(windows).select(rows, times, new RowSet(20));
        List<Integer> expected = new ArrayList<>();
        for (int row = 0; row < times.length; row++) {
            if (contains(windows, times[row])) {
                expected.add(row);
            }
        }
        assertEquals(
                expected,
                Arrays.stream(selected.rows, 0, selected.count).boxed().toList());
    }

    @Property
    void coversWhatItContainsWithoutGap(
            @ForAll("windows") List<Window> windows,
            @ForAll @LongRange(min = -5, max = 60) long from,
            @ForAll @LongRange(min = 0, max = 20) long length) {
        boolean expected = LongStream.rangeClosed(from, from + length).allMatch(time -> contains(windows, time));
        TimeRanges ranges = new TimeRanges(windows);
        assertEquals(expected, ranges.covers(from, from + length));
        RowSet rows = new RowSet(1);
        rows.earliest = from;
        rows.latest = from + length;
        if (expected) {
            assertSame(rows, ranges.select(rows, new long[0], new RowSet(1)), "nothing is looked at");
        }
    }
}
