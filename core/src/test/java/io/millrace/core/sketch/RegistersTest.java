package io.millrace.core.sketch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegistersTest {
    private static final Registers REGISTERS = Registers.APPROX_COUNT_DISTINCT;

    private static long estimate(long from, long count) {
        int[] ranks = new int[REGISTERS.count()];
        for (long value = from; value < from + count; value++) {
            long hash = ValueHash.of(value);
            int index = REGISTERS.index(hash);
            ranks[index] = Math.max(ranks[index], REGISTERS.rank(hash));
        }
        int[] histogram = new int[REGISTERS.mostRank() + 1];
        for (int rank : ranks) {
            histogram[rank]++;
        }
        return REGISTERS.estimate(histogram);
    }

    /** Over 100 sets, root mean square and mean of the relative error keep what the standard error promises. */
    @ParameterizedTest
    @ValueSource(longs = {300, 1000, 5000, 20_000})
    void keepsItsStandardErrorWithoutBias(long count) {
        double squares = 0;
        double sum = 0;
        for (int set = 0; set < 100; set++) {
            double error = estimate(set * 1_000_000_007L, count) / (double) count - 1;
            squares += error * error;
            sum += error;
        }
        assertTrue(Math.sqrt(squares / 100) < 1.3 * 1.04 / Math.sqrt(2048), "error " + Math.sqrt(squares / 100));
        assertTrue(Math.abs(sum / 100) < 0.01, "bias " + sum / 100);
    }

    @Test
    void estimatesNothingWithoutHashes() {
        int[] histogram = new int[REGISTERS.mostRank() + 1];
        histogram[0] = REGISTERS.count();
        assertEquals(0, REGISTERS.estimate(histogram));
        assertThrows(IllegalArgumentException.class, () -> new Registers(3));
    }

    @Test
    void placesAndRanksByTheBitsOfAHash() {
        assertEquals(2047, REGISTERS.index(-1L));
        assertEquals(1, REGISTERS.rank(-1L));
        assertEquals(REGISTERS.mostRank(), REGISTERS.rank(0));
        assertEquals(54, REGISTERS.mostRank());
    }

    /** Approximate results depend on these; they never change. */
    @Test
    void hashesAsEver() {
        assertEquals(0xe220a8397b1dcdafL, ValueHash.of(0L));
        assertEquals(ValueHash.of(0L), ValueHash.of(-0.0));
        assertEquals(ValueHash.of(Double.doubleToLongBits(1.5)), ValueHash.of(1.5));
        byte[] text = "page_view".getBytes(StandardCharsets.UTF_8);
        long word = 0x706167655f766965L;
        assertEquals(ValueHash.of(ValueHash.of(ValueHash.of(9L) ^ word) ^ 'w'), ValueHash.of(text, 0, 9));
    }
}
