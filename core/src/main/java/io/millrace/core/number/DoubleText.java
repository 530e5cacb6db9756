package io.millrace.core.number;

import java.nio.charset.StandardCharsets;

/**
 * Doubles as the shortest decimal text that reads back to the same double, the same on every Java.
 *
 * <p>Of the decimals with the fewest digits (one digit counts as two, because one digit stands after the point in any
 * case) it is the one nearest to the double. Plain with at least one digit after the point from 1e-5 to below 1e16:
 * {@code 3.0}, {@code 0.00001}; with an exponent elsewhere: {@code 1.5E-7}, {@code 1.0E16}.
 */
public final class DoubleText {
    /** The most bytes that one number takes. */
    public static final int MAX_BYTES = 24;

    private static final long SIGNIFICAND_MASK = (1L << 52) - 1;
    private static final int MOST_PLAIN = 16;
    private static final int LEAST_PLAIN = -5;

    private DoubleText() {}

    public static String toString(double value) {
        byte[] line = new byte[MAX_BYTES];
        return new String(line, 0, write(value, line, 0), StandardCharsets.US_ASCII);
    }

    /** Appends the text of the number. */
    public static void append(double value, StringBuilder target) {
        target.append(toString(value));
    }

    /**
     * Writes the text of the number as ASCII at {@code at}, at most {@link #MAX_BYTES}; returns the place after the last
     * byte. What is not finite is {@code NaN}, {@code Infinity} or {@code -Infinity}.
     */
    public static int write(double value, byte[] target, int at) {
        long bits = Double.doubleToRawLongBits(value);
        int exponent = (int) (bits >>> 52) & 0x7ff;
        if (exponent == 0x7ff) {
            return writeWord(Double.toString(value), target, at);
        }
        int place = at;
        if (bits < 0) {
            target[place++] = '-';
        }
        long significand = bits & SIGNIFICAND_MASK;
        if (exponent == 0 && significand == 0) {
            return writeWord("0.0", target, place);
        }
        if (exponent != 0) {
            significand |= 1L << 52;
        }
        int binary = Math.max(exponent, 1) - 1075;
        if (binary < 0 && binary > -53 && (significand & (1L << -binary) - 1) == 0) {
            return writeDigits(significand >>> -binary, 0, target, place);
        }
        int decimal = ShortestDecimal.exponent(significand, binary);
        return writeDigits(ShortestDecimal.digits(significand, binary, decimal), decimal, target, place);
    }

    /** Writes {@code digits} times 10^{@code exponent}. */
    private static int writeDigits(long digits, int exponent, byte[] target, int at) {
        long shortened = digits;
        int power = exponent;
        while (shortened % 10 == 0) {
            shortened /= 10;
            power++;
        }
        int length = LongText.digits(shortened);
        int point = length + power;
        if (point > MOST_PLAIN || point <= LEAST_PLAIN) {
            return writeScientific(shortened, length, point - 1, target, at);
        }
        return point > 0
                ? writePlain(shortened, length, point, target, at)
                : writeFraction(shortened, length, point, target, at);
    }

    /** A number from 1 up, of which {@code point} digits stand before the point. */
    private static int writePlain(long digits, int length, int point, byte[] target, int at) {
        int whole = Math.min(length, point);
        int after = length - whole;
        long power = powerOfTen(after);
        int place = write(digits / power, whole, target, at);
        for (int i = whole; i < point; i++) {
            target[place++] = '0';
        }
        target[place++] = '.';
        return write(digits % power, Math.max(after, 1), target, place);
    }

    /** A number below 1 with {@code -point} zeros after the point. */
    private static int writeFraction(long digits, int length, int point, byte[] target, int at) {
        int place = at;
        target[place++] = '0';
        target[place++] = '.';
        for (int i = point; i < 0; i++) {
            target[place++] = '0';
        }
        return write(digits, length, target, place);
    }

    private static int writeScientific(long digits, int length, int exponent, byte[] target, int at) {
        int place = writePlain(digits, length, 1, target, at);
        target[place++] = 'E';
        return LongText.write(exponent, target, place);
    }

    /** Writes the number with as many digits, zeros before it where it has fewer. */
    private static int write(long number, int length, byte[] target, int at) {
        long rest = number;
        for (int i = at + length - 1; i >= at; i--) {
            target[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        return at + length;
    }

    private static long powerOfTen(int exponent) {
        long power = 1;
        for (int i = 0; i < exponent; i++) {
            power *= 10;
        }
        return power;
    }

    private static int writeWord(String word, byte[] target, int at) {
        for (int i = 0; i < word.length(); i++) {
            target[at + i] = (byte) word.charAt(i);
        }
        return at + word.length();
    }
}
