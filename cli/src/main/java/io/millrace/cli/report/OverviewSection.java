package io.millrace.cli.report;

import io.millrace.cli.render.Amounts;
import io.millrace.cli.report.MatrixReport.Level;
import io.millrace.cli.report.MatrixReport.Overview;
import io.millrace.cli.report.MatrixReport.RecordState;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** The head of the page: what the matrix is, the verdict, the largest numbers, the way through the page. */
final class OverviewSection {
    private final Html html;
    private final MatrixReport report;
    private final Overview overview;

    OverviewSection(Html html, MatrixReport report) {
        this.html = html;
        this.report = report;
        this.overview = report.overview();
    }

    void print() {
        html.open("header").line();
        html.element("p", "Millrace · feature matrix", "class", "brand").line();
        html.open("h1").text(name()).close("h1");
        html.open("p", "class", "path")
                .value("/overview/matrix", overview.matrix())
                .close("p");
        verdict();
        tiles();
        facts();
        navigation();
        html.close("header");
    }

    private String name() {
        Path name = Path.of(overview.matrix()).getFileName();
        return name == null ? overview.matrix() : name.toString();
    }

    private void verdict() {
        long bad = report.count(Level.BAD);
        long warnings = report.count(Level.WARN);
        String tone = bad > 0 ? "bad" : warnings > 0 ? "warn" : "good";
        String words = bad > 0
                ? Amounts.count(bad, "thing") + (bad == 1 ? " is" : " are") + " wrong"
                : warnings > 0 ? "Nothing fails" : "Nothing to worry about";
        String more = warnings > 0 ? ", " + Amounts.count(warnings, "warning") : "";
        html.open("p", "class", "verdict " + tone).text(words + more).close("p");
    }

    private void tiles() {
        html.open("div", "class", "tiles").line();
        tile("rows", "/overview/rows", overview.rows(), Amounts.count(overview.rows()));
        tile("features", "/overview/features", overview.features(), Amounts.count(overview.features()));
        tile("size", "/overview/bytes", overview.bytes(), Amounts.bytes(overview.bytes()));
        if (overview.withoutEvents().isPresent()) {
            long without = overview.withoutEvents().getAsLong();
            tile("rows without events", "/overview/without_events", without, Amounts.count(without));
        }
        long passed =
                report.checks().stream().filter(MatrixReport.CheckLine::passed).count();
        html.open("div", "class", "tile")
                .element("b", passed + " of " + report.checks().size())
                .element("span", "checks pass")
                .close("div");
        report.accounting()
                .ifPresent(rows -> html.open("div", "class", "tile")
                        .element("b", events(rows.read()))
                        .element("span", "events read")
                        .close("div"));
        report.run()
                .ifPresent(run -> html.open("div", "class", "tile")
                        .element("b", Shown.seconds(run.totalSeconds()))
                        .element("span", "took the run")
                        .close("div"));
        html.close("div");
    }

    private static String events(long count) {
        return count < 1_000_000 ? Amounts.count(count) : Amounts.quantity((double) count);
    }

    private void tile(String label, String at, long value, String shown) {
        html.open("div", "class", "tile")
                .open("b")
                .value(at, value, shown)
                .raw("</b>")
                .element("span", label)
                .close("div");
    }

    private void facts() {
        html.open("dl", "class", "facts").line();
        overview.featureSet().ifPresent(set -> fact("feature set", "/overview/feature_set", set));
        overview.window().ifPresent(window -> fact("window", "/overview/window", window));
        if (!overview.asOf().isEmpty()) {
            html.element("dt", "as of").open("dd");
            list("/overview/as_of", overview.asOf());
            html.close("dd");
        }
        html.element("dt", "entity key").open("dd");
        list("/overview/key", overview.key());
        html.close("dd");
        overview.entitiesFrom().ifPresent(from -> fact("rows for the entities of", "/overview/entities_from", from));
        if (overview.sample().isPresent() && overview.sample().getAsDouble() < 1) {
            double share = overview.sample().getAsDouble();
            html.element("dt", "sample")
                    .open("dd")
                    .value("/overview/sample", share, Amounts.number(share * 100) + " % of the entities")
                    .close("dd");
        }
        if (!overview.deduplicatedBy().isEmpty()) {
            html.element("dt", "one event of those equal in").open("dd");
            list("/overview/deduplicated_by", overview.deduplicatedBy());
            html.close("dd");
        }
        html.element("dt", "record of the run")
                .open("dd")
                .value("/overview/record", overview.record().name().toLowerCase(Locale.ROOT), words(overview.record()))
                .close("dd");
        html.close("dl");
        if (!report.notTold().isEmpty()) {
            html.open("ul", "class", "missing").line();
            for (int i = 0; i < report.notTold().size(); i++) {
                html.open("li").value("/not_told/" + i, report.notTold().get(i)).close("li");
            }
            html.close("ul");
        }
    }

    private void fact(String label, String at, String text) {
        html.element("dt", label).open("dd").value(at, text).close("dd");
    }

    private void list(String at, List<String> texts) {
        for (int i = 0; i < texts.size(); i++) {
            html.text(i > 0 ? ", " : "").value(at + "/" + i, texts.get(i));
        }
    }

    private static String words(RecordState state) {
        return switch (state) {
            case SAME -> "tells of this very file (SHA-256)";
            case DIFFERS -> "tells of another file";
            case OF_NO_FILE -> "tells of no file";
            case ABSENT -> "there is none";
        };
    }

    private void navigation() {
        html.open("nav", "aria-label", "Parts of the page").line();
        link("alerts", "Alerts");
        link("checks", "Checks");
        link("features", "Features");
        link("correlations", "Correlations");
        report.events().ifPresent(events -> link("events", "Events"));
        report.accounting().ifPresent(rows -> link("accounting", "Accounting"));
        report.run().ifPresent(run -> link("run", "Run"));
        html.close("nav");
    }

    private void link(String id, String text) {
        html.element("a", text, "href", "#" + id).line();
    }
}
