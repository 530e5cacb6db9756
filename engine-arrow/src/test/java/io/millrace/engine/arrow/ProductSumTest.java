package io.millrace.engine.arrow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.arrow.memory.ArrowBuf;

/** Sums of products, whatever the order and however split, against BigDecimal. */
class ProductSumTest {
    private static final int CELLS = 4;

    private record Pair(double left, double right) {}

    @Provide
    Arbitrary<List<Pair>> pairs() {
        Arbitrary<Double> scaled = Arbitraries.integers()
                .between(-1080, 1023)
                .flatMap(exponent -> Arbitraries.longs().map(mantissa -> Math.scalb((double) mantissa, exponent - 63)));
        Arbitrary<Double> special = Arbitraries.of(
                0.0,
                1.0,
                -1.0,
                0.1,
                Double.MIN_VALUE,
                -Double.MIN_VALUE,
                Double.MAX_VALUE,
                -Double.MAX_VALUE,
                0x1p62,
                -0x1p63,
                0x1p-64,
                0x1p-65,
                0x1p126);
        Arbitrary<Double> usual =
                Arbitraries.longs().between(-1_000_000, 1_000_000).map(cents -> cents / 100.0);
        Arbitrary<Double> any = Arbitraries.oneOf(scaled, special, usual);
        return Combinators.combine(any, any).as(Pair::new).list().ofMaxSize(60);
    }

    private static void assertExact(BigDecimal expected, ProductSum sum, long cell) {
        var exact = sum.exact(cell);
        BigDecimal value = new BigDecimal(exact.significand());
        BigDecimal power = BigDecimal.valueOf(2).pow(Math.abs(exact.exponent()));
        BigDecimal actual = exact.exponent() < 0 ? value.divide(power) : value.multiply(power);
        assertEquals(0, expected.compareTo(actual), () -> expected + " is not " + actual);
    }

    @Property(tries = 1000)
    void isTheRealSum(@ForAll("pairs") List<Pair> pairs, @ForAll boolean weighted) {
        ProductSum sum = weighted ? ProductSum.OF_WEIGHTED : ProductSum.OF_NUMBERS;
        try (StateMemory memory = TestState.memory();
                WideProducts wides = new WideProducts(memory);
                ArrowBuf cells = memory.allocate((long) CELLS * ProductSum.BYTES)) {
            long base = cells.memoryAddress();
            BigDecimal expected = BigDecimal.ZERO;
            for (int i = 0; i < pairs.size(); i++) {
                Pair pair = pairs.get(i);
                sum.add(base + (long) (i * 31 % CELLS) * ProductSum.BYTES, pair.left, pair.right, wides);
                expected = expected.add(new BigDecimal(pair.left).multiply(new BigDecimal(pair.right)));
            }
            for (int cell = 1; cell < CELLS; cell++) {
                sum.merge(base, base + (long) cell * ProductSum.BYTES, wides);
            }
            assertExact(expected, sum, base);
        }
    }

    @Property(tries = 500)
    void takesIntegersExactly(@ForAll("pairs") List<Pair> pairs, @ForAll List<Long> integers) {
        try (StateMemory memory = TestState.memory();
                WideProducts wides = new WideProducts(memory);
                ArrowBuf cell = memory.allocate(ProductSum.BYTES)) {
            BigDecimal expected = BigDecimal.ZERO;
            for (int i = 0; i < Math.min(pairs.size(), integers.size()); i++) {
                ProductSum.OF_NUMBERS.add(cell.memoryAddress(), pairs.get(i).left, integers.get(i), wides);
                expected =
                        expected.add(new BigDecimal(pairs.get(i).left).multiply(BigDecimal.valueOf(integers.get(i))));
            }
            assertExact(expected, ProductSum.OF_NUMBERS, cell.memoryAddress());
        }
    }

    @Example
    void usesTheWindowForUsualValues() {
        try (StateMemory memory = TestState.memory();
                WideProducts wides = new WideProducts(memory);
                ArrowBuf cell = memory.allocate(ProductSum.BYTES)) {
            for (double value : new double[] {9.99, -0.1, 1e16, 300.25, 1e-9, 0x1p61}) {
                ProductSum.OF_WEIGHTED.add(cell.memoryAddress(), value, StrictMath.pow(0.5, 12.3), wides);
            }
            assertEquals(0, wides.size());
            ProductSum.OF_WEIGHTED.add(cell.memoryAddress(), 1.5, Double.MIN_VALUE, wides);
            assertEquals(1, wides.size());
        }
    }

    /** 2^253 twice: the second leaves the window of 2^254, by its running sum. */
    @Example
    void leavesTheWindowExactly() {
        try (StateMemory memory = TestState.memory();
                WideProducts wides = new WideProducts(memory);
                ArrowBuf cells = memory.allocate(2 * ProductSum.BYTES)) {
            long cell = cells.memoryAddress();
            double large = 0x1.fffffffffffffp61;
            BigDecimal square = new BigDecimal(large).pow(2);
            for (int i = 0; i < 8; i++) {
                ProductSum.OF_NUMBERS.add(cell, large, large, wides);
                ProductSum.OF_NUMBERS.add(cell + ProductSum.BYTES, -large, large, wides);
            }
            assertExact(square.multiply(BigDecimal.valueOf(8)), ProductSum.OF_NUMBERS, cell);
            ProductSum.OF_NUMBERS.merge(cell, cell + ProductSum.BYTES, wides);
            assertExact(BigDecimal.ZERO, ProductSum.OF_NUMBERS, cell);
        }
    }
}
