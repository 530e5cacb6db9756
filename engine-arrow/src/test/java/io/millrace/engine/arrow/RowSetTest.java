package io.millrace.engine.arrow;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import io.millrace.core.event.LongVector;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class RowSetTest {
    private static final int ROWS = 300;

    private static RowSet of(int[] rows) {
        RowSet set = new RowSet(ROWS);
        System.arraycopy(rows, 0, set.rows, 0, rows.length);
        set.count = rows.length;
        return set;
    }

    /** Rows with gaps and rows without, at any place in the words of the bitmap. */
    @Property(tries = 300)
    void keepsTheRowsWithAValue(
            @ForAll long seed,
            @ForAll @IntRange(max = ROWS) int one,
            @ForAll @IntRange(max = ROWS) int two,
            @ForAll boolean gaps,
            @ForAll @IntRange(max = 10) int nullsInTen) {
        Random random = new Random(seed);
        LongVector values = new LongVector(ROWS);
        for (int row = 0; row < ROWS; row++) {
            if (random.nextInt(10) < nullsInTen) {
                values.setNull(row);
            }
        }
        int[] rows = IntStream.range(Math.min(one, two), Math.max(one, two))
                .filter(row -> !gaps || row % 3 != 1)
                .toArray();
        int[] expected = Arrays.stream(rows).filter(row -> !values.isNull(row)).toArray();
        RowSet set = of(rows);
        RowSet into = new RowSet(ROWS);
        into.present(set, values);
        assertArrayEquals(expected, Arrays.copyOf(into.rows, into.count));
        set.present(set, values);
        assertArrayEquals(expected, Arrays.copyOf(set.rows, set.count));
    }
}
