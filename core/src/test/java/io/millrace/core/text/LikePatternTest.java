package io.millrace.core.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LikePatternTest {
    private static final String[] PIECES = {"a", "b", "ab", "é", "😀", "%", "_", "\\", "\n", "\u0301", "%%"};

    @ParameterizedTest
    @CsvSource({
        "'', '', true",
        "'', a, false",
        "a, '', false",
        "%, '', true",
        "%, a😀, true",
        "%%, '', true",
        "_, '', false",
        "_, a, true",
        "_, é, true",
        "_, 😀, true",
        "_, ab, false",
        "__, 😀, false",
        "_%, '', false",
        "%_, 😀, true",
        "%__%, é, false",
        "%__%, éa, true",
        "a, A, false",
        "ab%, abc, true",
        "%bc, abc, true",
        "%b%, abc, true",
        "a%c, ac, true",
        "a%a, a, false",
        "ab%ba, aba, false",
        "ab%ba, abba, true",
        "%ab%ab%, abab, true",
        "%ab%ab%, aab, false",
        "%aab, aaab, true",
        "%a_b%, aaxb, true",
        "%_é, xé, true",
        "%_é, é, false",
        "a_c, a😀c, true",
        "\\%, %, true",
        "\\%, a, false",
        "\\_, _, true",
        "\\_, a, false",
        "\\\\, \\, true",
        "\\a, a, true",
        "\\😀, 😀, true",
        "%\\%%, 100% sure, true",
        "%\\%%, 100 sure, false",
        "10[0-9]*, 100, false",
        "'a.c', abc, false"
    })
    void matchesAsInSql(String pattern, String text, boolean expected) {
        assertEquals(expected, matches(pattern, text));
        assertEquals(expected, regex(pattern).matcher(text).matches());
    }

    @Property(tries = 20_000)
    void matchesAsTheRegularExpressionDoes(@ForAll Random random) {
        String pattern = pieces(random).replaceAll("\\\\$", "");
        if (pattern.replace("\\\\", "").endsWith("\\")) {
            return;
        }
        String text = pieces(random);
        assertEquals(regex(pattern).matcher(text).matches(), matches(pattern, text), pattern + " on " + text);
    }

    private static String pieces(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(7); i > 0; i--) {
            text.append(PIECES[random.nextInt(PIECES.length)]);
        }
        return text.toString();
    }

    private static Pattern regex(String pattern) {
        StringBuilder expression = new StringBuilder();
        int[] points = pattern.codePoints().toArray();
        for (int i = 0; i < points.length; i++) {
            if (points[i] == '%') {
                expression.append(".*");
            } else if (points[i] == '_') {
                expression.append('.');
            } else {
                expression.append(Pattern.quote(Character.toString(points[i] == '\\' ? points[++i] : points[i])));
            }
        }
        return Pattern.compile(expression.toString(), Pattern.DOTALL);
    }

    /** With backtracking this would take longer than anybody waits. */
    @Test
    void looksForNoPartTwice() {
        String pattern = "%a%".repeat(60) + "b";
        assertFalse(matches(pattern, "a".repeat(20_000)));
        assertTrue(matches(pattern, "a".repeat(20_000) + "b"));
    }

    @Test
    void refusesAPatternThatEndsWithinAnEscape() {
        var problem = assertThrows(IllegalArgumentException.class, () -> new LikePattern("50\\"));
        assertEquals(
                "the pattern '50\\' ends with a \\ that makes nothing plain; write \\\\ for the character",
                problem.getMessage());
    }

    private static boolean matches(String pattern, String text) {
        byte[] utf8 = ("x" + text + "y").getBytes(UTF_8);
        return new LikePattern(pattern).matches(utf8, 1, utf8.length - 1);
    }
}
