package io.millrace.core.feature;

/**
 * A word or sign of an expression's text.
 *
 * @param value what it says: a name without its quotes, a text without its quotes, else the characters as written
 */
record Token(Kind kind, String value, Span span) {
    enum Kind {
        /** A name or keyword without quotes. */
        WORD,
        /** A name in double quotes. */
        QUOTED,
        /** {@code :name}. */
        PARAMETER,
        TEXT,
        INTEGER,
        /** A number with a decimal point or an exponent. */
        DECIMAL,
        SIGN,
        /** The end of the text. */
        END
    }

    boolean isWord(String keyword) {
        return kind == Kind.WORD && value.equalsIgnoreCase(keyword);
    }

    boolean isSign(String sign) {
        return kind == Kind.SIGN && value.equals(sign);
    }
}
