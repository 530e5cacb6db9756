package io.millrace.core.number;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads values from UTF-8 text, strictly: nothing is trimmed, nothing may follow.
 *
 * <p>Each method returns null and keeps the value, or returns what is wrong with the text, in words that follow the
 * text in a message. Without allocation, but for doubles of many digits. Not for use by several threads.
 */
public final class TextParser {
    private static final double[] POWERS_OF_TEN = powersOfTen();
    private static final long MOST_EXACT = 1L << 53;
    private static final long MOST_EXPONENT = 1L << 40;
    private static final String NO_TIME = "not a time such as 2024-10-31 or 2024-10-31 12:00:00";

    private final DecimalDigits digits = new DecimalDigits();
    private long longValue;
    private double doubleValue;
    private byte[] bytes = new byte[0];
    private int place;
    private int end;

    private static double[] powersOfTen() {
        double[] powers = new double[23];
        powers[0] = 1;
        for (int i = 1; i < powers.length; i++) {
            powers[i] = powers[i - 1] * 10;
        }
        return powers;
    }

    /** The integer, the boolean (0 or 1), the time in microseconds or the decimal (times 10^scale) that was read last. */
    public long longValue() {
        return longValue;
    }

    /** The double that was read last; finite, never -0.0. */
    public double doubleValue() {
        return doubleValue;
    }

    /** Digits, with or without a sign before them. */
    public @Nullable String parseLong(byte[] source, int from, int to) {
        start(source, from, to);
        boolean negative = sign();
        if (place == end) {
            return "not an integer";
        }
        long value = 0;
        boolean fits = true;
        while (place < end) {
            int digit = digit();
            if (digit < 0) {
                return "not an integer";
            }
            // negative numbers reach further
            fits &= value > -922337203685477580L || value == -922337203685477580L && digit <= 8;
            value = value * 10 - digit;
        }
        if (!fits || !negative && value == Long.MIN_VALUE) {
            return "outside int64";
        }
        longValue = negative ? value : -value;
        return null;
    }

    /** {@code true} or {@code false}, in capitals or not. */
    public @Nullable String parseBoolean(byte[] source, int from, int to) {
        if (isWord("true", source, from, to)) {
            longValue = 1;
            return null;
        }
        if (isWord("false", source, from, to)) {
            longValue = 0;
            return null;
        }
        return "neither true nor false";
    }

    private static boolean isWord(String word, byte[] source, int from, int to) {
        if (to - from != word.length()) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            if ((source[from + i] | 0x20) != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Decimal digits with or without sign, point and exponent; the nearest double. */
    public @Nullable String parseDouble(byte[] source, int from, int to) {
        start(source, from, to);
        boolean negative = sign();
        long significand = 0;
        boolean exact = true;
        int scale = 0;
        int digits = 0;
        boolean point = false;
        for (; place < end; place++) {
            int digit = source[place] - '0';
            if (digit >= 0 && digit <= 9) {
                digits++;
                exact &= significand < MOST_EXACT / 10;
                significand = exact ? significand * 10 + digit : significand;
                scale += point ? 1 : 0;
            } else if (source[place] == '.' && !point) {
                point = true;
            } else {
                break;
            }
        }
        if (digits == 0 || !exponent()) {
            return "not a number";
        }
        long power = longValue - scale;
        if (exact && Math.abs(power) < POWERS_OF_TEN.length) {
            // both operands are exact, so that the one operation rounds once (Clinger 1990)
            double value =
                    power < 0 ? significand / POWERS_OF_TEN[(int) -power] : significand * POWERS_OF_TEN[(int) power];
            doubleValue = (negative ? -value : value) + 0.0;
            return null;
        }
        doubleValue = Double.parseDouble(new String(source, from, to - from, StandardCharsets.US_ASCII)) + 0.0;
        return Double.isInfinite(doubleValue) ? "outside the range of doubles" : null;
    }

    /**
     * Whether the text is what stands for no finite number elsewhere, with or without sign: {@code nan}, {@code inf} or
     * {@code infinity}, in capitals or not.
     */
    public static boolean isNonFinite(byte[] source, int from, int to) {
        boolean signed = from < to && (source[from] == '-' || source[from] == '+');
        int start = signed ? from + 1 : from;
        return isWord("nan", source, start, to)
                || isWord("inf", source, start, to)
                || isWord("infinity", source, start, to);
    }

    /**
     * A number as {@link #parseDouble} reads it that is a decimal of that type as it stands: more digits behind the
     * point than the scale are a problem, unless they are zeros.
     */
    public @Nullable String parseDecimal(byte[] source, int from, int to, int precision, int scale) {
        String problem = parseRoundedDecimal(source, from, to, precision, scale);
        return problem == null && !digits.isExact() ? "more than " + scale + " digits behind the point" : problem;
    }

    /** As {@link #parseDecimal}, but rounded half away from zero to the scale. */
    public @Nullable String parseRoundedDecimal(byte[] source, int from, int to, int precision, int scale) {
        start(source, from, to);
        boolean negative = sign();
        int first = place;
        int whole = skipDigits();
        int count = whole + (skip('.') ? skipDigits() : 0);
        int last = place;
        if (count == 0 || !exponent()) {
            return "not a number";
        }
        digits.read(source, first, last, longValue + whole - 1, scale);
        long unscaled = digits.rounded(precision);
        if (unscaled == Decimals.OUTSIDE) {
            return "more than " + (precision - scale) + " digits before the point";
        }
        longValue = negative ? -unscaled : unscaled;
        return null;
    }

    private int skipDigits() {
        int from = place;
        while (place < end && bytes[place] >= '0' && bytes[place] <= '9') {
            place++;
        }
        return place - from;
    }

    /** Reads an exponent, if there is one, into {@code longValue}; whether the text ends well. */
    private boolean exponent() {
        longValue = 0;
        if (place == end) {
            return true;
        }
        if ((bytes[place++] | 0x20) != 'e') {
            return false;
        }
        boolean negative = sign();
        if (place == end) {
            return false;
        }
        long value = 0;
        while (place < end) {
            int digit = digit();
            if (digit < 0) {
                return false;
            }
            value = Math.min(value * 10 + digit, MOST_EXPONENT);
        }
        longValue = negative ? -value : value;
        return true;
    }

    /**
     * A date, or date and time with a space or {@code T} between, with or without fraction of a second and zone
     * ({@code Z}, {@code +02:00}); without zone it is UTC. What is finer than microseconds is floored.
     */
    public @Nullable String parseTimestamp(byte[] source, int from, int to) {
        start(source, from, to);
        int year = digits(4);
        boolean good = skip('-');
        int month = digits(2);
        good &= skip('-');
        int day = digits(2);
        if (!good || (year | month | day) < 0) {
            return NO_TIME;
        }
        if (month < 1 || month > 12 || day < 1 || day > CivilDate.daysOf(year, month)) {
            return "a date that does not exist";
        }
        long micros = CivilDate.epochDay(year, month, day) * 86_400_000_000L;
        longValue = micros;
        return place == end ? null : parseTime(micros);
    }

    private @Nullable String parseTime(long midnight) {
        boolean good = skip('T') || skip('t') || skip(' ');
        int hour = digits(2);
        good &= skip(':');
        int minute = digits(2);
        int second = 0;
        long fraction = 0;
        if (good && skip(':')) {
            second = digits(2);
            if (skip('.')) {
                fraction = fraction();
            }
        }
        long offset = place == end ? 0 : offset();
        if (!good || (hour | minute | second) < 0 || fraction < 0 || offset == Long.MIN_VALUE) {
            return NO_TIME;
        }
        if (hour > 23 || minute > 59 || second > 59) {
            return "a time of day that does not exist";
        }
        longValue = midnight + ((hour * 60L + minute) * 60 + second) * 1_000_000 + fraction - offset;
        return null;
    }

    private long fraction() {
        long micros = 0;
        int count = 0;
        while (place < end && bytes[place] >= '0' && bytes[place] <= '9') {
            micros = count < 6 ? micros * 10 + bytes[place] - '0' : micros;
            count++;
            place++;
        }
        for (int i = count; i < 6; i++) {
            micros *= 10;
        }
        return count == 0 ? -1 : micros;
    }

    /** The zone's microseconds ahead of UTC; {@link Long#MIN_VALUE} where it is none. */
    private long offset() {
        if (skip('Z') || skip('z')) {
            return place == end ? 0 : Long.MIN_VALUE;
        }
        boolean behind = place < end && bytes[place] == '-';
        if (!skip('+') && !skip('-')) {
            return Long.MIN_VALUE;
        }
        int hours = digits(2);
        boolean colon = skip(':');
        int minutes = place == end && !colon ? 0 : digits(2);
        if (hours < 0 || hours > 18 || minutes < 0 || minutes > 59 || place != end) {
            return Long.MIN_VALUE;
        }
        long micros = (hours * 60L + minutes) * 60_000_000;
        return behind ? -micros : micros;
    }

    private void start(byte[] source, int from, int to) {
        bytes = source;
        place = from;
        end = to;
    }

    private boolean sign() {
        if (place < end && (bytes[place] == '-' || bytes[place] == '+')) {
            return bytes[place++] == '-';
        }
        return false;
    }

    private boolean skip(char expected) {
        boolean there = place < end && bytes[place] == expected;
        place += there ? 1 : 0;
        return there;
    }

    /** The next digit, -1 where there is none. */
    private int digit() {
        int digit = place < end ? bytes[place++] - '0' : -1;
        return digit > 9 ? -1 : digit;
    }

    /** The next digits as a number, negative where there are not as many. */
    private int digits(int count) {
        int value = 0;
        for (int i = 0; i < count; i++) {
            int digit = digit();
            if (digit < 0) {
                return -1;
            }
            value = value * 10 + digit;
        }
        return value;
    }
}
