package io.millrace.cli;

import io.millrace.cli.render.Cell;
import io.millrace.cli.render.Report;
import io.millrace.cli.render.Section;
import io.millrace.cli.render.Table;
import io.millrace.core.feature.BuiltInFeatureSets;
import io.millrace.core.feature.FeatureSet;
import io.millrace.core.feature.Lengths;
import io.millrace.core.plan.FeatureDescription;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "features",
        header = "Lists the built-in feature sets, or describes the features of one.",
        footer = {
            "  millrace features",
            "  millrace features streamflow-churn",
            "  millrace features churn.yaml --format json"
        })
final class FeaturesCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(
            arity = "0..1",
            paramLabel = "NAME|FILE",
            description = "A built-in feature set, or a file that defines one.")
    private @Nullable String features;

    @Mixin
    private FormatOption format;

    @Inject
    FeaturesCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        console.print(features == null ? list() : describe(FeatureSets.find(features)), format.format());
        return ExitCode.DONE.code();
    }

    private static Report list() {
        Table.Builder table = Table.builder()
                .left("name")
                .left("entity")
                .left("window")
                .right("features")
                .right("checks");
        for (FeatureSet set : BuiltInFeatureSets.all()) {
            table.row(
                    Cell.text(set.name()),
                    Cell.text(set.entity()),
                    Cell.text(Lengths.print(set.window())),
                    Cell.count(set.features().size()),
                    Cell.count(set.checks().size()));
        }
        return Report.of(new Section.Rows("feature_sets", "Built-in feature sets", table.build()));
    }

    private Report describe(FeatureSet set) {
        List<FeatureDescription> features = FeatureDescription.describe(set);
        List<Section> sections = new ArrayList<>();
        sections.add(Section.facts("feature_set", "Feature set " + set.name())
                .add("entity", set.entity())
                .add("time", set.time())
                .add("window", Lengths.print(set.window()))
                .add("features", Cell.count(features.size()))
                .build());
        if (format.format() == Report.Format.TABLE) {
            features.forEach(feature -> sections.add(facts(feature)));
        } else {
            sections.add(rows(features));
        }
        return new Report(sections);
    }

    private static Section facts(FeatureDescription feature) {
        Section.FactsBuilder facts = Section.facts(feature.name(), feature.name())
                .add("expression", feature.expression())
                .add("meaning", feature.sentence());
        if (!feature.description().isEmpty()) {
            facts.add("in_short", feature.description());
        }
        facts.add("reads", String.join(", ", feature.columns()))
                .add("without_events", feature.byDefault().orElse("depends on the as-of time"))
                .add("null_where", feature.nullWhere().isEmpty() ? "never" : String.join("; ", feature.nullWhere()));
        if (!feature.checks().isEmpty()) {
            facts.add("checks", String.join("; ", feature.checks()));
        }
        return facts.build();
    }

    private static Section rows(List<FeatureDescription> features) {
        Table.Builder table = Table.builder()
                .left("name")
                .left("expression")
                .left("meaning")
                .left("description")
                .left("reads")
                .left("without_events")
                .left("null_where")
                .left("checks");
        for (FeatureDescription feature : features) {
            table.row(
                    Cell.text(feature.name()),
                    Cell.text(feature.expression()),
                    Cell.text(feature.sentence()),
                    Cell.text(feature.description()),
                    Cell.text(String.join(", ", feature.columns())),
                    feature.byDefault().map(Cell::text).orElse(Cell.EMPTY),
                    Cell.text(String.join("; ", feature.nullWhere())),
                    Cell.text(String.join("; ", feature.checks())));
        }
        return new Section.Rows("features", "", table.build());
    }
}
