package io.millrace.core.feature;

import io.millrace.core.event.DataType;
import io.millrace.core.run.DefinitionException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Feature sets with every part that the language has, whether their expressions make sense or not. */
public final class FeatureSets {
    private static final List<String> ODD_VALUES =
            List.of("NO", "007", "1e3", "null", "~", "true", "a: b", "#", "it's", "12:30", "- a", "*a", "0x1F", "1_0");

    private FeatureSets() {}

    /** Any set that a builder makes. */
    public static Arbitrary<FeatureSet> all() {
        Arbitrary<List<String>> names =
                names().list().uniqueElements().ofMinSize(4).ofMaxSize(8);
        return Combinators.combine(names, headers(), definitions().list().ofSize(8), checks(), Expressions.all())
                .as(FeatureSets::set)
                .filter(Optional::isPresent)
                .map(Optional::get);
    }

    private static Arbitrary<String> names() {
        return Expressions.names()
                .filter(name -> !name.isBlank() && !name.contains("{") && !name.contains("}"))
                .filter(name -> !Set.of("user", "device", "at", "as_of").contains(name));
    }

    /** Empty where chance has made names that collide. */
    private static Optional<FeatureSet> set(
            List<String> names, Header header, List<Part> parts, List<Verdict> verdicts, Expression condition) {
        FeatureSetBuilder builder = FeatureSet.builder("set " + header.name())
                .entity(header.entity())
                .time("at")
                .window(header.window());
        header.type().ifPresent(type -> builder.column(names.get(0), type));
        header.where().ifPresent(where -> builder.where(Printer.print(where)));
        builder.validate(new Validator.Condition("sound " + names.get(0), condition, "written otherwise"))
                .validate(new Validator.Named("own", names.get(1)));
        for (int i = 0; i < names.size(); i++) {
            parts.get(i).addTo(builder, i == 0, names.get(i), names.get(names.size() - 1 - i));
        }
        List<String> features = names.subList(1, names.size());
        for (int i = 0; i < verdicts.size(); i++) {
            builder.check(verdicts.get(i).check(features.get(i % features.size()), names.get(0), condition));
        }
        try {
            return Optional.of(builder.build());
        } catch (DefinitionException e) {
            return Optional.empty();
        }
    }

    private record Header(
            String name, List<String> entity, Duration window, Optional<DataType> type, Optional<Expression> where) {}

    private static Arbitrary<Header> headers() {
        return Combinators.combine(
                        Expressions.texts(),
                        Arbitraries.of(List.of("user"), List.of("user", "device")),
                        lengths(),
                        Arbitraries.of(DataType.TEXT, DataType.FLOAT64, DataType.decimal(18, 2), DataType.decimal(1, 0))
                                .optional(),
                        Expressions.all().optional(0.5))
                .as(Header::new);
    }

    /** What a definition has beside its name. */
    private record Part(
            Expression expression,
            String description,
            List<List<String>> each,
            Optional<Windows> windows,
            Optional<Expression.Literal> defaultValue) {
        void addTo(FeatureSetBuilder builder, boolean let, String name, String column) {
            StringBuilder template = new StringBuilder(name);
            for (int i = 0; i < each.size(); i++) {
                template.append("_{").append(column).append(i).append('}');
            }
            if (let) {
                builder.let(template.toString(), expression);
            } else {
                builder.feature(template.toString(), expression);
                defaultValue.ifPresent(builder::defaultTo);
            }
            builder.describe(description);
            for (int i = 0; i < each.size(); i++) {
                builder.forEach(column + i, each.get(i));
            }
            windows.ifPresent(builder::windows);
        }
    }

    private static Arbitrary<Part> definitions() {
        Arbitrary<List<String>> values = Arbitraries.oneOf(
                        Arbitraries.of(ODD_VALUES),
                        Arbitraries.strings()
                                .withCharRange('a', 'z')
                                .withChars("\"'\n ")
                                .ofMinLength(1))
                .filter(value -> !NameTemplate.snakeCase(value).isEmpty())
                .list()
                .uniqueElements(NameTemplate::snakeCase)
                .ofMinSize(1)
                .ofMaxSize(3);
        Arbitrary<List<List<String>>> each = Arbitraries.frequencyOf(
                Tuple.of(3, Arbitraries.just(List.of())),
                Tuple.of(1, values.list().ofMinSize(1).ofMaxSize(2)));
        return Combinators.combine(
                        Expressions.all(),
                        Expressions.texts(),
                        each,
                        windows().optional(0.4),
                        constants().optional(0.4))
                .as(Part::new);
    }

    private static Arbitrary<Windows> windows() {
        Arbitrary<Duration> offsets = Arbitraries.oneOf(Arbitraries.just(Duration.ZERO), lengths());
        return Arbitraries.oneOf(
                Combinators.combine(lengths(), offsets)
                        .as((length, offset) -> Windows.of(length).withOffset(offset)),
                Combinators.combine(
                                lengths().list().uniqueElements().ofMinSize(1).ofMaxSize(3), offsets)
                        .as((lengths, offset) -> Windows.each(lengths).withOffset(offset)),
                offsets.map(offset -> new Windows(List.of(), false, offset)));
    }

    private static Arbitrary<Duration> lengths() {
        return Arbitraries.oneOf(
                Arbitraries.longs().between(1, 60).map(Duration::ofDays),
                Arbitraries.longs().between(1, 1L << 50).map(micros -> Duration.ofNanos(micros * 1_000)));
    }

    /** Constants that may stand alone, those that read two ways first. */
    public static Arbitrary<Expression.Literal> constants() {
        return Arbitraries.oneOf(
                Arbitraries.of(true, false).map(value -> new Expression.BooleanLiteral(value, Span.NONE)),
                Arbitraries.longs().map(value -> new Expression.IntegerLiteral(value, Span.NONE)),
                Arbitraries.doubles().map(value -> new Expression.DoubleLiteral(value, Span.NONE)),
                Arbitraries.of(0.0, 1.0, 1e22, 1e-7, Double.MAX_VALUE, Double.MIN_VALUE)
                        .map(value -> new Expression.DoubleLiteral(value, Span.NONE)),
                Arbitraries.of(ODD_VALUES).map(value -> new Expression.TextLiteral(value, Span.NONE)),
                Expressions.texts().map(value -> new Expression.TextLiteral(value, Span.NONE)));
    }

    /** A check of a feature, or of a key that is none. */
    private interface Verdict {
        Check check(String feature, String other, Expression condition);
    }

    private static Arbitrary<List<Verdict>> checks() {
        Arbitrary<Severity> severities = Arbitraries.of(Severity.class);
        Arbitrary<Optional<Double>> bounds =
                Arbitraries.doubles().filter(Double::isFinite).map(Optional::of);
        Arbitrary<Double> shares = Arbitraries.doubles().between(0, 1);
        Arbitrary<Verdict> verdicts = Arbitraries.oneOf(
                Combinators.combine(bounds, severities, Arbitraries.of(true, false))
                        .as((bound, severity, min) -> (feature, other, condition) -> new Check.Range(
                                feature, min ? bound : Optional.empty(), min ? Optional.empty() : bound, severity)),
                severities.map(severity -> (feature, other, condition) -> new Check.NotNull(feature, severity)),
                severities.map(severity -> (feature, other, condition) -> new Check.Unique(feature, severity)),
                Combinators.combine(shares, severities)
                        .as((share, severity) ->
                                (feature, other, condition) -> new Check.MaxDefault(feature, share, severity)),
                Combinators.combine(constants(), shares, severities)
                        .as((value, share, severity) -> (feature, other, condition) ->
                                new Check.Share(feature, value, Optional.of(share), Optional.empty(), severity)),
                Combinators.combine(severities, Arbitraries.of(true, false))
                        .as((severity, own) -> (feature, other, condition) ->
                                new Check.Condition(own ? "own " + other : feature, condition, "other", severity)),
                severities.map(severity ->
                        (feature, other, condition) -> new Check.Named("named " + other, feature, severity)),
                Combinators.combine(shares.filter(share -> share > 0), severities)
                        .as((limit, severity) ->
                                (feature, other, condition) -> new Check.Correlation(limit, severity)));
        return verdicts.list().ofMaxSize(8);
    }
}
