package io.millrace.core.number;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.SplittableRandom;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

class DoubleTextTest {
    private static final int RANDOM_NUMBERS = 2_000_000;

    @Test
    void writesAsDocumented() {
        assertEquals("0.0", DoubleText.toString(0.0));
        assertEquals("-0.0", DoubleText.toString(-0.0));
        assertEquals("3.0", DoubleText.toString(3));
        assertEquals("-1200.0", DoubleText.toString(-1200));
        assertEquals("0.1", DoubleText.toString(0.1));
        assertEquals("123.456", DoubleText.toString(123.456));
        assertEquals("0.00001", DoubleText.toString(1e-5));
        assertEquals("0.000012345", DoubleText.toString(1.2345e-5));
        assertEquals("9.9E-6", DoubleText.toString(9.9e-6));
        assertEquals("1.5E-7", DoubleText.toString(1.5e-7));
        assertEquals("9999999999999998.0", DoubleText.toString(1e16 - 2));
        assertEquals("1.0E16", DoubleText.toString(1e16));
        assertEquals("1.0E23", DoubleText.toString(Double.parseDouble("1e23")));
        assertEquals("4.9E-324", DoubleText.toString(Double.MIN_VALUE));
        assertEquals("9.9E-324", DoubleText.toString(2 * Double.MIN_VALUE));
        assertEquals("2.2250738585072014E-308", DoubleText.toString(Double.MIN_NORMAL));
        assertEquals("-1.7976931348623157E308", DoubleText.toString(-Double.MAX_VALUE));
        assertEquals("NaN", DoubleText.toString(Double.NaN));
        assertEquals("-Infinity", DoubleText.toString(Double.NEGATIVE_INFINITY));
    }

    @Test
    void readsBackForRandomBits() {
        SplittableRandom random = new SplittableRandom(20241031);
        for (int i = 0; i < RANDOM_NUMBERS; i++) {
            double value = random(random, i);
            assertEquals(value, Double.parseDouble(DoubleText.toString(value)));
        }
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_19)
    void hasTheDigitsOfJavaSince19() {
        SplittableRandom random = new SplittableRandom(19);
        for (int i = 0; i < RANDOM_NUMBERS; i++) {
            assertSameDigits(random(random, i));
        }
        for (int exponent = 0; exponent < 2047; exponent++) {
            double power = Double.longBitsToDouble((long) exponent << 52);
            assertSameDigits(Math.nextDown(power));
            assertSameDigits(power);
            assertSameDigits(Math.nextUp(power));
        }
        for (int count = 1; count < 10_000; count++) {
            assertSameDigits(count * Double.MIN_VALUE);
        }
    }

    private static void assertSameDigits(double value) {
        BigDecimal java = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        assertEquals(java, new BigDecimal(DoubleText.toString(value)).stripTrailingZeros());
    }

    @Property(tries = 20000)
    void isAsShortAndNearAsPossible(@ForAll("numbers") double value) {
        BigDecimal written = new BigDecimal(DoubleText.toString(value)).stripTrailingZeros();
        BigDecimal exact = new BigDecimal(value);
        int digits = Math.max(2, written.precision());
        assertEquals(value, written.doubleValue());
        if (digits > 2) {
            for (RoundingMode mode : new RoundingMode[] {RoundingMode.UP, RoundingMode.DOWN}) {
                BigDecimal shorter = exact.round(new MathContext(digits - 1, mode));
                assertTrue(shorter.doubleValue() != value, () -> "shorter than " + written + ": " + shorter);
            }
        }
        BigDecimal nearest = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
        int order =
                written.subtract(exact).abs().compareTo(nearest.subtract(exact).abs());
        assertTrue(order == 0 || nearest.doubleValue() != value, () -> written + " but nearer " + nearest);
    }

    @Provide
    Arbitrary<Double> numbers() {
        Arbitrary<Double> bits = Arbitraries.longs().map(Double::longBitsToDouble);
        Arbitrary<Double> powers = Arbitraries.integers().between(-1074, 1023).map(power -> Math.scalb(1.0, power));
        Arbitrary<Double> tens =
                Arbitraries.integers().between(-323, 308).map(power -> Double.parseDouble("1e" + power));
        Arbitrary<Double> ratios =
                Arbitraries.integers().between(1, 100_000).tuple2().map(pair -> (double) pair.get1() / pair.get2());
        return Arbitraries.oneOf(bits, powers, tens, ratios).filter(value -> Double.isFinite(value) && value != 0);
    }

    @Test
    void writesIntoBytesAndBuilders() {
        byte[] line = new byte[2 + DoubleText.MAX_BYTES];
        assertEquals(26, DoubleText.write(-2.2250738585072014E-308, line, 2));
        StringBuilder builder = new StringBuilder("x=");
        DoubleText.append(0.25, builder);
        assertEquals("x=0.25", builder.toString());
    }

    private static double random(SplittableRandom random, int turn) {
        double value;
        do {
            value = turn % 2 == 0
                    ? Double.longBitsToDouble(random.nextLong())
                    : random.nextInt(1_000_000) / (double) (1 + random.nextInt(100_000));
        } while (!Double.isFinite(value));
        return value;
    }
}
