package io.millrace.cli.report;

import io.millrace.cli.render.Amounts;
import io.millrace.cli.report.MatrixReport.Feature;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** All features in a table, then each one. */
final class FeatureSection {
    private final Html html;
    private final List<Feature> features;

    FeatureSection(Html html, List<Feature> features) {
        this.html = html;
        this.features = features;
    }

    /** The anchor of a feature by its place; names may hold anything. */
    static String id(int place) {
        return "feature-" + (place + 1);
    }

    void print() {
        html.open("section", "id", "features").element("h2", "Features").line();
        table();
        html.open("div", "class", "cards").line();
        for (int i = 0; i < features.size(); i++) {
            card(i);
        }
        html.close("div", "section");
    }

    private void table() {
        html.open("div", "class", "scroll", "tabindex", "0", "role", "region", "aria-label", "All features")
                .raw("<table class=\"features\"><thead><tr><th scope=\"col\">feature</th><th scope=\"col\"></th>");
        for (String heading : List.of("min", "median", "mean", "max", "null", "default")) {
            html.element("th", heading, "scope", "col", "class", "n");
        }
        html.raw("</tr></thead><tbody>").line();
        for (int i = 0; i < features.size(); i++) {
            Feature feature = features.get(i);
            html.raw("<tr><th scope=\"row\">")
                    .element("a", feature.name(), "href", "#" + id(i))
                    .raw("</th><td>");
            feature.histogram().ifPresent(histogram -> new HistogramChart(html, feature, histogram).spark());
            html.raw("</td>");
            number(Shown.value(feature.min()));
            number(
                    feature.quantiles().containsKey("0.5")
                            ? Shown.value(feature.quantiles().get("0.5"))
                            : "–");
            number(shown(feature.mean()));
            number(Shown.value(feature.max()));
            number(Shown.share(feature.nullShare()));
            number(
                    feature.defaultShare().isPresent()
                            ? Shown.share(feature.defaultShare().getAsDouble())
                            : "–");
            html.close("tr");
        }
        html.close("tbody", "table", "div");
    }

    private void number(String text) {
        html.element("td", text, "class", "n");
    }

    private static String shown(OptionalDouble number) {
        return number.isPresent() ? Amounts.number(number.getAsDouble()) : "–";
    }

    private void card(int place) {
        Feature feature = features.get(place);
        String at = "/features/" + place;
        html.open("article", "class", "card", "id", id(place)).line();
        html.open("h3").value(at + "/name", feature.name()).raw(" ");
        html.open("small").value(at + "/type", feature.type()).raw("</small>").close("h3");
        feature.description()
                .ifPresent(
                        text -> html.open("p").value(at + "/description", text).close("p"));
        feature.sentence()
                .ifPresent(text -> html.open("p", "class", "sentence")
                        .value(at + "/sentence", text)
                        .close("p"));
        feature.histogram().ifPresent(histogram -> new HistogramChart(html, feature, histogram).print(id(place)));
        values(at, feature);
        shares(at, feature);
        numbers(at, feature);
        feature.expression()
                .ifPresent(text -> html.open("pre")
                        .open("code")
                        .valueOfLines(at + "/expression", text)
                        .close("code", "pre"));
        checks(at, feature);
        feature.histogram()
                .ifPresent(histogram -> new HistogramChart(html, feature, histogram).table(at + "/histogram"));
        html.close("article");
    }

    private void checks(String at, Feature feature) {
        if (feature.checks().isEmpty()) {
            return;
        }
        html.open("p", "class", "quiet").text("Checked: ");
        for (int i = 0; i < feature.checks().size(); i++) {
            html.text(i > 0 ? "; " : "")
                    .value(at + "/checks/" + i, feature.checks().get(i));
        }
        html.close("p");
    }

    private void values(String at, Feature feature) {
        if (feature.values().isEmpty()) {
            return;
        }
        html.raw(
                "<table class=\"bars\"><thead><tr><th scope=\"col\">value</th><td></td>"
                        + "<th scope=\"col\" class=\"n\">rows</th><th scope=\"col\" class=\"n\">share</th></tr></thead><tbody>");
        for (int i = 0; i < feature.values().size(); i++) {
            ValueRow.print(html, at + "/values/" + i, feature.values().get(i));
        }
        if (feature.otherValues() > 0) {
            html.raw("<tr><th scope=\"row\" class=\"quiet\">other values</th><td></td><td class=\"n\">")
                    .value(at + "/other_values", feature.otherValues(), Amounts.count(feature.otherValues()))
                    .raw("</td><td></td></tr>");
        }
        html.close("tbody", "table");
    }

    /** How many rows are null, and how many hold the default. */
    private void shares(String at, Feature feature) {
        html.raw("<table class=\"bars\"><tbody><tr><th scope=\"row\">null</th>");
        Bar.print(html, feature.nullShare(), "warning");
        html.raw("<td class=\"n\">")
                .value(at + "/nulls", feature.nulls(), Amounts.count(feature.nulls()))
                .raw("</td><td class=\"n\">")
                .value(at + "/null_share", feature.nullShare(), Shown.share(feature.nullShare()))
                .raw("</td></tr>");
        if (feature.defaults().isPresent() && feature.defaultShare().isPresent()) {
            html.raw("<tr><th scope=\"row\">default ")
                    .value(at + "/default_value", feature.defaultValue().orElse(""))
                    .raw("</th>");
            Bar.print(html, feature.defaultShare().getAsDouble(), "fill");
            html.raw("<td class=\"n\">")
                    .value(
                            at + "/defaults",
                            feature.defaults().getAsLong(),
                            Amounts.count(feature.defaults().getAsLong()))
                    .raw("</td><td class=\"n\">")
                    .value(
                            at + "/default_share",
                            feature.defaultShare().getAsDouble(),
                            Shown.share(feature.defaultShare().getAsDouble()))
                    .raw("</td></tr>");
        }
        html.close("tbody", "table");
    }

    private void numbers(String at, Feature feature) {
        html.open("dl", "class", "numbers").line();
        number("min", at + "/min", feature.min(), Shown.value(feature.min()));
        for (Map.Entry<String, Double> quantile : feature.quantiles().entrySet()) {
            String label = quantile.getKey().equals("0.5")
                    ? "median"
                    : Amounts.number(Double.parseDouble(quantile.getKey()) * 100) + " %";
            number(
                    label,
                    at + "/quantiles/" + Html.pointer(quantile.getKey()),
                    quantile.getValue(),
                    Amounts.number(quantile.getValue()));
        }
        number("max", at + "/max", feature.max(), Shown.value(feature.max()));
        feature.mean().ifPresent(mean -> number("mean", at + "/mean", mean, Amounts.number(mean)));
        feature.deviation().ifPresent(value -> number("deviation", at + "/deviation", value, Amounts.number(value)));
        String about = feature.distinctExact() ? "" : "about ";
        number("distinct", at + "/distinct", feature.distinct(), about + Amounts.count(feature.distinct()));
        html.close("dl");
    }

    private void number(String label, String at, @Nullable Object value, String shown) {
        html.open("div").element("dt", label).open("dd").value(at, value, shown).close("dd", "div");
    }
}
