package io.millrace.core.feature;

import java.util.stream.Collectors;

/** Shows a place in a text: the line, or of a long one the part around the place, and below it carets under the span. */
final class Caret {
    private static final String INDENT = "    ";
    private static final String CUT = "…";
    private static final int LONG = 400;
    private static final int AROUND = 100;

    private Caret() {}

    static String under(String text, Span span) {
        int start = Math.min(span.start(), text.length());
        int lineStart = text.lastIndexOf('\n', start - 1) + 1;
        int newLine = text.indexOf('\n', start);
        int lineEnd = newLine < 0 ? text.length() : newLine;
        boolean isLong = lineEnd - lineStart > LONG;
        int from = isLong ? Math.max(lineStart, start - AROUND) : lineStart;
        int to = isLong ? Math.min(lineEnd, start + AROUND) : lineEnd;
        String head = from > lineStart ? CUT : "";
        int carets = Math.max(1, Math.min(span.end(), to) - start);
        String before = head + text.substring(from, start);
        return INDENT + before + text.substring(start, to) + (to < lineEnd ? CUT : "") + "\n" + INDENT + blanks(before)
                + "^".repeat(carets);
    }

    private static String blanks(String before) {
        return before.chars().mapToObj(c -> c == '\t' ? "\t" : " ").collect(Collectors.joining());
    }
}
