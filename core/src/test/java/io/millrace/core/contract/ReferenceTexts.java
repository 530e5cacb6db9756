package io.millrace.core.contract;

import io.millrace.core.plan.ScalarFunction;
import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Functions of texts. */
final class ReferenceTexts {
    private ReferenceTexts() {}

    static @Nullable Object apply(ScalarFunction function, List<@Nullable Object> arguments) {
        String text = (String) Objects.requireNonNull(arguments.get(0));
        int[] points = text.codePoints().toArray();
        return switch (function) {
            case LIKE ->
                like(points, 0, ((String) second(arguments)).codePoints().toArray(), 0);
            case LOWER -> text.toLowerCase(Locale.ROOT);
            case UPPER -> text.toUpperCase(Locale.ROOT);
            case LENGTH -> (long) points.length;
            case SUBSTRING -> substring(points, arguments);
            case JSON_VALUE -> ReferenceJson.value(text, (String) second(arguments));
            default -> throw new IllegalArgumentException(function + " of texts");
        };
    }

    private static Object second(List<@Nullable Object> arguments) {
        return Objects.requireNonNull(arguments.get(1));
    }

    /** Whether the text from a place on is what the pattern says from a place on. */
    private static boolean like(int[] text, int at, int[] pattern, int next) {
        if (next == pattern.length) {
            return at == text.length;
        }
        if (pattern[next] == '%') {
            return like(text, at, pattern, next + 1) || at < text.length && like(text, at + 1, pattern, next);
        }
        boolean plain = pattern[next] == '\\' && next + 1 < pattern.length;
        int letter = plain ? next + 1 : next;
        boolean any = !plain && pattern[next] == '_';
        return at < text.length && (any || text[at] == pattern[letter]) && like(text, at + 1, pattern, letter + 1);
    }

    /** The code points at the places from the start, as many as the length, that there are. */
    private static String substring(int[] points, List<@Nullable Object> arguments) {
        BigInteger from = BigInteger.valueOf((Long) second(arguments));
        BigInteger to = BigInteger.valueOf(Long.MAX_VALUE);
        if (arguments.size() == 3) {
            long length = (Long) Objects.requireNonNull(arguments.get(2));
            if (length < 0) {
                throw new ArithmeticException("a length of " + length);
            }
            to = from.add(BigInteger.valueOf(length));
        }
        StringBuilder part = new StringBuilder();
        for (int i = 0; i < points.length; i++) {
            BigInteger place = BigInteger.valueOf(i + 1L);
            if (place.compareTo(from) >= 0 && place.compareTo(to) < 0) {
                part.appendCodePoint(points[i]);
            }
        }
        return part.toString();
    }
}
