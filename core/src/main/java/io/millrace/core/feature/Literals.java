package io.millrace.core.feature;

import io.millrace.core.feature.Token.Kind;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The constants whose text means something else than itself: numbers, times and lengths of time. */
final class Literals {
    private static final int MOST_SHOWN = 100;

    private Literals() {}

    /** The number of those characters, with its sign; a double where it has a point or an exponent. */
    static Expression number(String characters, Span span) {
        if (characters.chars().allMatch(c -> c == '-' || c >= '0' && c <= '9')) {
            try {
                return new Expression.IntegerLiteral(Long.parseLong(characters), span);
            } catch (NumberFormatException e) {
                throw new SyntaxException(
                        shown(characters) + " does not fit in 64 bits",
                        span,
                        "integers go from " + Long.MIN_VALUE + " to " + Long.MAX_VALUE + "; with a point, as in "
                                + "1.0, it is a double");
            }
        }
        double value = Double.parseDouble(characters);
        if (!Double.isFinite(value)) {
            throw new SyntaxException(
                    shown(characters) + " is too large for a double", span, "the largest is " + Double.MAX_VALUE);
        }
        return new Expression.DoubleLiteral(value, span);
    }

    private static String shown(String characters) {
        return characters.length() > MOST_SHOWN ? characters.substring(0, MOST_SHOWN) + "…" : characters;
    }

    /** {@code timestamp '…'} or {@code interval '…'} if it comes next. */
    static Optional<Expression> timed(Tokens tokens) {
        Token word = tokens.peek();
        Kind following = tokens.peekSecond().kind();
        String kind = word.value().toLowerCase(Locale.ROOT);
        if (!List.of("timestamp", "interval", "date", "time", "datetime").contains(kind)) {
            return Optional.empty();
        }
        if (following == Kind.TEXT) {
            tokens.take();
            return Optional.of(timed(kind, word, tokens.take()));
        }
        if (following == Kind.QUOTED || following == Kind.INTEGER || following == Kind.DECIMAL) {
            String example = kind.equals("interval") ? "interval '7 days'" : "timestamp '2024-10-31'";
            tokens.take();
            throw tokens.unexpected("a text after " + word.value(), "write it in single quotes: " + example);
        }
        return Optional.empty();
    }

    private static Expression timed(String kind, Token word, Token text) {
        Span span = word.span().to(text.span());
        try {
            if (kind.equals("interval")) {
                return new Expression.IntervalLiteral(Lengths.parseMicros(text.value()), span);
            } else if (kind.equals("timestamp")) {
                return new Expression.TimestampLiteral(Times.parseMicros(text.value()), span);
            }
        } catch (IllegalArgumentException e) {
            throw new SyntaxException(String.valueOf(e.getMessage()), text.span(), "");
        }
        throw new SyntaxException(
                word.value() + " begins no constant", word.span(), "write timestamp '" + text.value() + "'");
    }
}
