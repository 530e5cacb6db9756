package io.millrace.cli.report;

import io.millrace.cli.render.Amounts;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Values as people read them on the page. */
final class Shown {
    private Shown() {}

    /** A value of a column, whatever its type. */
    static String value(@Nullable Object value) {
        if (value == null) {
            return "–";
        } else if (value instanceof Double number) {
            return Amounts.number(number);
        }
        return value.equals("") ? "\"\"" : value.toString();
    }

    /** An edge of a histogram of a column of that type. */
    static String edge(String type, double edge) {
        if (!type.equals("timestamp")) {
            return Amounts.number(edge);
        }
        String text = Amounts.time(Instant.EPOCH.plus(Math.round(edge), ChronoUnit.MICROS));
        return text.replace(" 00:00:00 UTC", "");
    }

    /** A share that is not 0 is not shown as if it were. */
    static String share(double share) {
        if (share > 0 && share < 0.0005) {
            return "< 0.1 %";
        }
        return share < 1 && share > 0.9995 ? "> 99.9 %" : Amounts.percent(share);
    }

    static String seconds(double seconds) {
        return Amounts.duration(Duration.ofNanos(Math.round(seconds * 1e9)));
    }

    /** A correlation in two digits: {@code −0.07}. */
    static String correlation(double value) {
        String text = String.format(Locale.ROOT, "%.2f", value).replace('-', '\u2212');
        return text.equals("\u22120.00") ? "0.00" : text;
    }
}
