package io.millrace.core.port;

/**
 * Where a row stands in its file, and what is there.
 *
 * @param line the line on which it begins, from 1; -1 where the format has no lines
 * @param offset where it begins in the file, in bytes (of the text as UTF-8 where the file is compressed or otherwise
 *     encoded), or in a format of rows its number, from 1; -1 where that is not known
 * @param raw its bytes as {@link io.millrace.core.text.RawText} writes them; empty where it has none
 * @param shown the row for people, with a caret below the value in question; empty where the format is none of lines
 */
public record RowPlace(long line, long offset, String raw, String shown) {
    /** Nothing is known. */
    public static final RowPlace UNKNOWN = new RowPlace(-1, -1, "", "");

    /** In a format of rows. */
    public static RowPlace ofRow(long number) {
        return new RowPlace(-1, number, "", "");
    }

    /** The place behind the file's name, such as {@code , line 7}; empty where it is not known. */
    public String inWords() {
        if (line >= 0) {
            return ", line " + line;
        }
        return offset >= 0 ? ", row " + offset : "";
    }
}
