package io.millrace.core.feature;

import java.util.stream.Collectors;

/** Shows a place in a text: the line, and below it carets under the span. */
final class Caret {
    private static final String INDENT = "    ";

    private Caret() {}

    static String under(String text, Span span) {
        int start = Math.min(span.start(), text.length());
        int lineStart = text.lastIndexOf('\n', start - 1) + 1;
        int lineEnd = text.indexOf('\n', start);
        String line = text.substring(lineStart, lineEnd < 0 ? text.length() : lineEnd);
        int carets = Math.max(1, Math.min(span.end(), lineStart + line.length()) - start);
        String before = line.substring(0, start - lineStart);
        return INDENT + line + "\n" + INDENT + blanks(before) + "^".repeat(carets);
    }

    private static String blanks(String before) {
        return before.chars().mapToObj(c -> c == '\t' ? "\t" : " ").collect(Collectors.joining());
    }
}
