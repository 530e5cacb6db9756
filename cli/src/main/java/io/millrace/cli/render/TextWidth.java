package io.millrace.cli.render;

import io.millrace.core.text.PlainText;
import java.util.ArrayList;
import java.util.List;

/** How text stands on a terminal. */
final class TextWidth {
    private TextWidth() {}

    /** The columns that the text takes, to the accuracy that tables need: wide scripts count twice, marks not at all. */
    static int of(String text) {
        return text.codePoints().map(TextWidth::of).sum();
    }

    private static int of(int codePoint) {
        int type = Character.getType(codePoint);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK || type == Character.FORMAT) {
            return 0;
        }
        boolean wide = Character.isIdeographic(codePoint)
                || codePoint >= 0x1100 && codePoint <= 0x115f
                || codePoint >= 0x3000 && codePoint <= 0x30ff
                || codePoint >= 0xac00 && codePoint <= 0xd7a3
                || codePoint >= 0xff01 && codePoint <= 0xff60
                || codePoint >= 0x1f300 && codePoint <= 0x1faff;
        return wide ? 2 : 1;
    }

    /** The text in lines of at most so many columns, broken at blanks where there are some. */
    static List<String> lines(String text, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : PlainText.line(text).split(" ", -1)) {
            if (!line.isEmpty() && of(line.toString()) + 1 + of(word) > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }
}
