package io.millrace.core.feature;

import java.math.BigInteger;
import java.time.Instant;
import java.time.YearMonth;
import java.time.format.TextStyle;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Points in time as people write them: {@code 2024-10-31}, {@code 2024-10-31 12:00:00.25},
 * {@code 2024-10-31T12:00:00Z}, {@code 2024-10-31T14:00:00+02:00}. A date is its midnight, a time without zone is UTC,
 * and what is finer than a microsecond is floored. A year of more than four digits begins with a sign.
 */
public final class Times {
    private static final Pattern SHAPE = Pattern.compile("([+-]?[0-9]{4,6})-([0-9]{1,2})-([0-9]{1,2})"
            + "(?:[ Tt]([0-9]{1,2}):([0-9]{2})(?::([0-9]{2})(?:[.,]([0-9]{1,40}))?)?"
            + " ?([Zz]|UTC|([+-])([0-9]{2})(?::?([0-9]{2}))?)?)?");
    private static final String EXAMPLES =
            "write for example 2024-10-31, 2024-10-31 12:00:00 (UTC) or 2024-10-31T12:00:00+02:00";
    private static final BigInteger SECOND = BigInteger.valueOf(1_000_000);

    private Times() {}

    /**
     * @throws IllegalArgumentException where the text is no point in time; the message says why
     */
    public static Instant parse(String text) {
        return toInstant(parseMicros(text));
    }

    /** The point in time that lies so many microseconds after 1970-01-01T00:00:00Z. */
    public static Instant toInstant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    /**
     * The point in time as microseconds since 1970-01-01T00:00:00Z.
     *
     * @throws IllegalArgumentException where the text is no point in time; the message says why
     */
    public static long parseMicros(String text) {
        Matcher matcher = SHAPE.matcher(text.strip());
        if (!matcher.matches()) {
            throw new IllegalArgumentException("\"" + text + "\" is no date or time; " + EXAMPLES);
        }
        Parts parts = new Parts(text, matcher);
        BigInteger seconds = BigInteger.valueOf(parts.days() * 86_400 + parts.secondOfDay() - parts.offset());
        try {
            return seconds.multiply(SECOND)
                    .add(BigInteger.valueOf(parts.micros()))
                    .longValueExact();
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("\"" + text + "\" lies beyond what microseconds in 64 bits can tell", e);
        }
    }

    /** The text that reads back as this point in time: {@code 2024-10-31 12:00:00}, with a fraction where there is one. */
    public static String print(long micros) {
        String text = toInstant(micros).toString();
        return text.substring(0, text.length() - 1).replace('T', ' ');
    }

    /** The groups of {@link #SHAPE}, each checked for what exists. */
    private record Parts(String text, Matcher matcher) {

        long days() {
            int year = Integer.parseInt(matcher.group(1));
            int month = within("month", 1, 12, matcher.group(2));
            YearMonth yearMonth = YearMonth.of(year, month);
            int day = number(matcher.group(3));
            if (!yearMonth.isValidDay(day)) {
                String name = yearMonth.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
                throw wrong(name + " " + matcher.group(1) + " has days 1 to " + yearMonth.lengthOfMonth());
            }
            return yearMonth.atDay(day).toEpochDay();
        }

        long secondOfDay() {
            return within("hour", 0, 23, matcher.group(4)) * 3_600L
                    + within("minute", 0, 59, matcher.group(5)) * 60L
                    + within("second", 0, 59, matcher.group(6));
        }

        long micros() {
            String fraction = matcher.group(7);
            return fraction == null ? 0 : Long.parseLong((fraction + "00000").substring(0, 6));
        }

        /** Seconds ahead of UTC. */
        long offset() {
            String sign = matcher.group(9);
            if (sign == null) {
                return 0;
            }
            long offset = within("offset's hour", 0, 18, matcher.group(10)) * 3_600L
                    + within("offset's minute", 0, 59, matcher.group(11)) * 60L;
            return sign.equals("-") ? -offset : offset;
        }

        private int within(String part, int least, int most, @Nullable String digits) {
            int value = digits == null ? 0 : number(digits);
            if (value < least || value > most) {
                throw wrong("the " + part + " is " + value + ", and must be " + least + " to " + most);
            }
            return value;
        }

        private static int number(String digits) {
            return Integer.parseInt(digits);
        }

        private IllegalArgumentException wrong(String reason) {
            return new IllegalArgumentException("\"" + text + "\" does not exist: " + reason);
        }
    }
}
