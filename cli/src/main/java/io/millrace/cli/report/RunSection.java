package io.millrace.cli.report;

import io.millrace.cli.render.Amounts;
import io.millrace.cli.report.MatrixReport.PhaseTime;
import io.millrace.cli.report.MatrixReport.Run;
import java.util.Map;
import java.util.OptionalLong;

/** How the matrix came to be: time, memory, the command, the definition. */
final class RunSection {
    private final Html html;
    private final Run run;

    RunSection(Html html, Run run) {
        this.html = html;
        this.run = run;
    }

    void print() {
        html.open("section", "id", "run").element("h2", "Run").line();
        run.command()
                .ifPresent(
                        command -> html.element("p", "This repeats it, in the folder where it ran:", "class", "quiet")
                                .open("pre", "class", "command")
                                .open("code")
                                .valueOfLines("/run/command", command)
                                .close("code", "pre"));
        html.open("div", "class", "cards few").line();
        phases();
        memory();
        rest();
        html.close("div");
        if (!run.definition().isEmpty()) {
            html.open("details")
                    .element("summary", "The feature set, as the run had it")
                    .open("pre")
                    .open("code")
                    .valueOfLines("/run/definition", run.definition())
                    .close("code", "pre", "details");
        }
        html.close("section");
    }

    private void phases() {
        html.open("article", "class", "card").element("h3", "Time");
        html.raw("<table class=\"bars\"><tbody>").line();
        for (int i = 0; i < run.seconds().size(); i++) {
            PhaseTime phase = run.seconds().get(i);
            String at = "/run/seconds/" + i;
            html.raw("<tr><th scope=\"row\">")
                    .value(at + "/phase", phase.phase())
                    .raw("</th>");
            Bar.print(html, run.totalSeconds() > 0 ? phase.seconds() / run.totalSeconds() : 0, "fill");
            html.raw("<td class=\"n\">")
                    .value(at + "/seconds", phase.seconds(), Shown.seconds(phase.seconds()))
                    .raw("</td></tr>")
                    .line();
        }
        html.raw("</tbody><tfoot><tr><th scope=\"row\">total</th><td></td><td class=\"n\">")
                .value("/run/total_seconds", run.totalSeconds(), Shown.seconds(run.totalSeconds()))
                .raw("</td></tr>")
                .close("tfoot", "table");
        run.rowsPerSecond()
                .ifPresent(speed -> html.open("p", "class", "quiet")
                        .value("/run/rows_per_second", speed, Amounts.quantity(speed) + " rows/s")
                        .close("p"));
        html.close("article");
    }

    private void memory() {
        html.open("article", "class", "card").element("h3", "Memory");
        html.raw("<table class=\"bars\"><tbody>").line();
        use("state", "/run/state_peak", run.statePeak(), "/run/state_budget", run.stateBudget());
        use("process", "/run/process_peak", run.processPeak(), "/run/process_limit", run.processLimit());
        html.close("tbody", "table");
        html.open("p", "class", "quiet");
        if (run.spilledBytes() == 0) {
            html.text("Spilled: ").value("/run/spilled_bytes", 0L, "nothing");
        } else {
            html.text("Spilled: ").value("/run/spilled_bytes", run.spilledBytes(), Amounts.bytes(run.spilledBytes()));
        }
        html.close("p", "article");
    }

    private void use(String label, String at, OptionalLong peak, String limitAt, OptionalLong limit) {
        if (peak.isEmpty()) {
            return;
        }
        long most = limit.orElse(0);
        html.raw("<tr>").element("th", label, "scope", "row");
        Bar.print(html, most > 0 ? (double) peak.getAsLong() / most : 0, "fill");
        html.raw("<td class=\"n\">").value(at, peak.getAsLong(), Amounts.bytes(peak.getAsLong()));
        limit.ifPresent(bytes -> html.text(" of ").value(limitAt, bytes, Amounts.bytes(bytes)));
        html.raw("</td></tr>").line();
    }

    private void rest() {
        html.open("article", "class", "card").element("h3", "Process").open("dl", "class", "facts");
        html.element("dt", "splits by thread").open("dd");
        for (int i = 0; i < run.splits().size(); i++) {
            long splits = run.splits().get(i);
            html.text(i > 0 ? " + " : "").value("/run/splits/" + i, splits, Amounts.count(splits));
        }
        html.close("dd");
        for (Map.Entry<String, String> version : run.versions().entrySet()) {
            html.element("dt", version.getKey())
                    .open("dd")
                    .value("/run/versions/" + Html.pointer(version.getKey()), version.getValue())
                    .close("dd");
        }
        html.close("dl", "article");
    }
}
