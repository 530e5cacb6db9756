package io.millrace.core.feature;

import java.util.List;
import java.util.Optional;

/** Signs that other languages have and this one does not, with what to write instead. */
final class ForeignSyntax {
    private record Sign(String sign, String advice) {}

    private static final List<Sign> SIGNS = List.of(
            new Sign("==", "write = to compare"),
            new Sign("=>", "write >= for at least"),
            new Sign("=<", "write <= for at most"),
            new Sign("=!", "write <> for unequal"),
            new Sign("<=>", "write =, and is null for what may be null"),
            new Sign("**", "write power(x, y)"),
            new Sign("/*", "a comment begins with -- and ends with its line"),
            new Sign("//", "write / to divide; a comment begins with --"),
            new Sign("&&", "write and"),
            new Sign("&", "write and"),
            new Sign("||", "write or; texts cannot be joined"),
            new Sign("|", "write or"),
            new Sign("::", "write cast(x as type)"),
            new Sign(":", "a parameter is written :name, with the column that for lists"),
            new Sign("?", "write case when … then … else … end"),
            new Sign(";", "remove it: a definition is one expression"),
            new Sign("`", "names with other signs than letters, digits and _ stand in double quotes"),
            new Sign("[", "a list stands in parentheses: x in ('a', 'b')"),
            new Sign("]", "a list stands in parentheses: x in ('a', 'b')"),
            new Sign("{", "in an expression, the value of for is written :name"),
            new Sign("}", "in an expression, the value of for is written :name"),
            new Sign("^", "write power(x, y), or <> for unequal"),
            new Sign("#", "a comment begins with --"),
            new Sign("$", "the value of for is written :name"),
            new Sign("@", "the value of for is written :name"),
            new Sign("~", "write like, or not"),
            new Sign("‘", "text stands in straight quotes: 'text'"),
            new Sign("’", "text stands in straight quotes: 'text'"),
            new Sign("“", "write straight quotes: 'text', or \"name\" for a name"),
            new Sign("”", "write straight quotes: 'text', or \"name\" for a name"),
            new Sign("≤", "write <="),
            new Sign("≥", "write >="),
            new Sign("≠", "write <>"),
            new Sign("×", "write *"),
            new Sign("÷", "write /"),
            new Sign("−", "write - (the hyphen of the keyboard)"),
            new Sign("–", "write - (the hyphen of the keyboard)"),
            new Sign(".", "a name has no parts; one that holds a point stands in double quotes"));

    private ForeignSyntax() {}

    /** The problem with the sign that stands there, where it is one of another language. */
    static Optional<SyntaxException> find(String text, int start) {
        if (text.startsWith("!", start) && !text.startsWith("!=", start)) {
            return Optional.of(problem("!", start, 1, "write not, and <> for unequal"));
        }
        return SIGNS.stream()
                .filter(sign -> text.startsWith(sign.sign(), start))
                .findFirst()
                .map(sign -> problem(sign.sign(), start, sign.sign().length(), sign.advice()));
    }

    /** The problem with the sign that stands there, which is none of the language. */
    static SyntaxException at(String text, int start) {
        return find(text, start).orElseGet(() -> {
            int character = text.codePointAt(start);
            String shown = Character.isISOControl(character) || !Character.isDefined(character)
                    ? String.format("the character U+%04X", character)
                    : Character.toString(character);
            int length = Character.charCount(character);
            return problem(shown, start, length, "text stands in single quotes, an unusual name in double quotes");
        });
    }

    /** The problem with a number that letters follow. */
    static SyntaxException number(String digits, String letters, Span span) {
        String advice = "put a blank or an operator between " + digits + " and " + letters;
        if (letters.startsWith("_")) {
            advice = "write the digits without _";
        } else if (Lengths.isLength(digits + letters)) {
            advice = "a length of time is written interval '" + digits + " " + letters + "'";
        }
        return new SyntaxException(digits + letters + " is no number", span, advice);
    }

    private static SyntaxException problem(String shown, int start, int length, String advice) {
        return new SyntaxException(shown + " has no meaning here", new Span(start, start + length), advice);
    }
}
