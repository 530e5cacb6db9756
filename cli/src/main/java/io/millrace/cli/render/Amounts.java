package io.millrace.cli.render;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** Numbers as people read them. */
public final class Amounts {
    private static final String[] BYTE_UNITS = {"B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};
    private static final String[] QUANTITY_UNITS = {"", " thousand", " M", " billion", " trillion"};
    private static final MathContext DIGITS = new MathContext(6, RoundingMode.HALF_UP);

    private Amounts() {}

    /** {@code 8,612,345}. */
    public static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    /** {@code 1,907 rows}, {@code 1 row}. */
    public static String count(long count, String noun) {
        return count(count) + " " + noun + (count == 1 ? "" : "s");
    }

    /** {@code 512 B}, {@code 24.3 MiB}: three digits and a unit that is a power of 1024. */
    public static String bytes(long bytes) {
        double amount = bytes;
        int unit = 0;
        while (amount >= 999.5 && unit < BYTE_UNITS.length - 1) {
            amount /= 1024;
            unit++;
        }
        return (unit == 0 ? Long.toString(bytes) : threeDigits(amount)) + " " + BYTE_UNITS[unit];
    }

    /** {@code 7.41 M}, {@code 930}: three digits and a power of 1000. */
    public static String quantity(double quantity) {
        double amount = quantity;
        int unit = 0;
        while (amount >= 999.5 && unit < QUANTITY_UNITS.length - 1) {
            amount /= 1000;
            unit++;
        }
        return threeDigits(amount) + QUANTITY_UNITS[unit];
    }

    /** {@code 35 ms}, {@code 1.24 s}, {@code 2 min 5 s}, {@code 1 h 3 min}. */
    public static String duration(Duration duration) {
        long millis = (duration.toNanos() + 500_000) / 1_000_000;
        if (millis < 1_000) {
            return millis + " ms";
        }
        if (millis < 100_000) {
            return threeDigits(millis / 1e3) + " s";
        }
        long seconds = (millis + 500) / 1_000;
        if (seconds < 3_600) {
            return seconds / 60 + " min " + seconds % 60 + " s";
        }
        return seconds / 3_600 + " h " + seconds % 3_600 / 60 + " min";
    }

    /** Six digits, without zeros at the end: {@code 0.333333}, {@code 12}, {@code 1.5E+20}. */
    public static String number(double number) {
        if (number == 0 || !Double.isFinite(number)) {
            return number == 0 ? "0" : Double.toString(number);
        }
        BigDecimal rounded = new BigDecimal(number).round(DIGITS).stripTrailingZeros();
        int magnitude = rounded.precision() - rounded.scale();
        return magnitude > 15 || magnitude < -5 ? rounded.toString() : rounded.toPlainString();
    }

    /** {@code 35.0 %}. */
    public static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", share * 100);
    }

    /** {@code 2024-10-31 00:00:00 UTC}, with a fraction where there is one. */
    public static String time(Instant instant) {
        String text = instant.toString();
        return text.substring(0, text.length() - 1).replace('T', ' ') + " UTC";
    }

    private static String threeDigits(double amount) {
        int decimals = amount >= 99.95 ? 0 : amount >= 9.995 ? 1 : 2;
        String text = String.format(Locale.ROOT, "%." + decimals + "f", amount);
        return text.endsWith(".00") ? text.substring(0, text.length() - 3) : text;
    }
}
