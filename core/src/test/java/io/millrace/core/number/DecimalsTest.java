package io.millrace.core.number;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecimalsTest {
    private static final long MOST = 999_999_999_999_999_999L;
    private final TextParser parser = new TextParser();

    @Property(tries = 20_000)
    void convertsToTheNearestDouble(
            @ForAll @LongRange(min = -MOST, max = MOST) long unscaled, @ForAll @IntRange(max = 18) int scale) {
        double expected = BigDecimal.valueOf(unscaled, scale).doubleValue();
        assertEquals(expected, Decimals.toDouble(unscaled, scale));
    }

    /** Decimals next to the middle between two doubles. */
    @Property(tries = 20_000)
    void convertsToTheNearestDoubleAlsoNearTies(@ForAll Random random, @ForAll @IntRange(min = 1, max = 18) int scale) {
        double low = random.nextDouble() * Math.pow(10, 18 - scale);
        BigDecimal middle =
                new BigDecimal(low).add(new BigDecimal(Math.nextUp(low))).divide(BigDecimal.valueOf(2));
        long unscaled =
                middle.setScale(scale, RoundingMode.DOWN).unscaledValue().longValue();
        for (long near = Math.max(unscaled - 2, -MOST); near <= Math.min(unscaled + 2, MOST); near++) {
            assertEquals(
                    Double.parseDouble(BigDecimal.valueOf(near, scale).toString()), Decimals.toDouble(near, scale));
        }
    }

    @Property(tries = 20_000)
    void roundsDoublesHalfAwayFromZero(
            @ForAll Random random,
            @ForAll @IntRange(min = 1, max = 18) int precision,
            @ForAll @IntRange(max = 18) int digits) {
        int scale = Math.min(digits, precision);
        double value = sample(random);
        long expected = expected(new BigDecimal(value), precision, scale);
        assertEquals(expected, Decimals.fromDouble(value, precision, scale), () -> value + " at " + scale);
    }

    private static double sample(Random random) {
        return switch (random.nextInt(5)) {
            case 0 -> random.nextInt(4000) / 1024.0 * (random.nextBoolean() ? 1 : -1);
            case 1 -> random.nextInt(100_000) / 1000.0;
            case 2 -> Math.scalb(random.nextDouble() - 0.5, random.nextInt(130) - 65);
            case 3 -> Math.nextUp(random.nextInt(1000) + 0.5);
            default -> {
                double any = Double.longBitsToDouble(random.nextLong());
                yield Double.isFinite(any) ? any : Double.MIN_VALUE;
            }
        };
    }

    @Property(tries = 20_000)
    void rescalesHalfAwayFromZero(
            @ForAll long any,
            @ForAll @IntRange(max = 18) int from,
            @ForAll @IntRange(min = 1, max = 18) int precision,
            @ForAll @IntRange(max = 18) int digits) {
        int scale = Math.min(digits, precision);
        long unscaled = from == 0 ? any : any % (MOST + 1);
        BigDecimal value = BigDecimal.valueOf(unscaled, from);
        assertEquals(expected(value, precision, scale), Decimals.rescale(unscaled, from, precision, scale));
        long small = any % 2000;
        assertEquals(
                expected(BigDecimal.valueOf(small, from), precision, scale),
                Decimals.rescale(small, from, precision, scale));
    }

    private static long expected(BigDecimal value, int precision, int scale) {
        BigInteger unscaled = value.setScale(scale, RoundingMode.HALF_UP).unscaledValue();
        return unscaled.abs().compareTo(BigInteger.TEN.pow(precision)) < 0 ? unscaled.longValue() : Decimals.OUTSIDE;
    }

    @Property(tries = 20_000)
    void writesWhatReadsBack(
            @ForAll @LongRange(min = -MOST, max = MOST) long any,
            @ForAll @IntRange(max = 18) int cut,
            @ForAll @IntRange(max = 18) int scale) {
        long unscaled = any / Decimals.powerOfTen(cut);
        String text = DecimalText.toString(unscaled, scale);
        assertEquals(BigDecimal.valueOf(unscaled, scale).toPlainString(), text);
        byte[] utf8 = text.getBytes(UTF_8);
        assertEquals(null, parser.parseDecimal(utf8, 0, utf8.length, 18, scale));
        assertEquals(unscaled, parser.longValue());
    }

    @Test
    void writesTheWidestNumbers() {
        assertEquals("-0.999999999999999999", DecimalText.toString(-MOST, 18));
        assertEquals("-9223372036854775808", DecimalText.toString(Long.MIN_VALUE, 0));
        assertEquals("-9.223372036854775808", DecimalText.toString(Long.MIN_VALUE, 18));
    }

    @ParameterizedTest
    @CsvSource({
        "12.30, 1230",
        "12.3, 1230",
        "12, 1200",
        "+12., 1200",
        ".5, 50",
        "-0.05, -5",
        "-0, 0",
        "000012.340000000000000000000000, 1234",
        "1.23e1, 1230",
        "1230E-2, 1230",
        "0.0000000000123e12, 1230",
        "999.99, 99999",
        "0e999999999999999999999999, 0",
        "1e-1, 10"
    })
    void readsWhatIsADecimalAsItStands(String text, long unscaled) {
        assertEquals(null, exact(text));
        assertEquals(unscaled, parser.longValue());
    }

    @ParameterizedTest
    @CsvSource({
        "1.234, more than 2 digits behind the point",
        "0.001, more than 2 digits behind the point",
        "1e-3, more than 2 digits behind the point",
        "1e-999999999999999999999, more than 2 digits behind the point",
        "1000, more than 3 digits before the point",
        "-1000.00, more than 3 digits before the point",
        "999.995, more than 3 digits before the point",
        "1e3, more than 3 digits before the point",
        "1e999999999999999999999, more than 3 digits before the point",
        "100000000000000000000000000000000, more than 3 digits before the point",
        "'', not a number",
        "., not a number",
        "-, not a number",
        "1e, not a number",
        "e1, not a number",
        "1.2.3, not a number",
        "' 1', not a number",
        "'1,5', not a number",
        "NaN, not a number",
        "0x1, not a number"
    })
    void refusesWhatIsNoDecimalAsItStands(String text, String problem) {
        assertEquals(problem, exact(text));
    }

    private @Nullable String exact(String text) {
        byte[] utf8 = ("9" + text + "9").getBytes(UTF_8);
        return parser.parseDecimal(utf8, 1, utf8.length - 1, 5, 2);
    }

    @Property(tries = 20_000)
    void readsAndRoundsAsBigDecimalDoes(@ForAll Random random, @ForAll @IntRange(min = 1, max = 18) int precision) {
        int scale = random.nextInt(precision + 1);
        StringBuilder text = new StringBuilder(random.nextBoolean() ? "-" : "");
        for (int i = random.nextInt(24); i >= 0; i--) {
            text.append(random.nextInt(3) == 0 ? "0" : random.nextInt(3) == 0 ? "9" : "" + random.nextInt(10));
        }
        if (random.nextBoolean()) {
            text.insert(text.length() - random.nextInt(text.length() - text.lastIndexOf("-") - 1), '.');
        }
        text.append(random.nextInt(3) == 0 ? "e" + (random.nextInt(50) - 25) : "");
        byte[] utf8 = text.toString().getBytes(UTF_8);
        String problem = parser.parseRoundedDecimal(utf8, 0, utf8.length, precision, scale);
        long found = problem == null ? parser.longValue() : Decimals.OUTSIDE;
        BigDecimal value = new BigDecimal(text.toString());
        assertEquals(expected(value, precision, scale), found, text::toString);
        boolean exact = value.setScale(scale, RoundingMode.DOWN).compareTo(value) == 0;
        String strict = parser.parseDecimal(utf8, 0, utf8.length, precision, scale);
        assertEquals(problem == null && exact, strict == null, text::toString);
    }

    @ParameterizedTest
    @CsvSource({
        "nan, true",
        "-NaN, true",
        "+inf, true",
        "-Infinity, true",
        "INFINITY, true",
        "infinit, false",
        "na, false",
        "nano, false",
        "--inf, false",
        "'', false",
        "-, false"
    })
    void knowsWhatSaysThatItIsNotFinite(String text, boolean expected) {
        byte[] utf8 = ("x" + text + "x").getBytes(UTF_8);
        assertEquals(expected, TextParser.isNonFinite(utf8, 1, utf8.length - 1));
    }
}
