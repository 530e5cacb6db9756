package io.millrace.core.feature;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lengths of time as people write them: {@code 30d}, {@code 12h}, {@code 90m}, {@code 45s}, {@code 2w}, {@code 7 days},
 * {@code 1 day 12 hours}. The units are seconds, minutes, hours, days (24 hours) and weeks; months and years are refused,
 * because they are not always equally long.
 */
public final class Lengths {
    private static final long SECOND = 1_000_000L;
    private static final long DAY = 86_400 * SECOND;
    private static final Pattern PART =
            Pattern.compile("([+-]?(?:[0-9]{1,30}\\.?[0-9]{0,30}|\\.[0-9]{1,30}))\\s*(\\p{L}+)\\s*");
    private static final Map<String, Long> UNITS = Map.ofEntries(
            Map.entry("s", SECOND),
            Map.entry("second", SECOND),
            Map.entry("m", 60 * SECOND),
            Map.entry("minute", 60 * SECOND),
            Map.entry("h", 3_600 * SECOND),
            Map.entry("hour", 3_600 * SECOND),
            Map.entry("d", DAY),
            Map.entry("day", DAY),
            Map.entry("w", 7 * DAY),
            Map.entry("week", 7 * DAY));
    private static final List<String> LONG_UNITS = List.of("seconds", "minutes", "hours", "days", "weeks");
    private static final String EXAMPLES = "write for example 30d, 12h, 90m, 45s, 2w or 7 days";

    private Lengths() {}

    /**
     * A length of time, to the microsecond.
     *
     * @throws IllegalArgumentException where the text is none; the message says why
     */
    public static Duration parse(String text) {
        return Duration.of(parseMicros(text), ChronoUnit.MICROS);
    }

    /**
     * A length of time in microseconds.
     *
     * @throws IllegalArgumentException where the text is none; the message says why
     */
    public static long parseMicros(String text) {
        String rest = text.strip();
        BigDecimal total = BigDecimal.ZERO;
        do {
            Matcher matcher = PART.matcher(rest);
            if (!matcher.lookingAt()) {
                throw new IllegalArgumentException("\"" + text + "\" is no length of time; " + EXAMPLES);
            }
            BigDecimal number = new BigDecimal(matcher.group(1));
            total = total.add(number.multiply(BigDecimal.valueOf(unit(text, matcher.group(2)))));
            rest = rest.substring(matcher.end());
        } while (!rest.isEmpty());
        try {
            return total.longValueExact();
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("\"" + text + "\" cannot be told in whole microseconds in 64 bits", e);
        }
    }

    /** Whether the text is a length of time. */
    static boolean isLength(String text) {
        try {
            parseMicros(text);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** The text that reads back as this length, in the largest unit up to days that divides it: {@code 7 days}. */
    public static String print(Duration length) {
        return print(Math.addExact(Math.multiplyExact(length.getSeconds(), SECOND), length.getNano() / 1_000));
    }

    /** As short as it can be written, for a name: {@code 7d}, {@code 36h}, {@code 90m}, {@code 45s}; a point is {@code _}. */
    public static String label(Duration length) {
        String[] words = print(length).split(" ", 2);
        return words[0].replace('.', '_') + words[1].charAt(0);
    }

    static String print(long micros) {
        for (String unit : List.of("day", "hour", "minute")) {
            long size = UNITS.getOrDefault(unit, SECOND);
            if (micros % size == 0 && micros != 0) {
                return count(BigDecimal.valueOf(micros / size), unit);
            }
        }
        return count(BigDecimal.valueOf(micros, 6).stripTrailingZeros(), "second");
    }

    private static String count(BigDecimal number, String unit) {
        return number.toPlainString() + " " + unit + (number.compareTo(BigDecimal.ONE) == 0 ? "" : "s");
    }

    private static long unit(String text, String written) {
        String unit = written.toLowerCase(Locale.ROOT);
        String singular = unit.length() > 1 && unit.endsWith("s") ? unit.substring(0, unit.length() - 1) : unit;
        Long micros = UNITS.get(singular);
        if (micros != null) {
            return micros;
        }
        if (List.of("month", "mon", "mo", "quarter", "year", "yr", "y").contains(singular)) {
            throw new IllegalArgumentException(
                    "\"" + text
                            + "\": months and years are not always equally long; write days or weeks, for example 30d for a month");
        }
        throw new IllegalArgumentException("\"" + text + "\": " + written + " is no unit of time; "
                + Names.advice(written, LONG_UNITS, "the units are " + String.join(", ", LONG_UNITS)));
    }
}
