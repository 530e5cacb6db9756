package io.millrace.core.feature;

import io.millrace.core.event.DataType;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The names of types, as they stand in {@code cast} and under {@code columns}. */
public final class Types {
    private static final List<String> NAMES =
            Arrays.stream(DataType.values()).map(DataType::sql).toList();

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
            Map.entry("decimal", DataType.FLOAT64),
            Map.entry("numeric", DataType.FLOAT64),
            Map.entry("bool", DataType.BOOLEAN),
            Map.entry("date", DataType.TIMESTAMP),
            Map.entry("datetime", DataType.TIMESTAMP),
            Map.entry("timestamptz", DataType.TIMESTAMP),
            Map.entry("string", DataType.TEXT),
            Map.entry("varchar", DataType.TEXT),
            Map.entry("char", DataType.TEXT));

    private Types() {}

    /** The type of that name, in upper or lower case; empty where there is none. */
    public static Optional<DataType> find(String name) {
        return Arrays.stream(DataType.values())
                .filter(type -> type.sql().equalsIgnoreCase(name))
                .findFirst();
    }

    /** What to write instead of a name that is no type. */
    public static String advice(String name) {
        DataType meant = MEANT.get(name.toLowerCase(Locale.ROOT));
        return meant == null
                ? Names.advice(name, NAMES, "the types are " + String.join(", ", NAMES))
                : "write " + meant.sql();
    }
}
