package io.millrace.cli.report;

import io.millrace.cli.render.Amounts;
import io.millrace.cli.report.MatrixReport.Alert;
import io.millrace.cli.report.MatrixReport.Feature;
import io.millrace.cli.report.MatrixReport.Level;
import io.millrace.core.feature.Check;
import io.millrace.core.matrix.Correlation;
import io.millrace.core.run.DayRange;
import io.millrace.core.validate.CheckResult;
import io.millrace.yaml.RecordedRun;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What to look at first, the worst first. */
final class AlertPart {
    private static final int MOST_PAIRS = 50;
    private static final int MOST_NAMED = 5;

    private final Facts facts;
    private final List<Feature> features;
    private final Limits limits;
    private final List<Alert> alerts = new ArrayList<>();

    AlertPart(Facts facts, List<Feature> features, Limits limits) {
        this.facts = facts;
        this.features = features;
        this.limits = limits;
    }

    List<Alert> alerts() {
        facts.difference().ifPresent(text -> add(Level.BAD, "record", Optional.empty(), text));
        facts.unboundChecks().ifPresent(text -> add(Level.BAD, "check", Optional.empty(), text));
        if (facts.profile().rows() == 0) {
            add(Level.BAD, "rows", Optional.empty(), "The matrix has no row.");
        }
        facts.run()
                .filter(run -> facts.record() == MatrixReport.RecordState.SAME
                        && run.entities() != facts.profile().rows())
                .ifPresent(run -> add(
                        Level.BAD,
                        "record",
                        Optional.empty(),
                        "The record tells of " + Amounts.count(run.entities(), "row") + ", and the matrix has "
                                + Amounts.count(facts.profile().rows()) + "."));
        facts.checks().stream().filter(check -> !check.passed()).forEach(this::check);
        features.forEach(this::feature);
        correlations();
        facts.run().ifPresent(this::run);
        return alerts.stream().sorted(Comparator.comparing(Alert::level)).toList();
    }

    private void add(Level level, String kind, Optional<String> feature, String text) {
        alerts.add(new Alert(level, kind, feature, text));
    }

    private void check(CheckResult result) {
        Optional<String> feature = Optional.of(result.check())
                .filter(check -> !(check instanceof Check.Condition))
                .map(Check::key)
                .filter(key -> features.stream().anyMatch(known -> known.name().equals(key)));
        add(
                result.failed() ? Level.BAD : Level.WARN,
                "check",
                feature,
                "The check " + result.title() + (result.failed() ? " fails: " : " warns: ") + result.observed()
                        + "; violations: " + Amounts.count(result.violations()) + ".");
    }

    private void feature(Feature feature) {
        Optional<String> name = Optional.of(feature.name());
        if (feature.constant()) {
            String what =
                    feature.nulls() > 0 ? "is null in every row" : "has the same value in every row: " + feature.min();
            add(Level.WARN, "constant", name, feature.name() + " " + what + ". A model learns nothing from it.");
            return;
        }
        boolean nullByDefault = feature.defaultValue().filter("null"::equals).isPresent();
        if (feature.defaultShare().orElse(0) >= limits.defaults()) {
            add(
                    Level.WARN,
                    "default",
                    name,
                    feature.name() + " holds its default "
                            + feature.defaultValue().orElse("") + " in "
                            + Amounts.percent(feature.defaultShare().orElse(0)) + " of the rows.");
        }
        if (feature.nullShare() >= limits.defaults() && !nullByDefault) {
            add(
                    Level.WARN,
                    "null",
                    name,
                    feature.name() + " is null in " + Amounts.percent(feature.nullShare()) + " of the rows.");
        }
    }

    private void correlations() {
        List<Correlation> high = facts.profile().correlations().stream()
                .filter(pair -> Math.abs(pair.value()) >= limits.correlation())
                .sorted(Comparator.comparingDouble(pair -> -Math.abs(pair.value())))
                .toList();
        high.stream()
                .limit(MOST_PAIRS)
                .forEach(pair -> add(
                        Level.WARN,
                        "correlation",
                        Optional.empty(),
                        pair.left() + " and " + pair.right() + " are correlated by " + Amounts.number(pair.value())
                                + ": they tell nearly the same."));
        if (high.size() > MOST_PAIRS) {
            add(
                    Level.WARN,
                    "correlation",
                    Optional.empty(),
                    Amounts.count(high.size() - MOST_PAIRS, "more pair") + " of features are correlated by "
                            + Amounts.number(limits.correlation()) + " or more.");
        }
    }

    private void run(RecordedRun run) {
        for (RecordedRun.Values column : run.unlisted()) {
            if (column.events().orElse(0) > 0) {
                add(Level.WARN, "unlisted", Optional.empty(), unlisted(column));
            }
        }
        if (!run.missingDays().isEmpty()) {
            long days = DayRange.days(run.missingDays());
            String named =
                    DayRange.list(run.missingDays().stream().limit(MOST_NAMED).toList());
            int more = run.missingDays().size() - MOST_NAMED;
            add(
                    Level.WARN,
                    "missing_days",
                    Optional.empty(),
                    Amounts.count(days, "day") + " of the windows " + (days == 1 ? "has" : "have") + " no event: "
                            + named + (more > 0 ? " and " + Amounts.count(more, "more gap") : "") + ".");
        }
        if (run.nonFinite() > 0) {
            add(
                    Level.WARN,
                    "non_finite",
                    Optional.empty(),
                    Amounts.count(run.nonFinite(), "value") + " were NaN or infinite and became null.");
        }
    }

    private static String unlisted(RecordedRun.Values column) {
        String values = column.values().keySet().stream().limit(MOST_NAMED).collect(Collectors.joining(", "));
        int more = column.values().size() - MOST_NAMED;
        String named = column.overflown()
                ? "more than 1,000 different ones"
                : values + (more > 0 ? " and " + Amounts.count(more) + " more" : "");
        return "No definition lists some values of " + column.column() + ": " + named + ", in "
                + Amounts.count(column.events().orElse(0), "event") + ".";
    }
}
