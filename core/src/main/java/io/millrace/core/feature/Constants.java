package io.millrace.core.feature;

/** The constants that stand alone in a feature set, as defaults and in checks: as the file's format can write them. */
final class Constants {
    private Constants() {}

    /**
     * A number, a boolean or a text; a timestamp becomes the text that says it.
     *
     * @throws IllegalArgumentException where it is another constant
     */
    static Expression.Literal asWritten(Expression.Literal value) {
        if (value instanceof Expression.TimestampLiteral time) {
            return new Expression.TextLiteral(Times.print(time.micros()), time.span());
        }
        if (value instanceof Expression.NullLiteral || value instanceof Expression.IntervalLiteral) {
            throw new IllegalArgumentException(Printer.print(value)
                    + " is no value of a feature; write a number, true, false, a text, or a time as text");
        }
        return value;
    }

    static Check asWritten(Check check) {
        return check instanceof Check.Share share
                ? new Check.Share(share.feature(), asWritten(share.value()), share.min(), share.max(), share.severity())
                : check;
    }
}
