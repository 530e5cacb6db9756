package io.millrace.core.port;

import java.util.Map;
import java.util.function.Supplier;

/**
 * How a table is to be written. A format that has no such choice ignores it.
 *
 * @param guardCells whether a text that a spreadsheet would execute as a formula is written with an apostrophe before it; who reads
 *     it back has another text
 * @param about what the file tells of itself, where its format has a place for it; asked once, when the file is finished
 * @param leadingColumns the columns before the features, which tell of each row which it is: keys, then the as-of time
 */
public record WriteOptions(boolean guardCells, Supplier<Map<String, String>> about, int leadingColumns) {
    /** Everything as it is, and nothing about it. */
    public static final WriteOptions DEFAULT = new WriteOptions(false, Map::of, 0);

    public WriteOptions withGuardedCells(boolean guarded) {
        return new WriteOptions(guarded, about, leadingColumns);
    }

    public WriteOptions withAbout(Supplier<Map<String, String>> told) {
        return new WriteOptions(guardCells, told, leadingColumns);
    }

    public WriteOptions withLeadingColumns(int columns) {
        return new WriteOptions(guardCells, about, columns);
    }
}
