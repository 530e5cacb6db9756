package io.millrace.yaml;

import io.millrace.core.feature.Expression;
import io.millrace.core.feature.Span;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/** What a single value of a file says: a number, a boolean or a text. */
final class Scalars {
    /** Numbers as JSON writes them; what begins with a zero, as 007, is a text. */
    private static final Pattern NUMBER = Pattern.compile("[+-]?(?:0|[1-9][0-9]*)(?:\\.[0-9]*)?(?:[eE][+-]?[0-9]+)?");

    private static final Pattern INTEGER = Pattern.compile("[+-]?[0-9]+");

    private Scalars() {}

    /** Whether the text, without quotes, would be taken for something else than a text. */
    static boolean isNoText(String text) {
        return NUMBER.matcher(text).matches() || isBoolean(text);
    }

    /**
     * The value as a constant: a number and a boolean where they stand without quotes, else a text.
     *
     * @throws IllegalArgumentException where the number is too large
     */
    static Expression.Literal constant(Node.Scalar value) {
        String text = value.text();
        if (value.quoted() || !isNoText(text)) {
            return new Expression.TextLiteral(text, Span.NONE);
        } else if (isBoolean(text)) {
            return new Expression.BooleanLiteral(text.equalsIgnoreCase("true"), Span.NONE);
        } else if (INTEGER.matcher(text).matches()) {
            return new Expression.IntegerLiteral(integer(text), Span.NONE);
        }
        return new Expression.DoubleLiteral(
                number(text).orElseThrow(() -> new IllegalArgumentException(text + " is too large for a double")),
                Span.NONE);
    }

    /** The text as a finite number, quoted or not; empty where it is none. */
    static OptionalDouble number(String text) {
        if (!NUMBER.matcher(text).matches()) {
            return OptionalDouble.empty();
        }
        double value = Double.parseDouble(text);
        return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
    }

    /** The text as a share: {@code 5%} or {@code 0.05}; empty where it is none. */
    static OptionalDouble share(String text) {
        if (!text.endsWith("%")) {
            return number(text);
        }
        OptionalDouble percent = number(text.substring(0, text.length() - 1).strip());
        return percent.isPresent() ? OptionalDouble.of(percent.getAsDouble() / 100) : percent;
    }

    private static long integer(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    text + " does not fit in 64 bits; with a point, as in 1.0, it is a double", e);
        }
    }

    private static boolean isBoolean(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return lower.equals("true") || lower.equals("false");
    }
}
