package io.millrace.cli.report;

import io.millrace.cli.render.Amounts;
import io.millrace.cli.report.MatrixReport.Feature;
import io.millrace.core.matrix.Histogram;
import java.util.List;
import java.util.Locale;

/** Bars for a feature's histogram: the widths are those between edges; what lies outside stands at the sides. */
final class HistogramChart {
    private static final double WIDTH = 300;
    private static final double HEIGHT = 80;

    /** What lies outside has a bar of this width, and a gap to the others. */
    private static final double SIDE = 10;

    private static final double GAP = 5;

    private final Html html;
    private final Feature feature;
    private final Histogram histogram;
    private final long most;

    HistogramChart(Html html, Feature feature, Histogram histogram) {
        this.html = html;
        this.feature = feature;
        this.histogram = histogram;
        this.most = Math.max(
                1,
                Math.max(
                        Math.max(histogram.below(), histogram.above()),
                        histogram.counts().stream()
                                .mapToLong(Long::longValue)
                                .max()
                                .orElse(0)));
    }

    /** The chart with its text alternative. */
    void print(String id) {
        html.open("figure", "class", "histogram").line();
        html.open(
                        "svg",
                        "viewBox",
                        "0 0 300 80",
                        "preserveAspectRatio",
                        "none",
                        "role",
                        "img",
                        "aria-labelledby",
                        id + "-t " + id + "-d")
                .element("title", "Histogram of " + feature.name(), "id", id + "-t")
                .element("desc", description(), "id", id + "-d");
        bars();
        html.close("svg");
        List<Double> edges = histogram.edges();
        html.open("figcaption")
                .element("span", Shown.edge(feature.type(), edges.get(0)))
                .element("span", "most " + Amounts.count(most))
                .element("span", Shown.edge(feature.type(), last()))
                .close("figcaption", "figure");
    }

    /** Where every whole number has its bar, the last one is that of the number below the last edge. */
    private double last() {
        List<Double> edges = histogram.edges();
        double last = edges.get(edges.size() - 1);
        boolean whole = feature.type().equals("bigint") && edges.get(1) - edges.get(0) == 1;
        return whole ? last - 1 : last;
    }

    /** The same without words, small, for a table that tells all else. */
    void spark() {
        html.open(
                "svg", "class", "spark", "viewBox", "0 0 300 80", "preserveAspectRatio", "none", "aria-hidden", "true");
        bars();
        html.raw("</svg>");
    }

    private void bars() {
        double left = histogram.below() > 0 ? SIDE + GAP : 0;
        double right = WIDTH - (histogram.above() > 0 ? SIDE + GAP : 0);
        List<Double> edges = histogram.edges();
        int bins = histogram.counts().size();
        if (histogram.below() > 0) {
            bar(0, SIDE, histogram.below(), "outside");
        }
        for (int i = 0; i < bins; i++) {
            double from = bins == 1 ? 0 : part(edges, i);
            double to = bins == 1 ? 1 : part(edges, i + 1);
            bar(
                    left + from * (right - left),
                    (to - from) * (right - left),
                    histogram.counts().get(i),
                    "fill");
        }
        if (histogram.above() > 0) {
            bar(WIDTH - SIDE, SIDE, histogram.above(), "outside");
        }
    }

    /** Where an edge stands, from 0 to 1; halves, as the span of large numbers may be no number. */
    private static double part(List<Double> edges, int place) {
        double first = edges.get(0) / 2;
        return (edges.get(place) / 2 - first) / (edges.get(edges.size() - 1) / 2 - first);
    }

    private void bar(double from, double width, long count, String tone) {
        if (count == 0) {
            return;
        }
        double height = Math.max(1, HEIGHT * count / most);
        double gap = Math.min(1, width / 5);
        html.open(
                        "rect",
                        "class",
                        tone,
                        "x",
                        number(from + gap / 2),
                        "y",
                        number(HEIGHT - height),
                        "width",
                        number(width - gap),
                        "height",
                        number(height))
                .raw("</rect>");
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    private String description() {
        long all = histogram.below() + histogram.above();
        int tallest = 0;
        for (int i = 0; i < histogram.counts().size(); i++) {
            all += histogram.counts().get(i);
            tallest = histogram.counts().get(i) > histogram.counts().get(tallest) ? i : tallest;
        }
        List<Double> edges = histogram.edges();
        String outside = histogram.below() + histogram.above() == 0
                ? ""
                : " " + Amounts.count(histogram.below()) + " lie below and " + Amounts.count(histogram.above())
                        + " above.";
        return Amounts.count(all, "value") + " in "
                + Amounts.count(histogram.counts().size(), "bar") + " from "
                + Shown.edge(feature.type(), edges.get(0)) + " to "
                + Shown.edge(feature.type(), edges.get(edges.size() - 1)) + ". Most, "
                + Amounts.count(histogram.counts().get(tallest)) + ", lie between "
                + Shown.edge(feature.type(), edges.get(tallest)) + " and "
                + Shown.edge(feature.type(), edges.get(tallest + 1)) + "." + outside
                + " The table below has every bar.";
    }

    /** Every bar as a row. */
    void table(String at) {
        html.open("details").element("summary", "Every bar as a table").line();
        html.open("div", "class", "scroll")
                .raw(
                        "<table><thead><tr><th scope=\"col\" class=\"n\">from</th>"
                                + "<th scope=\"col\" class=\"n\">to below</th><th scope=\"col\" class=\"n\">rows</th></tr></thead><tbody>");
        html.line();
        if (histogram.below() > 0) {
            outside("below", at + "/below", histogram.below());
        }
        List<Double> edges = histogram.edges();
        for (int i = 0; i < histogram.counts().size(); i++) {
            html.raw("<tr><td class=\"n\">")
                    .value(at + "/edges/" + i, edges.get(i), Shown.edge(feature.type(), edges.get(i)))
                    .raw("</td><td class=\"n\">")
                    .value(at + "/edges/" + (i + 1), edges.get(i + 1), Shown.edge(feature.type(), edges.get(i + 1)))
                    .raw("</td><td class=\"n\">")
                    .value(
                            at + "/counts/" + i,
                            histogram.counts().get(i),
                            Amounts.count(histogram.counts().get(i)))
                    .raw("</td></tr>")
                    .line();
        }
        if (histogram.above() > 0) {
            outside("above", at + "/above", histogram.above());
        }
        html.close("tbody", "table", "div", "details");
    }

    private void outside(String side, String at, long count) {
        html.raw("<tr><td colspan=\"2\" class=\"n\">")
                .text(side)
                .raw("</td><td class=\"n\">")
                .value(at, count, Amounts.count(count))
                .raw("</td></tr>")
                .line();
    }
}
