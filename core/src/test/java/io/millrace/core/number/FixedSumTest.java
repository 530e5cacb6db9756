package io.millrace.core.number;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.math.BigInteger;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class FixedSumTest {
    private static final BigDecimal UNITS = new BigDecimal(BigInteger.ONE.shiftLeft(64));

    @Provide
    Arbitrary<Double> numbers() {
        Arbitrary<Double> bits = Arbitraries.longs().map(Double::longBitsToDouble);
        Arbitrary<Double> near = Arbitraries.longs()
                .tuple2()
                .map(pair -> Math.scalb((double) pair.get1(), (int) Math.floorMod(pair.get2(), 160) - 130));
        return Arbitraries.oneOf(bits, near, Arbitraries.of(0.0, -0.0, 0x1p62, -0x1p62, 0x1p-64, 0x1p-65, -0x1p-64));
    }

    @Property(tries = 10000)
    void isExactWhereANumberFits(@ForAll("numbers") double value) {
        boolean fits = Double.isFinite(value)
                && Math.abs(value) < 0x1p62
                && new BigDecimal(value).multiply(UNITS).stripTrailingZeros().scale() <= 0;
        assertEquals(fits, FixedSum.fits(value));
        if (fits) {
            BigInteger expected = new BigDecimal(value).multiply(UNITS).toBigIntegerExact();
            assertEquals(expected, big(FixedSum.high(value), FixedSum.low(value)));
            assertEquals(value + 0.0, FixedSum.toDouble(FixedSum.high(value), FixedSum.low(value)));
        }
    }

    @Property(tries = 5000)
    void becomesTheNearestDouble(@ForAll("words") long high, @ForAll("words") long low) {
        assertEquals(new BigDecimal(big(high, low)).divide(UNITS).doubleValue(), FixedSum.toDouble(high, low));
        assertEquals(new BigDecimal(big(high, low)).doubleValue(), Int128.toDouble(high, low));
    }

    @Property(tries = 5000)
    void addsWithOverflowDetected(
            @ForAll("words") long high,
            @ForAll("words") long low,
            @ForAll("words") long high2,
            @ForAll("words") long low2) {
        BigInteger real = big(high, low).add(big(high2, low2));
        long sumHigh = Int128.addHigh(high, low, high2, low2);
        long sumLow = Int128.addLow(low, low2);
        assertEquals(real.bitLength() > 127, Int128.overflows(high, high2, sumHigh));
        if (real.bitLength() <= 127) {
            assertEquals(real, big(sumHigh, sumLow));
            assertEquals(real.bitLength() <= 63, Int128.fitsLong(sumHigh, sumLow));
        }
    }

    @Provide
    Arbitrary<Long> words() {
        Arbitrary<Long> ties = Arbitraries.integers().between(0, 63).map(shift -> 1L << shift);
        Arbitrary<Long> runs = Arbitraries.integers().between(0, 63).map(shift -> -1L >>> shift);
        return Arbitraries.oneOf(
                Arbitraries.longs(), ties, runs, Arbitraries.of(0L, -1L, Long.MIN_VALUE, Long.MAX_VALUE));
    }

    @Test
    void carriesIntegersBeyondInt64AndBack() {
        long high = Int128.addHigh(0, Long.MAX_VALUE, 0, 1);
        long low = Int128.addLow(Long.MAX_VALUE, 1);
        assertEquals(false, Int128.fitsLong(high, low));
        assertEquals(0x1p63, Int128.toDouble(high, low));
        long backHigh = Int128.addHigh(high, low, -1, -1);
        assertEquals(Long.MAX_VALUE, Int128.toLongExact(backHigh, Int128.addLow(low, -1)));
    }

    private static BigInteger big(long high, long low) {
        return BigInteger.valueOf(high).shiftLeft(64).add(new BigInteger(Long.toUnsignedString(low)));
    }
}
