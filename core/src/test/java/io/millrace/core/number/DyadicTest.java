package io.millrace.core.number;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** Against BigDecimal. */
class DyadicTest {
    @Provide
    Arbitrary<Double> doubles() {
        Arbitrary<Double> bits =
                Arbitraries.longs().map(Double::longBitsToDouble).filter(Double::isFinite);
        Arbitrary<Double> special = Arbitraries.of(
                0.0,
                1.0,
                3.0,
                -0.1,
                Double.MIN_VALUE,
                -Double.MIN_VALUE,
                Double.MIN_NORMAL,
                Double.MAX_VALUE,
                -Double.MAX_VALUE,
                0x1p53,
                0x1.fffffffffffffp52);
        Arbitrary<Double> whole = Arbitraries.longs().between(-1000, 1000).map(i -> (double) i);
        return Arbitraries.oneOf(bits, special, whole);
    }

    @Property
    void takesADoubleApart(@ForAll("doubles") double value) {
        assertEquals(value + 0.0, Math.scalb((double) Significand.of(value), Significand.exponent(value)) + 0.0);
        assertEquals(value + 0.0, Dyadic.of(value).value());
    }

    @Property
    void computesExactlyAndRoundsOnce(
            @ForAll("doubles") double a, @ForAll("doubles") double b, @ForAll("doubles") double c, @ForAll long n) {
        Dyadic result = Dyadic.of(a)
                .times(Dyadic.of(b))
                .minus(Dyadic.of(c).times(Dyadic.of(n)))
                .plus(Dyadic.of(a));
        BigDecimal expected = new BigDecimal(a)
                .multiply(new BigDecimal(b))
                .subtract(new BigDecimal(c).multiply(BigDecimal.valueOf(n)))
                .add(new BigDecimal(a));
        assertEquals(expected.signum(), result.signum());
        assertEquals(expected.doubleValue() + 0.0, result.value());
    }

    /** 1100 digits decide every quotient that is no tie; ties have far fewer digits and are exact in them. */
    @Property
    void dividesExactlyAndRoundsOnce(@ForAll("doubles") double a, @ForAll("doubles") double b) {
        Assume.that(b != 0);
        BigDecimal expected = new BigDecimal(a).divide(new BigDecimal(b), new MathContext(1100, RoundingMode.DOWN));
        assertEquals(expected.doubleValue() + 0.0, Dyadic.of(a).dividedBy(Dyadic.of(b)));
    }

    @Test
    void roundsTiesToEvenAndOverflowsToInfinity() {
        Dyadic two = Dyadic.of(2L);
        assertEquals(0x1p52, Dyadic.of((1L << 53) + 1).dividedBy(two));
        assertEquals(0x1p52 + 2, Dyadic.of((1L << 53) + 3).dividedBy(two));
        assertEquals(0.0, Dyadic.of(Double.MIN_VALUE).dividedBy(two));
        assertEquals(0L, Double.doubleToRawLongBits(Dyadic.of(-Double.MIN_VALUE).dividedBy(two)));
        assertEquals(2 * Double.MIN_VALUE, Dyadic.of(3 * Double.MIN_VALUE).dividedBy(two));
        assertEquals(Double.POSITIVE_INFINITY, Dyadic.of(Double.MAX_VALUE).dividedBy(Dyadic.of(0.5)));
        assertEquals(Double.NEGATIVE_INFINITY, new Dyadic(BigInteger.ONE.negate(), 1024).value());
        assertEquals(1.0 / 3, Dyadic.of(1L).dividedBy(Dyadic.of(3L)));
    }
}
