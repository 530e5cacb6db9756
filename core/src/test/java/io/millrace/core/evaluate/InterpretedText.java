package io.millrace.core.evaluate;

import io.millrace.core.json.JsonTree;
import io.millrace.core.plan.ScalarFunction;
import java.math.BigInteger;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the functions of texts mean, over strings. */
final class InterpretedText {
    private InterpretedText() {}

    static @Nullable Object value(ScalarFunction function, Object[] values) {
        String text = (String) values[0];
        return switch (function) {
            case LIKE -> like(text, (String) values[1]);
            case LOWER -> text.toLowerCase(Locale.ROOT);
            case UPPER -> text.toUpperCase(Locale.ROOT);
            case LENGTH -> (long) text.codePointCount(0, text.length());
            case JSON_VALUE -> JsonTree.value(text, (String) values[1]);
            case SUBSTRING -> substring(text, (Long) values[1], values.length < 3 ? null : (Long) values[2]);
            default -> throw new IllegalStateException(function.name());
        };
    }

    /** By a regular expression. */
    static boolean like(String text, String pattern) {
        StringBuilder expression = new StringBuilder();
        for (int i = 0; i < pattern.length(); i++) {
            char next = pattern.charAt(i);
            if (next == '%') {
                expression.append(".*");
            } else if (next == '_') {
                expression.append('.');
            } else {
                char plain = next == '\\' ? pattern.charAt(++i) : next;
                expression.append(plain < 128 ? Pattern.quote(String.valueOf(plain)) : String.valueOf(plain));
            }
        }
        return Pattern.compile(expression.toString(), Pattern.DOTALL)
                .matcher(text)
                .matches();
    }

    private static String substring(String text, long start, @Nullable Long length) {
        if (length != null && length < 0) {
            throw new Interpreter.Failure();
        }
        StringBuilder result = new StringBuilder();
        int[] codePoints = text.codePoints().toArray();
        for (int i = 0; i < codePoints.length; i++) {
            BigInteger after = BigInteger.valueOf(i + 1).subtract(BigInteger.valueOf(start));
            boolean within = length == null || after.compareTo(BigInteger.valueOf(length)) < 0;
            if (after.signum() >= 0 && within) {
                result.appendCodePoint(codePoints[i]);
            }
        }
        return result.toString();
    }
}
