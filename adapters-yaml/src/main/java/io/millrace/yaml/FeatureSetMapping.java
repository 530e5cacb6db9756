package io.millrace.yaml;

import io.millrace.core.feature.FeatureSet;
import io.millrace.core.feature.FeatureSetBuilder;
import io.millrace.core.feature.Problem;
import io.millrace.core.feature.Validator;
import io.millrace.core.run.DefinitionException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes a feature set of a file's nodes, and tells what in them does not belong there. */
final class FeatureSetMapping {
    private final List<Problem> problems;
    private final Shapes shapes;
    private final DefinitionMapping definitions;
    private final CheckMapping checks;

    /**
     * @param problems takes all that is found
     */
    FeatureSetMapping(List<Problem> problems) {
        this.problems = problems;
        this.shapes = new Shapes(problems::add);
        this.definitions = new DefinitionMapping(shapes);
        this.checks = new CheckMapping(shapes);
    }

    /** The set; empty where it has problems. */
    Optional<FeatureSet> featureSet(Node root) {
        Optional<Node.Mapping> mapping = shapes.mapping(root, "a feature set");
        if (mapping.isEmpty()) {
            return Optional.empty();
        }
        Node.Mapping set = shapes.known(mapping.get(), Keys.SET);
        FeatureSetBuilder builder = FeatureSet.builder(
                header(set, "feature_set").map(Node.Scalar::text).orElse(""));
        entity(set, builder);
        header(set, "time").ifPresent(value -> builder.at(value.place()).time(value.text()));
        header(set, "window").ifPresent(value -> builder.at(value.place()).window(value.text()));
        shapes.each(set, "columns", entry -> declare(entry, builder));
        shapes.text(set, "where").ifPresent(value -> builder.at(value.place()).where(value.text()));
        shapes.each(set, "validators", entry -> validate(entry, builder));
        shapes.each(set, "let", entry -> definitions.define(entry, builder, builder::let));
        shapes.each(set, "features", entry -> definitions.define(entry, builder, builder::feature));
        if (set.find("features")
                .filter(found -> !(found.value() instanceof Node.Mapping))
                .isPresent()) {
            // A stand-in for what has been told to be no map, so that one mistake is one problem.
            builder.feature("features", "null").refuse();
        }
        shapes.each(set, "checks", entry -> checks.check(entry, builder));
        builder.at(set.place());
        return build(builder);
    }

    private Optional<FeatureSet> build(FeatureSetBuilder builder) {
        try {
            return Optional.of(builder.build());
        } catch (DefinitionException e) {
            problems.addAll(e.problems());
            return Optional.empty();
        }
    }

    private void entity(Node.Mapping set, FeatureSetBuilder builder) {
        Optional<Node.Entry> entry = set.find("entity");
        if (entry.isEmpty()) {
            return;
        }
        List<String> columns = new ArrayList<>();
        for (Node column : Shapes.oneOrMany(entry.get().value())) {
            // A stand-in that no other column has, so that one mistake is one problem.
            columns.add(shapes.text(column).map(Node.Scalar::text).orElseGet(() -> "entity " + columns.size()));
        }
        builder.at(entry.get().place()).entity(columns);
    }

    private void declare(Node.Entry column, FeatureSetBuilder builder) {
        shapes.text(column.value()).ifPresent(type -> builder.at(type.place()).column(column.key(), type.text()));
    }

    private void validate(Node.Entry entry, FeatureSetBuilder builder) {
        builder.at(entry.place());
        if (!(entry.value() instanceof Node.Mapping written)) {
            shapes.text(entry.value())
                    .ifPresent(condition -> builder.at(condition.place()).validate(entry.key(), condition.text()));
            return;
        }
        Node.Mapping details = shapes.known(written, Keys.VALIDATOR);
        if (written.entries().isEmpty()) {
            shapes.tell(
                    "the validator " + entry.key() + " names none to use",
                    entry.place(),
                    "write a condition behind its name, or {use: name} of an installed validator");
        }
        shapes.text(details, "use").ifPresent(use -> builder.validate(new Validator.Named(entry.key(), use.text())));
    }

    /** The value of a key that every set has; where it is no text, a stand-in, so that one mistake is one problem. */
    private Optional<Node.Scalar> header(Node.Mapping set, String key) {
        return set.find(key)
                .map(entry -> shapes.text(entry.value())
                        .orElse(new Node.Scalar(key.equals("window") ? "1d" : key, true, false, entry.place())));
    }
}
