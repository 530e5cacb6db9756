package io.millrace.core.diff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SampledRowsTest {
    @Test
    void takesEveryPartOfATableAlike() {
        int rows = 1_000_000;
        int capacity = 10_000;
        long[] sample = new long[capacity];
        Arrays.fill(sample, -1);
        for (int row = 0; row < rows; row++) {
            int place = SampledRows.place(row, capacity);
            if (place >= 0) {
                sample[place] = row;
            }
        }

        int[] tenths = new int[10];
        for (long row : sample) {
            tenths[(int) (row * 10 / rows)]++;
        }
        // 1000 are expected in each, with a deviation of 30.
        assertTrue(Arrays.stream(tenths).allMatch(count -> Math.abs(count - 1000) < 150), Arrays.toString(tenths));
        assertEquals(capacity, Arrays.stream(sample).distinct().count());
    }

    @Test
    void takesAllOfASmallTable() {
        for (int row = 0; row < 100; row++) {
            assertEquals(row, SampledRows.place(row, 100));
        }
    }

    @Test
    void isSmallerWhereColumnsAreMany() {
        assertEquals(1 << 14, SampledRows.capacity(15));
        assertEquals(1 << 14, SampledRows.capacity(0));
        assertEquals(1 << 12, SampledRows.capacity(1 << 10));
        assertEquals(1 << 8, SampledRows.capacity(100_000));
    }
}
