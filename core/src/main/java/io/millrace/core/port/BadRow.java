package io.millrace.core.port;

/**
 * A row that cannot be used.
 *
 * @param file as the source names it
 * @param line the line on which it begins, from 1; -1 where the format has no lines
 * @param offset where it begins in the file, in bytes (of the text as UTF-8 where the file is compressed or otherwise
 *     encoded), or its number in a format of rows
 * @param column the column whose value is to blame; empty where the row is as a whole
 * @param reason what is wrong, in words
 * @param raw its bytes as {@link io.millrace.core.text.RawText} writes them; empty where it has none
 */
public record BadRow(String file, long line, long offset, String column, String reason, String raw) {}
