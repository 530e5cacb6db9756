package io.millrace.core.feature;

import java.util.Locale;
import java.util.Set;

/** The words that cannot be names without double quotes, and what a plain name looks like. */
final class Keywords {
    private static final Set<String> RESERVED = Set.of(
            "or",
            "and",
            "not",
            "in",
            "between",
            "like",
            "is",
            "null",
            "true",
            "false",
            "case",
            "when",
            "then",
            "else",
            "end",
            "distinct");

    private Keywords() {}

    static boolean isReserved(String word) {
        return RESERVED.contains(word.toLowerCase(Locale.ROOT));
    }

    /** Whether the text can be written as a name without double quotes. */
    static boolean isPlainName(String text) {
        return !text.isEmpty()
                && isNameStart(text.codePointAt(0))
                && text.codePoints().allMatch(Keywords::isNamePart)
                && !isReserved(text);
    }

    static boolean isNameStart(int character) {
        return Character.isLetter(character) || character == '_';
    }

    static boolean isNamePart(int character) {
        return isNameStart(character) || character >= '0' && character <= '9';
    }

    /** The name as the language writes it: plain, or in double quotes. */
    static String quoteName(String name) {
        return isPlainName(name) ? name : "\"" + name.replace("\"", "\"\"") + "\"";
    }
}
