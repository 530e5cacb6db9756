package io.millrace.parquet;

import io.millrace.core.event.DataType;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a column's values are stored, as far as reading them differs. */
enum StoredType {
    BOOLEAN(DataType.BOOLEAN),
    INTEGER(DataType.INT64),
    UNSIGNED(DataType.INT64),
    FLOAT(DataType.FLOAT64),
    DOUBLE(DataType.FLOAT64),
    DATE(DataType.TIMESTAMP),
    MILLIS(DataType.TIMESTAMP),
    MICROS(DataType.TIMESTAMP),
    NANOS(DataType.TIMESTAMP),
    INT96(DataType.TIMESTAMP),
    TEXT(DataType.TEXT),
    UUID(DataType.TEXT),
    /** A column without a type that holds nulls alone, as pandas writes where it saw no value. It fits any type. */
    ALWAYS_NULL(null),
    UNREADABLE(null);

    private final Optional<DataType> type;

    StoredType(@Nullable DataType type) {
        this.type = Optional.ofNullable(type);
    }

    /** The type of the values as events; empty where there are none or they cannot be read. */
    Optional<DataType> type() {
        return type;
    }
}
