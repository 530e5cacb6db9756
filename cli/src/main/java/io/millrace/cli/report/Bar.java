package io.millrace.cli.report;

import java.util.Locale;

/** A bar that shows a share, for the cell of a table whose other cells tell it in words. */
final class Bar {
    private static final double WIDTH = 100;

    private Bar() {}

    /**
     * @param tone a class of the style sheet
     */
    static void print(Html html, double share, String tone) {
        html.open("td", "class", "bar")
                .open("svg", "viewBox", "0 0 100 8", "preserveAspectRatio", "none", "aria-hidden", "true")
                .open("rect", "class", "track", "width", "100", "height", "8")
                .raw("</rect>")
                .open("rect", "class", tone, "width", width(share), "height", "8")
                .raw("</rect></svg></td>");
    }

    /** What is not nothing can be seen. */
    private static String width(double share) {
        double bounded = Math.max(0, Math.min(1, share));
        return String.format(Locale.ROOT, "%.2f", bounded == 0 ? 0 : Math.max(0.6, bounded * WIDTH));
    }
}
