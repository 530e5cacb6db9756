package io.millrace.cli.report;

import io.millrace.cli.render.Amounts;
import io.millrace.cli.report.MatrixReport.Accounting;
import io.millrace.cli.report.MatrixReport.FateCount;
import io.millrace.cli.report.MatrixReport.FileCount;

/** What became of every row that was read, in total and by file. */
final class AccountingSection {
    private final Html html;
    private final Accounting accounting;

    AccountingSection(Html html, Accounting accounting) {
        this.html = html;
        this.accounting = accounting;
    }

    void print() {
        html.open("section", "id", "accounting").element("h2", "Accounting").line();
        html.element("p", "Every row read has one fate; they add up to the rows read.", "class", "quiet")
                .line();
        fates();
        html.open("dl", "class", "facts").line();
        accounting.earliest().ifPresent(time -> fact("earliest event", "/accounting/earliest", time));
        accounting.latest().ifPresent(time -> fact("latest event", "/accounting/latest", time));
        fact("format", "/accounting/format", accounting.format());
        number("files", "/accounting/file_count", accounting.fileCount(), Amounts.count(accounting.fileCount()));
        number("bytes read", "/accounting/bytes_read", accounting.bytesRead(), Amounts.bytes(accounting.bytesRead()));
        number(
                "values that were not finite",
                "/accounting/non_finite",
                accounting.nonFinite(),
                Amounts.count(accounting.nonFinite()));
        for (int i = 0; i < accounting.rosters().size(); i++) {
            fact("roster", "/accounting/rosters/" + i, accounting.rosters().get(i));
        }
        html.close("dl");
        files();
        html.close("section");
    }

    private void fates() {
        html.open("div", "class", "scroll")
                .raw(
                        "<table class=\"bars\"><thead><tr><th scope=\"col\">fate</th><td></td>"
                                + "<th scope=\"col\" class=\"n\">rows</th><th scope=\"col\" class=\"n\">share</th></tr></thead><tbody>")
                .line();
        for (int i = 0; i < accounting.fates().size(); i++) {
            FateCount fate = accounting.fates().get(i);
            String at = "/accounting/fates/" + i;
            html.raw("<tr><th scope=\"row\">").value(at + "/fate", fate.fate()).raw("</th>");
            Bar.print(html, fate.share(), fate.fate().equals("used") ? "fill" : "outside");
            html.raw("<td class=\"n\">")
                    .value(at + "/rows", fate.rows(), Amounts.count(fate.rows()))
                    .raw("</td><td class=\"n\">")
                    .value(at + "/share", fate.share(), Shown.share(fate.share()))
                    .raw("</td></tr>")
                    .line();
        }
        html.raw("</tbody><tfoot><tr><th scope=\"row\">read</th><td></td><td class=\"n\">")
                .value("/accounting/read", accounting.read(), Amounts.count(accounting.read()))
                .raw("</td><td></td></tr>")
                .close("tfoot", "table", "div");
    }

    private void files() {
        if (accounting.files().isEmpty()) {
            return;
        }
        int more = accounting.fileCount() - accounting.files().size();
        html.open("details")
                .element("summary", more > 0 ? "The first " + accounting.files().size() + " files" : "By file")
                .open("div", "class", "scroll")
                .raw("<table><thead><tr><th scope=\"col\">file</th><th scope=\"col\" class=\"n\">size</th>"
                        + "<th scope=\"col\" class=\"n\">rows read</th><th scope=\"col\" class=\"n\">used</th></tr></thead>"
                        + "<tbody>")
                .line();
        for (int i = 0; i < accounting.files().size(); i++) {
            FileCount file = accounting.files().get(i);
            String at = "/accounting/files/" + i;
            html.raw("<tr><th scope=\"row\">")
                    .value(at + "/name", file.name())
                    .raw("</th><td class=\"n\">")
                    .value(at + "/bytes", file.bytes(), Amounts.bytes(file.bytes()))
                    .raw("</td><td class=\"n\">")
                    .value(at + "/read", file.read(), Amounts.count(file.read()))
                    .raw("</td><td class=\"n\">")
                    .value(at + "/used", file.used(), Amounts.count(file.used()))
                    .raw("</td></tr>")
                    .line();
        }
        html.close("tbody", "table", "div", "details");
    }

    private void fact(String label, String at, String text) {
        html.element("dt", label).open("dd").value(at, text).close("dd");
    }

    private void number(String label, String at, long value, String shown) {
        html.element("dt", label).open("dd").value(at, value, shown).close("dd");
    }
}
