package io.millrace.cli.report;

import io.millrace.cli.report.MatrixReport.CheckLine;
import io.millrace.cli.report.MatrixReport.Feature;
import io.millrace.cli.report.MatrixReport.Overview;
import io.millrace.core.event.DataType;
import io.millrace.core.plan.FeaturePlan;
import io.millrace.core.validate.CheckResult;
import io.millrace.yaml.RecordedRun;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** Puts in order what is known of a matrix. */
public final class ReportMaker {
    private ReportMaker() {}

    public static MatrixReport make(Facts facts, Limits limits) {
        List<Feature> features = new FeaturePart(facts).features();
        Optional<RunPart> run = facts.run().map(RunPart::new);
        return new MatrixReport(
                MatrixReport.FORMAT_VERSION,
                overview(facts),
                new AlertPart(facts, features, limits).alerts(),
                facts.checks().stream().map(ReportMaker::check).toList(),
                features,
                CorrelationPart.of(facts.profile()),
                run.map(RunPart::events),
                run.map(RunPart::accounting),
                run.map(RunPart::run),
                notTold(facts));
    }

    private static CheckLine check(CheckResult result) {
        return new CheckLine(
                result.title(),
                result.severity().name().toLowerCase(Locale.ROOT),
                result.observed(),
                result.violations(),
                result.passed());
    }

    private static Overview overview(Facts facts) {
        boolean asOf = facts.leading() > 0
                && facts.columns().field(facts.leading() - 1).name().equals(FeaturePlan.AS_OF)
                && facts.columns().field(facts.leading() - 1).type() == DataType.TIMESTAMP;
        Optional<RecordedRun> run = facts.run();
        return new Overview(
                facts.matrix(),
                facts.bytes(),
                facts.profile().rows(),
                facts.columns().size() - facts.leading(),
                facts.columns().names().subList(0, facts.leading() - (asOf ? 1 : 0)),
                asOf,
                facts.record(),
                facts.featureSet(),
                run.map(RecordedRun::window),
                run.map(RecordedRun::asOf).orElse(List.of()).stream()
                        .map(Instant::toString)
                        .toList(),
                run.map(RecordedRun::entitiesFrom),
                run.map(known -> OptionalLong.of(known.entitiesWithoutEvents())).orElse(OptionalLong.empty()),
                run.map(known -> OptionalDouble.of(known.sample())).orElse(OptionalDouble.empty()),
                run.map(RecordedRun::deduplicatedBy).orElse(List.of()));
    }

    private static List<String> notTold(Facts facts) {
        List<String> missing = new ArrayList<>();
        if (facts.run().isEmpty()) {
            missing.add(
                    "There is no record of a run beside the matrix, so nothing is known of its events, of what became"
                            + " of every row, and of the run.");
        } else if (facts.run().get().firstDay().isEmpty()) {
            missing.add("The record does not tell the used events of each day.");
        }
        facts.run()
                .filter(run -> run.command().isEmpty())
                .ifPresent(run -> missing.add("The record does not tell the command that repeats the run."));
        if (facts.featureSet().isEmpty()) {
            missing.add("No feature set is known, so there are no definitions, defaults and checks; name it with"
                    + " --features.");
        } else if (facts.checks().isEmpty() && facts.unboundChecks().isEmpty()) {
            missing.add("The feature set has no checks.");
        }
        return missing;
    }
}
