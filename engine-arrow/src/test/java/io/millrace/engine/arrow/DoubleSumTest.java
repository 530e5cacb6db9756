package io.millrace.engine.arrow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.arrow.memory.ArrowBuf;

/** Sums, whatever the order and however split, against BigDecimal. */
class DoubleSumTest {
    private static final int CELLS = 4;

    /** Values of all sizes: near zero, in the window, at its edges, and up to the largest double. */
    @Provide
    Arbitrary<List<Double>> doubles() {
        Arbitrary<Double> scaled = Arbitraries.integers()
                .between(-1080, 1023)
                .flatMap(exponent -> Arbitraries.longs().map(mantissa -> Math.scalb((double) mantissa, exponent - 63)));
        Arbitrary<Double> special = Arbitraries.of(
                0.0,
                1e16,
                1.0,
                -1e16,
                0x1p62,
                -0x1p62,
                Math.nextDown(0x1p62),
                0x1p-64,
                0x1p-65,
                Double.MIN_VALUE,
                -Double.MIN_VALUE,
                Double.MIN_NORMAL,
                Double.MAX_VALUE,
                -Double.MAX_VALUE,
                0.1,
                1e-9);
        Arbitrary<Double> usual =
                Arbitraries.longs().between(-1_000_000, 1_000_000).map(cents -> cents / 100.0);
        return Arbitraries.oneOf(scaled, special, usual).list().ofMaxSize(60);
    }

    @Property(tries = 2000)
    void isTheRealSumRoundedOnce(@ForAll("doubles") List<Double> values) {
        try (StateMemory memory = TestState.memory();
                WideSums wideSums = new WideSums(memory);
                ArrowBuf cells = memory.allocate((long) CELLS * DoubleSum.BYTES)) {
            long base = cells.memoryAddress();
            for (int i = 0; i < values.size(); i++) {
                DoubleSum.add(base + (long) (i * 31 % CELLS) * DoubleSum.BYTES, values.get(i), wideSums);
            }
            for (int cell = 1; cell < CELLS; cell++) {
                DoubleSum.merge(base, base + (long) cell * DoubleSum.BYTES, wideSums);
            }
            double expected = values.stream()
                    .map(BigDecimal::new)
                    .reduce(BigDecimal.ZERO, BigDecimal::add)
                    .doubleValue();
            assertEquals(expected, DoubleSum.value(base), values.toString());
        }
    }

    /** A zero leaves no trace in the sum, but it is a value; merging cells of every state tells the same. */
    @Example
    void tellsZerosFromNothing() {
        double[] values = {0, 2.5, 0x1p80};
        try (StateMemory memory = TestState.memory();
                WideSums wideSums = new WideSums(memory);
                ArrowBuf cells = memory.allocate(2L * DoubleSum.BYTES)) {
            long into = cells.memoryAddress();
            long from = into + DoubleSum.BYTES;
            DoubleSum.merge(into, from, wideSums);
            assertFalse(DoubleSum.isAny(into));
            for (double one : values) {
                for (double other : values) {
                    cells.setZero(0, 2L * DoubleSum.BYTES);
                    DoubleSum.touch(from);
                    DoubleSum.add(from, one, wideSums);
                    DoubleSum.touch(from);
                    DoubleSum.merge(into, from, wideSums);
                    assertEquals(one, DoubleSum.value(into));
                    assertTrue(DoubleSum.isAny(into));
                    DoubleSum.add(into, other, wideSums);
                    assertEquals(one + other, DoubleSum.value(into));
                }
            }
        }
    }

    @Example
    void usesTheWindowForUsualValues() {
        try (StateMemory memory = TestState.memory();
                WideSums wideSums = new WideSums(memory);
                ArrowBuf cell = memory.allocate(DoubleSum.BYTES)) {
            for (double value : new double[] {9.99, -0.1, 1e16, 300.25, 0x1p61}) {
                DoubleSum.add(cell.memoryAddress(), value, wideSums);
                assertEquals(0, wideSums.size());
            }
            DoubleSum.add(cell.memoryAddress(), 0x1p61, wideSums);
            assertEquals(1, wideSums.size(), "the running sum left the window");
            DoubleSum.add(cell.memoryAddress(), 1e-300, wideSums);
            assertEquals(1, wideSums.size());
        }
    }
}
