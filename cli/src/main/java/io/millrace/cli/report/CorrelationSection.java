package io.millrace.cli.report;

import io.millrace.cli.render.Amounts;
import io.millrace.cli.report.MatrixReport.Correlations;
import io.millrace.cli.report.MatrixReport.Pair;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The map of correlations, a table whose cells are coloured, and the strongest pairs. */
final class CorrelationSection {
    /** So many shades in either direction. */
    private static final int SHADES = 10;

    private final Html html;
    private final Correlations correlations;

    CorrelationSection(Html html, Correlations correlations) {
        this.html = html;
        this.correlations = correlations;
    }

    void print() {
        html.open("section", "id", "correlations").element("h2", "Correlations").line();
        if (correlations.features().size() < 2) {
            html.element("p", "No two numeric features vary.", "class", "quiet").close("section");
            return;
        }
        html.element(
                "p",
                "Pearson's correlation of every two features that vary, over the rows in which both have a value:"
                        + " 1 rise together, \u22121 one falls as the other rises, 0 neither.",
                "class",
                "quiet");
        if (correlations.leftOut() > 0) {
            html.open("p", "class", "quiet")
                    .text("Features that have no place here, as others are correlated more: ")
                    .value("/correlations/left_out", correlations.leftOut(), Amounts.count(correlations.leftOut()))
                    .close("p");
        }
        map();
        pairs();
        html.close("section");
    }

    private void map() {
        List<String> names = correlations.features();
        html.open("div", "class", "scroll", "tabindex", "0", "role", "region", "aria-label", "Map of correlations")
                .raw("<table class=\"map\"><thead><tr><td></td>");
        for (int i = 0; i < names.size(); i++) {
            html.element("th", Integer.toString(i + 1), "scope", "col", "title", names.get(i));
        }
        html.raw("</tr></thead><tbody>").line();
        for (int row = 0; row < names.size(); row++) {
            html.raw("<tr><th scope=\"row\">")
                    .element("span", Integer.toString(row + 1), "class", "place")
                    .raw(" ")
                    .value("/correlations/features/" + row, names.get(row))
                    .raw("</th>");
            for (int column = 0; column < names.size(); column++) {
                cell(row, column);
            }
            html.close("tr");
        }
        html.close("tbody", "table", "div");
    }

    /** The upper half mirrors the lower one, which the twin has. */
    private void cell(int row, int column) {
        Double value = correlations.rows().get(Math.max(row, column)).get(Math.min(row, column));
        if (row == column) {
            html.raw("<td class=\"self\"></td>");
            return;
        }
        String shown = value == null ? "–" : Shown.correlation(value);
        html.open("td", "class", tone(value));
        if (column < row) {
            html.value("/correlations/rows/" + row + "/" + column, value, shown);
        } else {
            html.text(shown);
        }
        html.raw("</td>");
    }

    private static String tone(@Nullable Double value) {
        if (value == null) {
            return "h0";
        }
        long shade = Math.round(Math.abs(value) * SHADES);
        return (value < 0 ? "m" : "p") + shade;
    }

    private void pairs() {
        html.element("h3", "The strongest", "class", "apart").line();
        html.open("div", "class", "scroll")
                .raw("<table class=\"bars\"><thead><tr><th scope=\"col\">features</th><td></td>"
                        + "<th scope=\"col\" class=\"n\">correlation</th></tr></thead><tbody>")
                .line();
        for (int i = 0; i < correlations.strongest().size(); i++) {
            Pair pair = correlations.strongest().get(i);
            String at = "/correlations/strongest/" + i;
            html.raw("<tr><th scope=\"row\">")
                    .value(at + "/left", pair.left())
                    .text(" and ")
                    .value(at + "/right", pair.right())
                    .raw("</th>");
            Bar.print(html, Math.abs(pair.value()), pair.value() < 0 ? "minus" : "plus");
            html.raw("<td class=\"n\">")
                    .value(at + "/value", pair.value(), Amounts.number(pair.value()))
                    .raw("</td></tr>")
                    .line();
        }
        html.close("tbody", "table", "div");
    }
}
