package io.millrace.parquet;

import io.millrace.core.event.DataType;
import java.util.Optional;

/**
 * A top-level column of a file.
 *
 * @param name its name, which may be empty or repeated in a file that nobody should have written
 * @param storedAs the format's own name of its type
 * @param storedType how to read it
 * @param type the type of its values as events; empty where there are none or they cannot be read
 * @param nullable whether it allows nulls
 * @param leaf its place among the column chunks of every row group; for a group of columns, the place of the first
 * @param leaves how many column chunks it takes
 * @param typeLength the bytes of every value where the format fixes them, else 0
 */
record StoredColumn(
        String name,
        String storedAs,
        StoredType storedType,
        Optional<DataType> type,
        boolean nullable,
        int leaf,
        int leaves,
        int typeLength) {
    private static final int NOWHERE = -1;

    /** A column that the file lacks, and that is read as nulls. */
    static StoredColumn missing(String name) {
        return new StoredColumn(name, "no such column", StoredType.ALWAYS_NULL, Optional.empty(), true, NOWHERE, 0, 0);
    }

    boolean isMissing() {
        return leaf == NOWHERE;
    }

    /** The same column, known not to be readable. */
    StoredColumn unreadable(String why) {
        return new StoredColumn(
                name,
                storedAs + ", " + why,
                StoredType.UNREADABLE,
                Optional.empty(),
                nullable,
                leaf,
                leaves,
                typeLength);
    }

    boolean isReadable() {
        return storedType != StoredType.UNREADABLE;
    }
}
