package io.millrace.cli.report;

import io.millrace.cli.render.Amounts;
import io.millrace.cli.report.MatrixReport.ValueCount;

/** A row of a table of values: the value, a bar, how often it occurs. */
final class ValueRow {
    private ValueRow() {}

    static void print(Html html, String at, ValueCount value) {
        html.raw("<tr><th scope=\"row\">")
                .value(at + "/value", value.value(), Shown.value(value.value()))
                .raw("</th>");
        Bar.print(html, value.share(), "fill");
        html.raw("<td class=\"n\">")
                .value(at + "/count", value.count(), Amounts.count(value.count()))
                .raw("</td><td class=\"n\">")
                .value(at + "/share", value.share(), Shown.share(value.share()))
                .raw("</td></tr>")
                .line();
    }
}
