package io.millrace.core.inspect;

import io.millrace.core.feature.Check;
import io.millrace.core.feature.Definition;
import io.millrace.core.feature.FeatureSet;
import io.millrace.core.feature.ForEach;
import io.millrace.core.feature.Lengths;
import io.millrace.core.feature.Printer;
import io.millrace.core.inspect.FeatureSetDraft.Choice;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Writes a drafted set with the reasons for what stands in it. */
final class DraftYaml {
    private final FeatureSet set;
    private final Map<String, String> comments;
    private final StringBuilder out = new StringBuilder();

    /**
     * @param comments what stands above a definition, by its name
     */
    DraftYaml(FeatureSet set, Map<String, String> comments) {
        this.set = set;
        this.comments = comments;
    }

    /** Everything down to the window. */
    void head(Choice entity, Choice time, Optional<Choice> type, String span) {
        comment("", "A first feature set, proposed from what the events look like. Change whatever you know better.");
        line("", "feature_set", DraftText.scalar(set.name()));
        out.append('\n');
        comment("", "Whom a row describes: " + entity.column() + ", " + entity.reason());
        line("", "entity", DraftText.scalar(entity.column()));
        comment("", "When it happened: " + time.column() + ", " + time.reason());
        line("", "time", DraftText.scalar(time.column()));
        comment(
                "",
                type.map(choice -> "What happened: " + choice.column() + ", " + choice.reason())
                        .orElse("What happened: no column has few texts of which an entity has several"));
        comment("", "How far features look back: " + span);
        line("", "window", Lengths.label(set.window()));
    }

    /** All of it. */
    String write(int sampledRows) {
        if (!set.columns().isEmpty()) {
            out.append('\n');
            comment(
                    "",
                    "The input tells no types. These fit all " + sampledRows
                            + " sampled rows; all other columns are text. A value that does not fit ends a run with its place");
            out.append("columns:\n");
            set.columns().forEach((name, type) -> line("  ", DraftText.scalar(name), type.sql()));
        }
        out.append('\n');
        comment("", "Intermediates: computed, not in the matrix");
        definitions("let", set.lets());
        out.append('\n');
        comment("", "The columns of the matrix, in this order");
        definitions("features", set.features());
        out.append('\n');
        comment("", "What must hold for the matrix");
        out.append("checks:\n");
        for (Check check : set.checks()) {
            Check.Range range = (Check.Range) check;
            out.append("  ").append(DraftText.scalar(range.feature())).append(": {min: ");
            out.append(Math.round(range.min().orElseThrow())).append(", max: ");
            out.append(Math.round(range.max().orElseThrow())).append("}\n");
        }
        return out.toString();
    }

    private void definitions(String key, List<Definition> definitions) {
        out.append(key).append(":\n");
        for (Definition definition : definitions) {
            if (comments.containsKey(definition.name())) {
                comment("  ", comments.get(definition.name()));
            }
            definition(definition);
        }
    }

    private void definition(Definition definition) {
        String name = DraftText.key(definition.name());
        String expression = DraftText.expression(definition.text());
        boolean bare = definition.each().isEmpty()
                && definition.windows().isEmpty()
                && definition.defaultValue().isEmpty();
        if (bare) {
            line("  ", name, expression);
            return;
        }
        out.append("  ").append(name).append(":\n");
        for (ForEach each : definition.each()) {
            String values = each.values().stream().map(DraftText::scalar).collect(Collectors.joining(", "));
            line("    ", "for", "{" + DraftText.scalar(each.column()) + ": [" + values + "]}");
        }
        definition
                .windows()
                .ifPresent(windows -> line(
                        "    ",
                        "windows",
                        windows.lengths().stream().map(Lengths::label).collect(Collectors.joining(", ", "[", "]"))));
        definition.defaultValue().ifPresent(value -> line("    ", "default", Printer.print(value)));
        line("    ", "is", expression);
    }

    private void line(String indent, String key, String value) {
        out.append(indent).append(key).append(": ").append(value).append('\n');
    }

    private void comment(String indent, String text) {
        out.append(DraftText.comment(indent, text));
    }
}
