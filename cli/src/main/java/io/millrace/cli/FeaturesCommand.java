package io.millrace.cli;

import io.millrace.cli.render.Cell;
import io.millrace.cli.render.Report;
import io.millrace.cli.render.Section;
import io.millrace.cli.render.Table;
import io.millrace.core.event.Field;
import io.millrace.core.event.Schema;
import io.millrace.core.feature.BuiltInFeatureSets;
import io.millrace.core.feature.FeatureSet;
import io.millrace.core.feature.Lengths;
import io.millrace.core.plan.Binder;
import io.millrace.core.plan.ColumnsByUse;
import io.millrace.core.plan.FeatureDescription;
import io.millrace.core.plan.FeaturePlan;
import io.millrace.core.port.Extensions;
import io.millrace.core.run.TableFormats;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
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
            "  millrace features churn.yaml events/",
            "  millrace features churn.yaml --format json"
        })
final class FeaturesCommand implements Callable<Integer> {
    private final Console console;
    private final Supplier<TableFormats> formats;
    private final Supplier<Extensions> extensions;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "NAME|FILE",
            description = "A built-in feature set, or a file that defines one.")
    private @Nullable String features;

    @Parameters(
            index = "1..*",
            arity = "0..*",
            paramLabel = "INPUT",
            description =
                    "Event files, folders or globs that tell the types of columns; else they are told by their use.")
    private List<String> inputs = List.of();

    @Mixin
    private FormatOption format;

    FeaturesCommand(Console console, Supplier<TableFormats> formats, Supplier<Extensions> extensions) {
        this.console = console;
        this.formats = formats;
        this.extensions = extensions;
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
                    Cell.text(String.join(", ", set.entity())),
                    Cell.text(Lengths.print(set.window())),
                    Cell.count(set.features().size()),
                    Cell.count(set.checks().size()));
        }
        return Report.of(new Section.Rows("feature_sets", "Built-in feature sets", table.build()));
    }

    private Report describe(FeatureSet set) {
        List<FeatureDescription> features = FeatureDescription.describe(set, extensions.get());
        Map<String, String> types = types(set);
        List<Section> sections = new ArrayList<>();
        sections.add(Section.facts("feature_set", "Feature set " + set.name())
                .add("entity", String.join(", ", set.entity()))
                .add("time", set.time())
                .add("window", Lengths.print(set.window()))
                .add("features", Cell.count(features.size()))
                .build());
        if (format.format() == Report.Format.TABLE) {
            features.forEach(feature -> sections.add(facts(feature, types)));
        } else {
            sections.add(rows(features, types));
        }
        return new Report(sections);
    }

    /** The type of every feature and whether it can be null, as the input's columns make it. */
    private Map<String, String> types(FeatureSet set) {
        Schema events = inputs.isEmpty()
                ? ColumnsByUse.of(set, extensions.get())
                : formats.get().open(inputs, set.columns()).schema();
        Map<String, String> types = new LinkedHashMap<>();
        for (FeaturePlan.Feature feature : Binder.bind(set, events, List.of(Instant.EPOCH), false, extensions.get())
                .features()) {
            Field field = feature.field();
            types.put(field.name(), field.type().sql() + (field.nullable() ? ", can be null" : ", never null"));
        }
        return types;
    }

    private static Section facts(FeatureDescription feature, Map<String, String> types) {
        Section.FactsBuilder facts = Section.facts(feature.name(), feature.name())
                .add("expression", feature.expression())
                .add("meaning", feature.sentence());
        if (!feature.description().isEmpty()) {
            facts.add("in_short", feature.description());
        }
        facts.add("type", types.getOrDefault(feature.name(), ""))
                .add("reads", String.join(", ", feature.columns()))
                .add("filters", feature.filters().isEmpty() ? "none" : String.join("; ", feature.filters()))
                .add("window", feature.window())
                .add("without_events", feature.byDefault().orElse("depends on the as-of time"))
                .add("null_where", feature.nullWhere().isEmpty() ? "never" : String.join("; ", feature.nullWhere()));
        feature.defaultValue().ifPresent(value -> facts.add("default", value));
        if (!feature.checks().isEmpty()) {
            facts.add("checks", String.join("; ", feature.checks()));
        }
        return facts.build();
    }

    private static Section rows(List<FeatureDescription> features, Map<String, String> types) {
        Table.Builder table = Table.builder()
                .left("name")
                .left("expression")
                .left("meaning")
                .left("description")
                .left("type")
                .left("reads")
                .left("filters")
                .left("window")
                .left("default")
                .left("without_events")
                .left("null_where")
                .left("checks");
        for (FeatureDescription feature : features) {
            table.row(
                    Cell.text(feature.name()),
                    Cell.text(feature.expression()),
                    Cell.text(feature.sentence()),
                    Cell.text(feature.description()),
                    Cell.text(types.getOrDefault(feature.name(), "")),
                    Cell.text(String.join(", ", feature.columns())),
                    Cell.text(String.join("; ", feature.filters())),
                    Cell.text(feature.window()),
                    feature.defaultValue().map(Cell::text).orElse(Cell.EMPTY),
                    feature.byDefault().map(Cell::text).orElse(Cell.EMPTY),
                    Cell.text(String.join("; ", feature.nullWhere())),
                    Cell.text(String.join("; ", feature.checks())));
        }
        return new Section.Rows("features", "", table.build());
    }
}
