package io.millrace.core.text;

import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Text that may hold names and values of files, for people: what moves cursors, changes colours or turns the order of letters around
 * stands as escapes.
 */
public final class PlainText {
    private static final String CONTROLS = "\\p{Cc}\\u061c\\u200e\\u200f\\u2028\\u2029\\u202a-\\u202e\\u2066-\\u2069";
    private static final Pattern OF_LINE = Pattern.compile("[" + CONTROLS + "]");
    private static final Pattern OF_LINES = Pattern.compile("[" + CONTROLS + "&&[^\\n\\t]]");

    private PlainText() {}

    /** A text of several lines, in which line feeds and tabs stay. */
    public static String of(String text) {
        return OF_LINES.matcher(text).replaceAll(PlainText::escape);
    }

    /** A name or value on one line, in which line feeds and tabs are escapes as well. */
    public static String line(String text) {
        return OF_LINE.matcher(text).replaceAll(PlainText::escape);
    }

    /** For a replacement, in which a backslash is doubled. */
    private static String escape(MatchResult found) {
        char control = found.group().charAt(0);
        return switch (control) {
            case '\n' -> "\\\\n";
            case '\r' -> "\\\\r";
            case '\t' -> "\\\\t";
            default -> String.format("\\\\u%04x", (int) control);
        };
    }
}
