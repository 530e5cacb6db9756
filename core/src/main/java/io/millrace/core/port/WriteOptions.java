package io.millrace.core.port;

/**
 * How a table is to be written. A format that has no such choice ignores it.
 *
 * @param guardCells whether a text that a spreadsheet would execute as a formula is written with an apostrophe before it; who reads
 *     it back has another text
 */
public record WriteOptions(boolean guardCells) {
    /** Everything as it is. */
    public static final WriteOptions DEFAULT = new WriteOptions(false);
}
