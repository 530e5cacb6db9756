package io.millrace.csv;

import io.millrace.core.event.DataType;
import io.millrace.core.event.Field;
import io.millrace.core.event.Schema;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the events of a CSV file are, by what docs/reference/csv.md says of rows and values: {@link PlainRows}, regular expressions and
 * the JDK's own numbers and dates.
 *
 * @param rows the values of the columns, as Long, Double, String and null
 * @param badLines on which rows begin that cannot be read
 */
record PlainEvents(List<List<@Nullable Object>> rows, Set<Long> badLines) {
    static final Schema COLUMNS = Schema.of(
            Field.nullable("id", DataType.INT64),
            Field.nullable("k", DataType.TEXT),
            Field.nullable("d", DataType.FLOAT64),
            Field.nullable("at", DataType.TIMESTAMP),
            Field.nullable("note", DataType.TEXT));

    private static final BigInteger LEAST = BigInteger.valueOf(Long.MIN_VALUE);
    private static final BigInteger MOST = BigInteger.valueOf(Long.MAX_VALUE);
    private static final Pattern INTEGER = Pattern.compile("[+-]?[0-9]+");
    private static final Pattern NUMBER = Pattern.compile("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]+)?");
    private static final Pattern NOT_FINITE = Pattern.compile("([+-]?)(nan|inf|infinity)", Pattern.CASE_INSENSITIVE);
    private static final Pattern TIME = Pattern.compile("([0-9]{4})-([0-9]{2})-([0-9]{2})"
            + "([Tt ]([0-9]{2}):([0-9]{2})(:([0-9]{2})(\\.([0-9]+))?)?([Zz]|([+-])([0-9]{2})(:?([0-9]{2}))?)?)?");

    /** A value that its column cannot hold. */
    private static final class Misfit extends Exception {
        private static final long serialVersionUID = 1L;
    }

    /** The events; nothing where the file is refused, as its header is none or lacks a column. */
    static Optional<PlainEvents> of(byte[] file) {
        String text = new String(file, StandardCharsets.ISO_8859_1);
        if (text.startsWith("\u00fe\u00ff") || text.startsWith("\u00ff\u00fe")) {
            return Optional.empty();
        }
        int start = text.startsWith("\u00ef\u00bb\u00bf") ? 3 : 0;
        List<@Nullable String> header = new ArrayList<>();
        int end = start < text.length() ? PlainRows.row(text, start, header) : -1;
        if (end < 0 || !areNames(header)) {
            return Optional.empty();
        }
        int first = Math.min(text.length(), text.startsWith("\r\n", end) ? end + 2 : end + 1);
        return Optional.of(of(text, PlainRows.of(file, first, header.size(), 16 << 20), header));
    }

    private static boolean areNames(List<@Nullable String> header) {
        Set<String> seen = new HashSet<>();
        for (String name : header) {
            if (name != null && !name.isEmpty() && (name.equals(PlainRows.NO_TEXT) || !seen.add(name))) {
                return false;
            }
        }
        return seen.containsAll(COLUMNS.names());
    }

    private static PlainEvents of(String text, PlainRows plain, List<@Nullable String> header) {
        PlainEvents events = new PlainEvents(new ArrayList<>(), new TreeSet<>());
        plain.bad().forEach(bad -> events.badLines.add(bad.line()));
        for (int i = 0; i < plain.rows().size(); i++) {
            List<@Nullable Object> row = new ArrayList<>();
            try {
                for (Field field : COLUMNS.fields()) {
                    row.add(value(plain.rows().get(i).get(header.indexOf(field.name())), field.type()));
                }
                events.rows.add(row);
            } catch (Misfit e) {
                events.badLines.add(PlainRows.line(text, plain.spans().get(i).from()));
            }
        }
        return events;
    }

    private static @Nullable Object value(@Nullable String text, DataType type) throws Misfit {
        if (text == null) {
            return null;
        }
        return switch (type.kind()) {
            case INT64 -> integer(text);
            case FLOAT64 -> number(text);
            case TIMESTAMP -> time(text);
            default -> require(text, !text.equals(PlainRows.NO_TEXT));
        };
    }

    private static <T> T require(T value, boolean fits) throws Misfit {
        if (!fits) {
            throw new Misfit();
        }
        return value;
    }

    private static Long integer(String text) throws Misfit {
        require(text, INTEGER.matcher(text).matches());
        BigInteger value = new BigInteger(text.startsWith("+") ? text.substring(1) : text);
        return require(value, value.compareTo(LEAST) >= 0 && value.compareTo(MOST) <= 0)
                .longValueExact();
    }

    private static Double number(String text) throws Misfit {
        Matcher none = NOT_FINITE.matcher(text);
        if (none.matches()) {
            boolean isNan = none.group(2).length() == 3
                    && none.group(2).toLowerCase(java.util.Locale.ROOT).equals("nan");
            return isNan ? Double.NaN : none.group(1).equals("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        }
        require(text, NUMBER.matcher(text).matches());
        double value = Double.parseDouble(text) + 0.0;
        return require(value, !Double.isInfinite(value));
    }

    private static Long time(String text) throws Misfit {
        Matcher parts = TIME.matcher(text);
        require(text, parts.matches());
        try {
            long day =
                    LocalDate.of(part(parts, 1), part(parts, 2), part(parts, 3)).toEpochDay();
            int hour = part(parts, 5);
            int minute = part(parts, 6);
            int second = part(parts, 8);
            int hours = part(parts, 13);
            int minutes = part(parts, 15);
            require(text, hour < 24 && minute < 60 && second < 60 && hours <= 18 && minutes < 60);
            String fraction = parts.group(10) == null ? "" : parts.group(10);
            long micros = Long.parseLong((fraction + "000000").substring(0, 6));
            long ahead = ("-".equals(parts.group(12)) ? -1 : 1) * (hours * 60L + minutes);
            return ((day * 24 + hour) * 60 + minute - ahead) * 60_000_000 + second * 1_000_000L + micros;
        } catch (DateTimeException e) {
            throw new Misfit();
        }
    }

    private static int part(Matcher parts, int group) {
        return parts.group(group) == null ? 0 : Integer.parseInt(parts.group(group));
    }
}
