package io.millrace.core.inspect;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Texts as YAML takes them. */
final class DraftText {
    private static final int MOST_SHOWN = 40;
    private static final int LINE = 110;
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]*");
    private static final Pattern EXPRESSION =
            Pattern.compile("[A-Za-z_(](?:[A-Za-z0-9_ ()*/+<>=.,'-]|:(?=[A-Za-z_]))*[A-Za-z0-9_)']");
    private static final Set<String> OTHER_MEANING =
            Set.of("null", "true", "false", "yes", "no", "on", "off", "y", "n");

    private DraftText() {}

    /** A name or a value of a list, in double quotes where it would mean something else without. */
    static String scalar(String text) {
        boolean plain = PLAIN.matcher(text).matches() && !OTHER_MEANING.contains(text.toLowerCase(Locale.ROOT));
        return plain ? text : quoted(text);
    }

    /** A name with a placeholder in braces, or a plain one. */
    static String key(String text) {
        boolean template = text.matches("[A-Za-z_][A-Za-z0-9_]*\\{[A-Za-z0-9_]+}");
        return template ? text : scalar(text);
    }

    /** What stands behind a colon up to the end of the line. */
    static String expression(String text) {
        return EXPRESSION.matcher(text).matches() ? text : quoted(text);
    }

    private static String quoted(String text) {
        StringBuilder out = new StringBuilder("\"");
        text.codePoints().forEach(c -> {
            if (c == '"' || c == '\\') {
                out.append('\\').appendCodePoint(c);
            } else if (c == ' ' || c > ' ' && c < 127 || c < 0x10000 && Character.isLetterOrDigit(c)) {
                out.appendCodePoint(c);
            } else {
                out.append(String.format(Locale.ROOT, "\\U%08X", c));
            }
        });
        return out.append('"').toString();
    }

    /** Lines of a comment, each after the indent, none too long. */
    static String comment(String indent, String text) {
        StringBuilder out = new StringBuilder();
        StringBuilder line = new StringBuilder(indent + "#");
        for (String word : harmless(text).split(" +")) {
            if (line.length() + word.length() > LINE && line.length() > indent.length() + 1) {
                out.append(line).append('\n');
                line = new StringBuilder(indent + "#");
            }
            line.append(' ').append(word);
        }
        return out.append(line).append('\n').toString();
    }

    /** The beginning of a long value, for a message. */
    static String shortened(String text) {
        String harmless = harmless(text);
        int most = Math.min(MOST_SHOWN, harmless.codePointCount(0, harmless.length()));
        String start = harmless.substring(0, harmless.offsetByCodePoints(0, most));
        return start.length() < harmless.length() ? start + "…" : start;
    }

    /** Without what could end a line or cannot be shown. */
    private static String harmless(String text) {
        return text.replaceAll("[\\p{C}\\p{Zl}\\p{Zp}]", "?");
    }
}
