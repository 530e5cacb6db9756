package io.millrace.yaml;

import io.millrace.core.feature.FeatureSetBuilder;
import java.util.Optional;
import java.util.function.BiConsumer;

/** Adds what stands under {@code let} and {@code features} to a builder. */
final class DefinitionMapping {
    private static final String STAND_IN = "null";
    private static final String FOR_SHAPE = "write for: {event_type: [page_view, search]}";
    private static final String WINDOWS_SHAPE = "write windows: [1d, 7d, 30d]";

    private final Shapes shapes;

    DefinitionMapping(Shapes shapes) {
        this.shapes = shapes;
    }

    /**
     * @param definition adds a definition of that name and expression to the builder
     */
    void define(Node.Entry entry, FeatureSetBuilder builder, BiConsumer<String, String> definition) {
        builder.at(entry.place());
        if (!(entry.value() instanceof Node.Mapping written)) {
            definition.accept(entry.key(), expression(entry.value()));
            return;
        }
        Node.Mapping details = shapes.known(written, Keys.DEFINITION);
        Optional<Node.Entry> is = details.find("is");
        if (is.isEmpty()) {
            shapes.tell(entry.key() + " has no expression", entry.place(), "add is: expression");
        }
        definition.accept(
                entry.key(), is.map(found -> expression(found.value())).orElse(STAND_IN));
        shapes.text(details, "description").ifPresent(text -> builder.describe(text.text()));
        details.find("for").ifPresent(each -> repeat(each, builder));
        windows(details, builder);
        details.find("default").ifPresent(value -> defaultTo(value, builder));
    }

    /** What defines; where it is no text, a stand-in, so that one mistake is one problem. */
    private String expression(Node node) {
        return shapes.text(node).map(Node.Scalar::text).orElse(STAND_IN);
    }

    private void repeat(Node.Entry each, FeatureSetBuilder builder) {
        if (!(each.value() instanceof Node.Mapping columns) || columns.entries().isEmpty()) {
            String what =
                    "for takes columns with their values, not " + each.value().kind();
            builder.refuse(Shapes.problem(what, each.place(), FOR_SHAPE));
            return;
        }
        for (Node.Entry column : columns.entries()) {
            builder.at(column.place());
            shapes.texts(column.value(), "for " + column.key(), FOR_SHAPE)
                    .ifPresentOrElse(
                            values -> builder.forEach(
                                    column.key(),
                                    values.stream().map(Node.Scalar::text).toList()),
                            builder::refuse);
        }
    }

    private void windows(Node.Mapping details, FeatureSetBuilder builder) {
        Optional<Node.Entry> one = details.find("window");
        Optional<Node.Entry> several = details.find("windows");
        if (one.isPresent() && several.isPresent()) {
            builder.refuse(Shapes.problem(
                    "a definition has either window or windows", several.get().place(), "remove one of the two"));
            return;
        }
        shapes.text(details, "window")
                .ifPresent(length -> builder.at(length.place()).over(length.text()));
        several.ifPresent(entry -> shapes.texts(entry.value(), "windows", WINDOWS_SHAPE)
                .ifPresentOrElse(
                        lengths -> builder.at(entry.place())
                                .overEach(
                                        lengths.stream().map(Node.Scalar::text).toArray(String[]::new)),
                        builder::refuse));
        shapes.text(details, "offset")
                .ifPresent(length -> builder.at(length.place()).offset(length.text()));
    }

    private void defaultTo(Node.Entry entry, FeatureSetBuilder builder) {
        if (entry.value() instanceof Node.Scalar value && value.missing()) {
            shapes.tell(
                    "null is no default, and what stands without one",
                    value.place(),
                    "remove default, or write for example default: 0");
            return;
        }
        shapes.text(entry.value())
                .flatMap(value -> shapes.attempt(value.place(), () -> Scalars.constant(value), ""))
                .ifPresent(constant -> builder.at(entry.value().place()).defaultTo(constant));
    }
}
