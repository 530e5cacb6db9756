package io.millrace.yaml;

import io.millrace.core.feature.FeatureSet;
import io.millrace.core.feature.FeatureSetBuilder;
import io.millrace.core.feature.Names;
import io.millrace.core.feature.Problem;
import io.millrace.core.feature.Problem.Place;
import io.millrace.core.run.DefinitionException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.DoubleConsumer;
import java.util.regex.Pattern;

/** Makes a feature set of a file's nodes, and tells what in them does not belong there. */
final class FeatureSetMapping {
    private static final List<String> KEYS =
            List.of("feature_set", "entity", "time", "window", "columns", "let", "features", "checks");
    private static final List<String> DEFINITION_KEYS = List.of("is", "for", "description");
    private static final List<String> CHECK_KEYS = List.of("min", "max", "not_null", "expression");
    private static final String STAND_IN = "null";
    private static final String FOR_SHAPE = "write for: {event_type: [page_view, search]}";
    private static final Pattern NUMBER = Pattern.compile("[+-]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][+-]?[0-9]+)?");

    private final List<Problem> problems;

    /**
     * @param problems takes all that is found
     */
    FeatureSetMapping(List<Problem> problems) {
        this.problems = problems;
    }

    /** The set; empty where it has problems. */
    Optional<FeatureSet> featureSet(Node root) {
        Optional<Node.Mapping> mapping = mapping(root, "a feature set");
        if (mapping.isEmpty()) {
            return Optional.empty();
        }
        Node.Mapping set = mapping.get();
        refuseUnknown(set, KEYS);
        FeatureSetBuilder builder = FeatureSet.builder(
                header(set, "feature_set").map(Node.Scalar::text).orElse(""));
        header(set, "entity").ifPresent(value -> builder.at(value.place()).entity(value.text()));
        header(set, "time").ifPresent(value -> builder.at(value.place()).time(value.text()));
        header(set, "window").ifPresent(value -> builder.at(value.place()).window(value.text()));
        each(set, "columns", entry -> declare(entry, builder));
        each(set, "let", entry -> define(entry, builder, builder::let));
        each(set, "features", entry -> define(entry, builder, builder::feature));
        each(set, "checks", entry -> check(entry, builder));
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

    private void declare(Node.Entry column, FeatureSetBuilder builder) {
        text(column.value()).ifPresent(type -> builder.at(type.place()).column(column.key(), type.text()));
    }

    private void define(Node.Entry entry, FeatureSetBuilder builder, BiConsumer<String, String> definition) {
        builder.at(entry.place());
        if (!(entry.value() instanceof Node.Mapping details)) {
            definition.accept(entry.key(), expression(entry.value()));
            return;
        }
        refuseUnknown(details, DEFINITION_KEYS);
        Optional<Node.Entry> is = details.find("is");
        if (is.isEmpty()) {
            problem(entry.key() + " has no expression", entry.place(), "add is: expression");
        }
        definition.accept(
                entry.key(), is.map(found -> expression(found.value())).orElse(STAND_IN));
        text(details, "description").ifPresent(text -> builder.describe(text.text()));
        details.find("for").ifPresent(each -> repeat(each, builder));
    }

    /** What defines; where it is no text, a stand-in, so that one mistake is one problem. */
    private String expression(Node node) {
        return text(node).map(Node.Scalar::text).orElse(STAND_IN);
    }

    private void repeat(Node.Entry each, FeatureSetBuilder builder) {
        if (!(each.value() instanceof Node.Mapping columns) || columns.entries().size() != 1) {
            String what =
                    "for takes one column with its values, not " + each.value().kind();
            builder.refuse(problemOf(what, each.place(), FOR_SHAPE));
            return;
        }
        Node.Entry column = columns.entries().get(0);
        if (!(column.value() instanceof Node.Sequence list)) {
            String what = "for " + column.key() + " takes a list, not "
                    + column.value().kind();
            builder.refuse(problemOf(what, column.place(), FOR_SHAPE));
            return;
        }
        List<String> values = new ArrayList<>();
        list.items().forEach(item -> text(item).ifPresent(text -> values.add(text.text())));
        builder.forEach(column.key(), values);
    }

    private void check(Node.Entry entry, FeatureSetBuilder builder) {
        Optional<Node.Mapping> found = mapping(entry.value(), "a check");
        if (found.isEmpty()) {
            return;
        }
        Node.Mapping details = found.get();
        builder.at(entry.place());
        if (entry.key().equals("correlation") && details.find("limit").isPresent()) {
            refuseUnknown(details, List.of("limit", "expression"));
            number(details, "limit", builder::checkCorrelation);
        } else {
            refuseUnknown(details, CHECK_KEYS);
        }
        if (details.entries().isEmpty()) {
            problem(
                    "the check " + entry.key() + " checks nothing",
                    entry.place(),
                    "add min, max, not_null or expression");
        }
        range(entry.key(), details, builder);
        text(details, "not_null").ifPresent(value -> notNull(entry.key(), value, builder));
        text(details, "expression")
                .ifPresent(value -> builder.at(value.place()).checkCondition(entry.key(), value.text()));
    }

    private void range(String feature, Node.Mapping details, FeatureSetBuilder builder) {
        List<Double> min = new ArrayList<>();
        List<Double> max = new ArrayList<>();
        number(details, "min", min::add);
        number(details, "max", max::add);
        if (!min.isEmpty() || !max.isEmpty()) {
            builder.checkRange(feature, min.stream().findFirst(), max.stream().findFirst());
        }
    }

    private void notNull(String feature, Node.Scalar value, FeatureSetBuilder builder) {
        if (value.text().equals("true")) {
            builder.checkNotNull(feature);
        } else if (!value.text().equals("false")) {
            problem("not_null is true or false, not " + value.text(), value.place(), "write not_null: true");
        }
    }

    private void number(Node.Mapping details, String key, DoubleConsumer use) {
        text(details, key).ifPresent(value -> {
            if (NUMBER.matcher(value.text()).matches() && Double.isFinite(Double.parseDouble(value.text()))) {
                use.accept(Double.parseDouble(value.text()));
            } else {
                problem(key + " is a number, not " + value.text(), value.place(), "write for example " + key + ": 1");
            }
        });
    }

    /** Handles every entry of an optional map. */
    private void each(Node.Mapping set, String key, Consumer<Node.Entry> use) {
        set.find(key)
                .flatMap(found -> mapping(found.value(), key))
                .ifPresent(map -> map.entries().forEach(use));
    }

    private void refuseUnknown(Node.Mapping mapping, List<String> known) {
        for (Node.Entry entry : mapping.entries()) {
            if (!known.contains(entry.key())) {
                String all = "the keys here are " + String.join(", ", known);
                problem("unknown key " + entry.key(), entry.place(), Names.advice(entry.key(), known, all));
            }
        }
    }

    private Optional<Node.Mapping> mapping(Node node, String what) {
        if (node instanceof Node.Mapping mapping) {
            return Optional.of(mapping);
        }
        problem(what + " is a map of names, not " + node.kind(), node.place(), "write name: value, one to a line");
        return Optional.empty();
    }

    /** The value of a key that every set has; where it is no text, a stand-in, so that one mistake is one problem. */
    private Optional<Node.Scalar> header(Node.Mapping set, String key) {
        return set.find(key)
                .map(entry -> text(entry.value())
                        .orElse(new Node.Scalar(key.equals("window") ? "1d" : key, false, entry.place())));
    }

    private Optional<Node.Scalar> text(Node.Mapping mapping, String key) {
        return mapping.find(key).flatMap(entry -> text(entry.value()));
    }

    private Optional<Node.Scalar> text(Node node) {
        if (node instanceof Node.Scalar scalar && !scalar.missing()) {
            return Optional.of(scalar);
        }
        problem("one value stands here, not " + node.kind(), node.place(), "write it behind the colon");
        return Optional.empty();
    }

    private void problem(String what, Place.InFile place, String advice) {
        problems.add(problemOf(what, place, advice));
    }

    private static Problem problemOf(String what, Place.InFile place, String advice) {
        return new Problem(Problem.Cause.DEFINITION, what, place, advice);
    }
}
