package io.millrace.csv;

import io.millrace.core.port.CsvDialect;

/**
 * The characters of a dialect as bytes; those it does not have are {@link #NOTHING}.
 *
 * @param escape within quotes; {@link #NOTHING} where quotes are only doubled
 * @param header whether the columns are named by the file
 * @param mostRowBytes the most bytes of a row, without its line end
 */
record Syntax(int delimiter, int quote, int escape, int comment, boolean header, int mostRowBytes) {
    static final int NOTHING = Integer.MIN_VALUE;

    static Syntax of(CsvDialect dialect) {
        int quote = dialect.quote().map(character -> (int) character).orElse(NOTHING);
        int escape = dialect.escape().map(character -> (int) character).orElse(NOTHING);
        return new Syntax(
                dialect.delimiter(),
                quote,
                escape == quote ? NOTHING : escape,
                dialect.comment().map(character -> (int) character).orElse(NOTHING),
                dialect.header(),
                dialect.mostRowBytes());
    }

    /** What says how many columns there are. */
    String names() {
        return header ? "the header has" : "the number of columns is";
    }

    boolean quotes() {
        return quote != NOTHING;
    }
}
