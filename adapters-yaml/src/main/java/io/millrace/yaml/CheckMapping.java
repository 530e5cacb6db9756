package io.millrace.yaml;

import io.millrace.core.feature.Check;
import io.millrace.core.feature.FeatureSetBuilder;
import io.millrace.core.feature.Names;
import io.millrace.core.feature.Severity;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Adds what stands under {@code checks} to a builder. */
final class CheckMapping {
    private static final String SHARE_SHAPE = "write for example share: {value: mobile, max: 60%}";
    private static final List<String> SEVERITIES =
            Stream.of(Severity.values()).map(CheckMapping::word).toList();

    private final Shapes shapes;

    CheckMapping(Shapes shapes) {
        this.shapes = shapes;
    }

    static String word(Severity severity) {
        return severity.name().toLowerCase(Locale.ROOT);
    }

    /** The checks of one key: a map, or a list of maps that differ in severity. */
    void check(Node.Entry entry, FeatureSetBuilder builder) {
        for (Node part : Shapes.oneOrMany(entry.value())) {
            shapes.mapping(part, "a check")
                    .ifPresent(details -> check(new Node.Entry(entry.key(), details, entry.place()), details, builder));
        }
    }

    private void check(Node.Entry entry, Node.Mapping written, FeatureSetBuilder builder) {
        boolean correlation = entry.key().equals("correlation");
        List<String> keys = correlation ? Keys.CORRELATION : Keys.CHECK;
        Node.Mapping details = shapes.known(written, keys);
        if (written.entries().stream().allMatch(part -> part.key().equals("severity"))) {
            shapes.tell(
                    "the check " + entry.key() + " checks nothing",
                    entry.place(),
                    correlation ? "add max" : "add min, max, not_null, unique, max_default, share, expression or use");
        }
        Severity severity = severity(details);
        builder.at(entry.place());
        if (correlation) {
            shapes.number(details, "max")
                    .flatMap(limit -> shapes.attempt(
                            entry.place(), () -> new Check.Correlation(limit, severity), "write for example max: 0.95"))
                    .ifPresent(builder::check);
            return;
        }
        feature(entry, details, severity, builder);
        details.find("share").ifPresent(shares -> shares(entry.key(), shares, severity, builder));
        builder.at(entry.place());
        shapes.text(details, "use")
                .ifPresent(name -> builder.check(new Check.Named(entry.key(), name.text(), severity)));
        shapes.text(details, "expression")
                .ifPresent(value -> builder.at(value.place()).checkCondition(entry.key(), value.text(), severity));
    }

    private void feature(Node.Entry entry, Node.Mapping details, Severity severity, FeatureSetBuilder builder) {
        String feature = entry.key();
        Optional<Double> min = shapes.number(details, "min");
        Optional<Double> max = shapes.number(details, "max");
        if (min.isPresent() || max.isPresent()) {
            shapes.attempt(entry.place(), () -> new Check.Range(feature, min, max, severity), "exchange the two")
                    .ifPresent(builder::check);
        }
        if (shapes.isTrue(details, "not_null")) {
            builder.check(new Check.NotNull(feature, severity));
        }
        if (shapes.isTrue(details, "unique")) {
            builder.check(new Check.Unique(feature, severity));
        }
        shapes.share(details, "max_default")
                .flatMap(limit -> shapes.attempt(
                        entry.place(),
                        () -> new Check.MaxDefault(feature, limit, severity),
                        "write for example max_default: 5%"))
                .ifPresent(builder::check);
    }

    private void shares(String feature, Node.Entry shares, Severity severity, FeatureSetBuilder builder) {
        for (Node node : Shapes.oneOrMany(shares.value())) {
            shapes.mapping(node, "a share").ifPresent(written -> {
                Node.Mapping share = shapes.known(written, Keys.SHARE);
                if (share.find("value").isEmpty()) {
                    shapes.tell("a share names no value", share.place(), SHARE_SHAPE);
                }
                Optional<Double> min = shapes.share(share, "min");
                Optional<Double> max = shapes.share(share, "max");
                shapes.text(share, "value")
                        .flatMap(value -> shapes.attempt(value.place(), () -> Scalars.constant(value), ""))
                        .flatMap(value -> shapes.attempt(
                                share.place(), () -> new Check.Share(feature, value, min, max, severity), SHARE_SHAPE))
                        .ifPresent(check -> builder.at(share.place()).check(check));
            });
        }
    }

    private Severity severity(Node.Mapping details) {
        Optional<Node.Scalar> written = shapes.text(details, "severity");
        for (Severity severity : Severity.values()) {
            if (written.filter(value -> value.text().equals(word(severity))).isPresent()) {
                return severity;
            }
        }
        written.ifPresent(value -> shapes.tell(
                "severity is warn or fail, not " + value.text(),
                value.place(),
                Names.advice(value.text(), SEVERITIES, "write severity: warn")));
        return Severity.FAIL;
    }
}
