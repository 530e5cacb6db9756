package io.millrace.core.feature;

import io.millrace.core.event.DataType;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The names of types, as they stand in {@code cast} and under {@code columns}. */
public final class Types {
    private static final List<String> NAMES = Stream.concat(
                    DataType.simple().stream().map(DataType::sql), Stream.of("decimal(18, 2)"))
            .toList();

    private static final Pattern DECIMAL = Pattern.compile(
            "(?:decimal|numeric)\\s*\\(\\s*([0-9]{1,9})\\s*(?:,\\s*([0-9]{1,9})\\s*)?\\)", Pattern.CASE_INSENSITIVE);

    private static final Map<String, DataType> MEANT = Map.ofEntries(
            Map.entry("int", DataType.INT64),
            Map.entry("integer", DataType.INT64),
            Map.entry("int64", DataType.INT64),
            Map.entry("long", DataType.INT64),
            Map.entry("smallint", DataType.INT64),
            Map.entry("float", DataType.FLOAT64),
            Map.entry("float64", DataType.FLOAT64),
            Map.entry("real", DataType.FLOAT64),
            Map.entry("number", DataType.FLOAT64),
            Map.entry("money", DataType.decimal(18, 2)),
            Map.entry("dec", DataType.decimal(18, 2)),
            Map.entry("bool", DataType.BOOLEAN),
            Map.entry("date", DataType.TIMESTAMP),
            Map.entry("datetime", DataType.TIMESTAMP),
            Map.entry("timestamptz", DataType.TIMESTAMP),
            Map.entry("string", DataType.TEXT),
            Map.entry("varchar", DataType.TEXT),
            Map.entry("char", DataType.TEXT));

    private Types() {}

    /**
     * The type of that name, in upper or lower case; {@code numeric} is another word for {@code decimal}, and without
     * digits behind the point it has none.
     *
     * @return empty where there is none
     */
    public static Optional<DataType> find(String name) {
        Matcher decimal = DECIMAL.matcher(name.strip());
        if (decimal.matches()) {
            int precision = Integer.parseInt(decimal.group(1));
            int scale = decimal.group(2) == null ? 0 : Integer.parseInt(decimal.group(2));
            return precision < 1 || precision > DataType.MOST_DIGITS || scale > precision
                    ? Optional.empty()
                    : Optional.of(DataType.decimal(precision, scale));
        }
        return DataType.simple().stream()
                .filter(type -> type.sql().equalsIgnoreCase(name))
                .findFirst();
    }

    /** What to write instead of a name that is no type. */
    public static String advice(String name) {
        String word = name.split("\\(", 2)[0].strip().toLowerCase(Locale.ROOT);
        if (isDecimal(word)) {
            return "a decimal has 1 to " + DataType.MOST_DIGITS + " digits, and no more behind the point than in all; "
                    + "write for example decimal(18, 2), or double";
        }
        if (Names.nearest(word, List.of("decimal", "numeric")).isPresent()) {
            return "did you mean decimal(18, 2)?";
        }
        DataType meant = MEANT.get(word);
        return meant == null
                ? Names.advice(name, NAMES, "the types are " + String.join(", ", NAMES))
                : "write " + meant.sql();
    }

    /** Whether the word is followed by digits in parentheses. */
    static boolean isDecimal(String word) {
        return word.equalsIgnoreCase("decimal") || word.equalsIgnoreCase("numeric");
    }
}
