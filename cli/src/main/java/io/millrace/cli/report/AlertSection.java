package io.millrace.cli.report;

import io.millrace.cli.render.Amounts;
import io.millrace.cli.report.MatrixReport.Alert;
import io.millrace.cli.report.MatrixReport.CheckLine;
import io.millrace.cli.report.MatrixReport.Level;
import java.util.List;
import java.util.Locale;

/** The alerts, then all checks. */
final class AlertSection {
    private final Html html;
    private final MatrixReport report;

    AlertSection(Html html, MatrixReport report) {
        this.html = html;
        this.report = report;
    }

    void print() {
        html.open("section", "id", "alerts").element("h2", "Alerts").line();
        if (report.alerts().isEmpty()) {
            html.element("p", "There is none.", "class", "quiet").line();
        } else {
            html.open("ul", "class", "alerts").line();
            for (int i = 0; i < report.alerts().size(); i++) {
                alert("/alerts/" + i, report.alerts().get(i));
            }
            html.close("ul");
        }
        html.close("section");
        checks();
    }

    private void alert(String at, Alert alert) {
        boolean bad = alert.level() == Level.BAD;
        html.open("li", "class", bad ? "bad" : "warn")
                .open("span", "class", "level")
                .value(at + "/level", alert.level().name().toLowerCase(Locale.ROOT), bad ? "wrong" : "warning")
                .raw("</span> ")
                .open("span", "class", "kind")
                .value(at + "/kind", alert.kind(), alert.kind().replace('_', ' '))
                .raw("</span> ")
                .open("span", "class", "what")
                .value(at + "/text", alert.text())
                .raw("</span>");
        alert.feature().ifPresent(name -> {
            html.raw(" ").open("a", "href", "#" + FeatureSection.id(place(name)));
            html.value(at + "/feature", name).raw("</a>");
        });
        html.close("li");
    }

    private int place(String name) {
        List<String> names =
                report.features().stream().map(MatrixReport.Feature::name).toList();
        return names.indexOf(name);
    }

    private void checks() {
        html.open("section", "id", "checks").element("h2", "Checks").line();
        if (report.checks().isEmpty()) {
            html.element("p", "No check was evaluated.", "class", "quiet").close("section");
            return;
        }
        html.open("div", "class", "scroll").open("table", "class", "checks").line();
        html.raw(
                        "<thead><tr><th scope=\"col\">check</th><th scope=\"col\">observed</th>"
                                + "<th scope=\"col\" class=\"n\">violations</th><th scope=\"col\">result</th></tr></thead><tbody>")
                .line();
        for (int i = 0; i < report.checks().size(); i++) {
            check("/checks/" + i, report.checks().get(i));
        }
        html.close("tbody", "table", "div", "section");
    }

    private void check(String at, CheckLine check) {
        boolean warns = check.severity().equals("warn");
        String result = check.passed() ? "passes" : warns ? "warns" : "fails";
        html.open("tr")
                .raw("<th scope=\"row\">")
                .value(at + "/check", check.check())
                .raw("</th><td>")
                .value(at + "/observed", check.observed())
                .raw("</td><td class=\"n\">")
                .value(at + "/violations", check.violations(), Amounts.count(check.violations()))
                .raw("</td><td>")
                .open("span", "class", "pill " + (check.passed() ? "good" : warns ? "warn" : "bad"))
                .value(at + "/passed", check.passed(), result)
                .raw("</span></td>")
                .close("tr");
    }
}
