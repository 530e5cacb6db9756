package io.millrace.core.plan;

import io.millrace.core.event.Schema;
import io.millrace.core.feature.Definition;
import io.millrace.core.feature.Expression;
import io.millrace.core.feature.FeatureSet;
import io.millrace.core.feature.NameTemplate;
import io.millrace.core.feature.Printer;
import io.millrace.core.feature.Windows;
import io.millrace.core.port.Extensions;
import io.millrace.core.run.DefinitionException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A feature taken apart: a feature set that computes it along with everything that it is computed from, so that an engine tells the
 * intermediate values, with the same meaning.
 *
 * @param set has the feature under its own name, and a feature for every part; no checks
 * @param parts in an order in which each stands after those that it uses
 */
public record FeatureTrace(FeatureSet set, List<Part> parts) {
    public FeatureTrace {
        parts = List.copyOf(parts);
    }

    /** What a part is. */
    public enum Kind {
        /** Computed from events. */
        AGGREGATION,
        /** Computed from parts before it. */
        STEP
    }

    /**
     * A part of a feature.
     *
     * @param column the feature of {@link #set} that holds its value
     * @param name of the definition that it is all of, before a default stands in for null; empty where it is only a part of one
     * @param text the expression, as the language writes it
     * @param window that of the events which it is computed from
     * @param reached the feature of {@link #set} that is true where the part is evaluated at all; empty where it always is. In a
     *     {@code case}, only what the branches before leave is
     */
    public record Part(
            Kind kind, String column, String name, String text, WindowRange window, Optional<String> reached) {}

    /**
     * Takes a feature apart.
     *
     * @param events the columns of the events
     * @param whole whether the set is to have all other features as well, so that it reads the same columns
     * @throws IllegalArgumentException where the set has no such feature
     * @throws DefinitionException where it does not fit the events
     */
    public static FeatureTrace of(
            FeatureSet set, String feature, Schema events, Instant asOf, Extensions extensions, boolean whole) {
        Problems problems = new Problems(set.places());
        Expansion expansion = new Expansion(
                set, new InputRules(events, problems)::type, Timeline.of(List.of(asOf), problems), problems);
        Dissection dissection = new Dissection(expansion.expand(), expansion.setWindow(), new Functions(extensions));
        List<Dissection.Piece> pieces = dissection.of(feature);
        FeatureSet base = whole ? bare(set, Optional.empty()) : bare(set, Optional.of(dissection.used()));
        List<Dissection.Piece> sound = binds(with(base, pieces), events, asOf, extensions)
                ? pieces
                : pieces.stream()
                        .filter(piece -> binds(with(base, List.of(piece)), events, asOf, extensions))
                        .toList();
        return new FeatureTrace(
                with(base, sound), sound.stream().map(Dissection.Piece::part).toList());
    }

    /** The set without checks, and without the definitions of which no copy is used. */
    private static FeatureSet bare(FeatureSet set, Optional<Set<String>> used) {
        return new FeatureSet(
                set.name(),
                set.entity(),
                set.time(),
                set.window(),
                set.columns(),
                set.where(),
                set.validators(),
                kept(set.lets(), used),
                kept(set.features(), used),
                List.of(),
                set.places());
    }

    private static List<Definition> kept(List<Definition> definitions, Optional<Set<String>> used) {
        return definitions.stream()
                .filter(definition -> used.isEmpty()
                        || NameTemplate.names(definition).stream().anyMatch(used.get()::contains))
                .toList();
    }

    private static FeatureSet with(FeatureSet base, List<Dissection.Piece> pieces) {
        List<Definition> features = new ArrayList<>(base.features());
        for (Dissection.Piece piece : pieces) {
            WindowRange window = piece.part().window();
            features.add(definition(piece.part().column(), piece.value(), window));
            piece.part().reached().ifPresent(column -> features.add(definition(column, piece.reached(), window)));
        }
        return new FeatureSet(
                base.name(),
                base.entity(),
                base.time(),
                base.window(),
                base.columns(),
                base.where(),
                base.validators(),
                base.lets(),
                features,
                List.of(),
                base.places());
    }

    private static Definition definition(String name, Expression expression, WindowRange window) {
        Windows own = Windows.of(micros(window.length())).withOffset(micros(window.offset()));
        return new Definition(
                name, List.of(), Optional.of(own), Optional.empty(), expression, Printer.print(expression), "");
    }

    private static Duration micros(long micros) {
        return Duration.of(micros, ChronoUnit.MICROS);
    }

    /** A part that is no value by itself, such as a length of time, cannot be told. */
    private static boolean binds(FeatureSet set, Schema events, Instant asOf, Extensions extensions) {
        try {
            Binder.bind(set, events, List.of(asOf), false, extensions);
            return true;
        } catch (DefinitionException e) {
            return false;
        }
    }
}
