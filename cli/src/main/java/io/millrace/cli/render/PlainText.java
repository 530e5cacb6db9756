package io.millrace.cli.render;

import java.util.regex.Pattern;

/** Text that may hold names and values of files, for a terminal. */
public final class PlainText {
    /** What moves cursors, changes colours or turns the order of letters around; lines and tabs are none of these. */
    private static final Pattern CONTROLS =
            Pattern.compile("[\\p{Cc}\\u202a-\\u202e\\u2066-\\u2069\\u2028\\u2029&&[^\\n\\t]]");

    private PlainText() {}

    /** The text, in which control characters but line ends and tabs stand as escapes. */
    public static String of(String text) {
        return CONTROLS.matcher(text)
                .replaceAll(
                        found -> String.format("\\\\u%04x", (int) found.group().charAt(0)));
    }
}
