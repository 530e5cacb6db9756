package io.millrace.parquet;

import io.millrace.core.event.DataType;
import java.util.Optional;

/** How a column's values are stored, as far as reading them differs. */
public enum StoredType {
    BOOLEAN,
    INTEGER,
    UNSIGNED,
    FLOAT,
    DOUBLE,
    DATE,
    MILLIS,
    MICROS,
    NANOS,
    INT96,
    TEXT,
    UUID,
    /** A decimal as a little-endian integer; its type is the column's own. */
    DECIMAL_INTEGER,
    /** A decimal as a big-endian integer of any length; its type is the column's own. */
    DECIMAL_BYTES,
    /** A column without a type that holds nulls alone, as pandas writes where it saw no value. It fits any type. */
    ALWAYS_NULL,
    UNREADABLE;

    /** The type of the values as events, where all columns that are stored so have one. */
    Optional<DataType> type() {
        return switch (this) {
            case BOOLEAN -> Optional.of(DataType.BOOLEAN);
            case INTEGER, UNSIGNED -> Optional.of(DataType.INT64);
            case FLOAT, DOUBLE -> Optional.of(DataType.FLOAT64);
            case DATE, MILLIS, MICROS, NANOS, INT96 -> Optional.of(DataType.TIMESTAMP);
            case TEXT, UUID -> Optional.of(DataType.TEXT);
            case DECIMAL_INTEGER, DECIMAL_BYTES, ALWAYS_NULL, UNREADABLE -> Optional.empty();
        };
    }
}
