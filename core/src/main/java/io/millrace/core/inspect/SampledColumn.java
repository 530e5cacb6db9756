package io.millrace.core.inspect;

import io.millrace.core.event.DataType;
import io.millrace.core.event.Field;
import io.millrace.core.number.TextParser;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A column's values in the rows of a sample.
 *
 * @param values a {@link String} for text, a {@link Double} for doubles, a {@link Long} for all else, or null
 */
record SampledColumn(Field field, List<@Nullable Object> values) {
    SampledColumn {
        values = Collections.unmodifiableList(values);
    }

    String name() {
        return field.name();
    }

    boolean isText() {
        return field.type() == DataType.TEXT;
    }

    long present() {
        return values.stream().filter(value -> value != null).count();
    }

    /** Every value and how often it occurs, most first. */
    Map<Object, Long> counts() {
        Map<Object, Long> counts = new LinkedHashMap<>();
        for (Object value : values) {
            if (value != null) {
                counts.merge(value, 1L, Long::sum);
            }
        }
        Map<Object, Long> sorted = new LinkedHashMap<>();
        counts.entrySet().stream()
                .sorted(Map.Entry.<Object, Long>comparingByValue(Comparator.reverseOrder()))
                .forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
        return sorted;
    }

    /** The words of the name in lower case: {@code CustomerID} and {@code customer_id} are customer and id. */
    List<String> words() {
        String spaced = name().replaceAll("(?<=[\\p{Ll}0-9])(?=\\p{Lu})", " ")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}0-9]+", " ")
                .strip();
        return List.of(spaced.split(" "));
    }

    /**
     * The type that all values of a text column can be read as; empty where there is none but text. What begins with a zero
     * is no number: it is a code.
     */
    Optional<DataType> readableAs() {
        if (!isText() || present() == 0) {
            return Optional.empty();
        }
        if (all((parser, bytes) -> parser.parseTimestamp(bytes, 0, bytes.length))) {
            return Optional.of(DataType.TIMESTAMP);
        }
        boolean codes = values.stream()
                .anyMatch(value -> value != null && value.toString().matches("0[0-9]+"));
        if (codes) {
            return Optional.empty();
        } else if (all((parser, bytes) -> parser.parseLong(bytes, 0, bytes.length))) {
            return Optional.of(DataType.INT64);
        }
        return all((parser, bytes) -> parser.parseDouble(bytes, 0, bytes.length))
                ? Optional.of(DataType.FLOAT64)
                : Optional.empty();
    }

    /** The values of a time in microseconds, whether it is one or a text that can be read as one. */
    List<Long> times() {
        TextParser parser = new TextParser();
        return values.stream()
                .filter(value -> value != null)
                .map(value -> {
                    if (value instanceof Long micros) {
                        return micros;
                    }
                    byte[] bytes = value.toString().getBytes(StandardCharsets.UTF_8);
                    parser.parseTimestamp(bytes, 0, bytes.length);
                    return parser.longValue();
                })
                .toList();
    }

    /**
     * What part of a second a number counts since 1970, judged by its size: 1, 1,000 or 1,000,000 to the second; empty where
     * its values are no points in time between 2000 and 2100.
     */
    OptionalLong epochUnit() {
        List<Double> numbers = values.stream()
                .filter(Number.class::isInstance)
                .map(value -> ((Number) value).doubleValue())
                .toList();
        if (numbers.isEmpty() || field.type() == DataType.TIMESTAMP) {
            return OptionalLong.empty();
        }
        for (long unit : new long[] {1, 1_000, 1_000_000}) {
            if (numbers.stream()
                    .allMatch(number -> number >= 946_684_800.0 * unit && number < 4_102_444_800.0 * unit)) {
                return OptionalLong.of(unit);
            }
        }
        return OptionalLong.empty();
    }

    private interface Parsing {
        @Nullable
        String problem(TextParser parser, byte[] text);
    }

    private boolean all(Parsing parsing) {
        TextParser parser = new TextParser();
        return values.stream()
                .allMatch(value -> value == null
                        || parsing.problem(parser, value.toString().getBytes(StandardCharsets.UTF_8)) == null);
    }
}
