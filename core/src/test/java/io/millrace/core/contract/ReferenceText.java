package io.millrace.core.contract;

import io.millrace.core.event.DataType;
import io.millrace.core.plan.Window;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Values as text, and text as values; where a text is none, an {@link ArithmeticException}. */
final class ReferenceText {
    private static final Pattern INTEGER = Pattern.compile("[+-]?[0-9]+");
    private static final Pattern NUMBER = Pattern.compile("[+-]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][+-]?[0-9]+)?");
    private static final Pattern TIME = Pattern.compile("([0-9]{4})-([0-9]{2})-([0-9]{2})"
            + "(?:[Tt ]([0-9]{2}):([0-9]{2})(?::([0-9]{2})(?:\\.([0-9]+))?)?"
            + "(?:[zZ]|([+-])([0-9]{2})(?::?([0-9]{2}))?)?)?");

    private ReferenceText() {}

    static String write(Object value, DataType type) {
        return switch (type.kind()) {
            case FLOAT64 -> shortest((Double) value);
            case DECIMAL -> ((BigDecimal) value).toPlainString();
            case TIMESTAMP -> timestamp((Long) value);
            case INT64, BOOLEAN, TEXT -> value.toString();
        };
    }

    /** Of the decimals with the fewest digits, at least two, that read back alike, the nearest. */
    private static String shortest(double number) {
        if (number == 0) {
            return "0.0";
        }
        BigDecimal exact = new BigDecimal(number);
        BigDecimal shortest = exact;
        for (int digits = 17; digits >= 2; digits--) {
            BigDecimal rounded = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
            shortest = rounded.doubleValue() == number ? rounded : shortest;
        }
        int exponent = shortest.precision() - shortest.scale() - 1;
        String point = exponent >= -5 && exponent < 16 ? plain(shortest) : plain(shortest.scaleByPowerOfTen(-exponent));
        return exponent >= -5 && exponent < 16 ? point : point + "E" + exponent;
    }

    /** With at least one digit behind the point, and no zero after it. */
    private static String plain(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        return stripped.setScale(Math.max(1, stripped.scale())).toPlainString();
    }

    private static String timestamp(long micros) {
        ZonedDateTime time = ReferenceTimes.time(micros);
        String year = String.format(Locale.ROOT, "%s%04d", time.getYear() < 0 ? "-" : "", Math.abs(time.getYear()));
        String seconds = String.format(
                Locale.ROOT,
                "%s-%02d-%02d %02d:%02d:%02d",
                year,
                time.getMonthValue(),
                time.getDayOfMonth(),
                time.getHour(),
                time.getMinute(),
                time.getSecond());
        String fraction = String.format(Locale.ROOT, ".%06d", Math.floorMod(micros, 1_000_000L));
        return seconds + fraction.replaceFirst("\\.?0*$", "");
    }

    static long integer(String text) {
        require(INTEGER.matcher(text).matches(), text, "no integer");
        BigInteger number = new BigInteger(text);
        require(number.bitLength() <= 63, text, "outside int64");
        return number.longValueExact();
    }

    static double real(String text) {
        require(NUMBER.matcher(text).matches(), text, "no number");
        double number = Double.parseDouble(text);
        require(Double.isFinite(number), text, "outside the range of double");
        return number;
    }

    static BigDecimal exact(String text) {
        require(NUMBER.matcher(text).matches(), text, "no number");
        return new BigDecimal(text);
    }

    static boolean truth(String text) {
        boolean truth = text.equalsIgnoreCase("true");
        require(truth || text.equalsIgnoreCase("false"), text, "neither true nor false");
        return truth;
    }

    /** Without zone UTC; finer than microseconds floored. */
    static long time(String text) {
        Matcher parts = TIME.matcher(text);
        require(parts.matches(), text, "no time");
        String fraction = parts.group(7) == null ? "" : parts.group(7);
        long micros = Long.parseLong((fraction + "000000").substring(0, 6));
        try {
            LocalDateTime local = LocalDateTime.of(
                    part(parts, 1), part(parts, 2), part(parts, 3), part(parts, 4), part(parts, 5), part(parts, 6));
            return Window.micros(local.toInstant(zone(parts))) + micros;
        } catch (DateTimeException e) {
            throw new ArithmeticException("'" + text + "' is no time that exists");
        }
    }

    private static ZoneOffset zone(Matcher parts) {
        int sign = "-".equals(parts.group(8)) ? -1 : 1;
        return ZoneOffset.ofHoursMinutes(sign * part(parts, 9), sign * part(parts, 10));
    }

    private static int part(Matcher parts, int group) {
        return parts.group(group) == null ? 0 : Integer.parseInt(parts.group(group));
    }

    private static void require(boolean good, String text, String problem) {
        if (!good) {
            throw new ArithmeticException("'" + text + "' is " + problem);
        }
    }
}
