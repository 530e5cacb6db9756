package io.millrace.cli;

import io.millrace.cli.render.Cell;
import io.millrace.core.diff.FeatureDifference;
import io.millrace.core.diff.MatrixDifference;
import io.millrace.core.number.DoubleText;
import io.millrace.core.run.BadRowLimit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How much two matrices may differ. */
final class DiffLimits {
    @Option(
            names = "--max-drift",
            paramLabel = "X",
            converter = Converters.Limit.class,
            description = {
                "Exit with 1 where a feature drifted by more than X: its population stability index. 0.1 is some drift,",
                "0.25 much."
            })
    private @Nullable Double drift;

    @Option(
            names = "--max-change",
            paramLabel = "X",
            converter = Converters.Limit.class,
            description = {
                "Exit with 1 where a number changed by more than X, a time by more than X seconds, any text, or a cell is",
                "null in one matrix only. Boolean values count as 0 and 1."
            })
    private @Nullable Double change;

    @Option(
            names = "--max-gone",
            paramLabel = "N|P%%",
            description = "Exit with 1 where more entities are gone, a number or a share of those of A.")
    private @Nullable BadRowLimit gone;

    @Option(
            names = "--max-new",
            paramLabel = "N|P%%",
            description = "Exit with 1 where more entities are new, a number or a share of those of B.")
    private @Nullable BadRowLimit added;

    /**
     * A limit against what was observed.
     *
     * @param allowed as it was given
     * @param feature of which it was observed, where the limit is one for features
     * @param exceeding how many features, or whether the entities, exceed it
     */
    record Verdict(String limit, Cell allowed, Cell observed, Cell feature, long exceeding) {
        boolean passed() {
            return exceeding == 0;
        }
    }

    /**
     * A verdict for every limit that was given.
     *
     * @param incomparable features of the first matrix that are not compared: no limit holds for them
     */
    List<Verdict> verdicts(MatrixDifference difference, List<String> incomparable) {
        List<Verdict> verdicts = new ArrayList<>();
        if (drift != null) {
            verdicts.add(worst("max_drift", drift, difference, incomparable, DiffLimits::drift));
        }
        if (change != null) {
            verdicts.add(worst("max_change", change, difference, incomparable, DiffLimits::change));
        }
        if (gone != null) {
            verdicts.add(entities("max_gone", gone, difference.gone()));
        }
        if (added != null) {
            verdicts.add(entities("max_new", added, difference.added()));
        }
        return verdicts;
    }

    /** Whether a feature is within all limits; empty where there is none for features. */
    Optional<Boolean> allows(FeatureDifference feature) {
        return drift == null && change == null
                ? Optional.empty()
                : Optional.of(within(drift, drift(feature)) && within(change, change(feature)));
    }

    private static boolean within(@Nullable Double limit, double observed) {
        return limit == null || observed <= limit;
    }

    private static double drift(FeatureDifference feature) {
        return feature.drift().orElse(0);
    }

    /** What cannot be measured has no limit. */
    private static double change(FeatureDifference feature) {
        boolean unmeasured = feature.nullInOne() > 0 || feature.largest().isEmpty() && feature.changed() > 0;
        return unmeasured
                ? Double.POSITIVE_INFINITY
                : Math.abs(feature.largest().orElse(0));
    }

    private static Verdict worst(
            String name,
            double limit,
            MatrixDifference difference,
            List<String> incomparable,
            ToDoubleFunction<FeatureDifference> measure) {
        long exceeding = incomparable.size()
                + difference.features().stream()
                        .filter(feature -> measure.applyAsDouble(feature) > limit)
                        .count();
        Cell allowed = Cell.number(limit).withText(DoubleText.toString(limit));
        if (!incomparable.isEmpty()) {
            return new Verdict(name, allowed, Cell.quiet("not comparable"), Cell.text(incomparable.get(0)), exceeding);
        }
        Optional<FeatureDifference> worst = difference.features().stream().max(Comparator.comparingDouble(measure));
        return new Verdict(
                name,
                allowed,
                worst.map(feature -> observed(measure.applyAsDouble(feature))).orElse(Cell.EMPTY),
                worst.map(feature -> Cell.text(feature.name())).orElse(Cell.EMPTY),
                exceeding);
    }

    private static Cell observed(double value) {
        return Double.isInfinite(value) ? Cell.quiet("a null or a text") : Cell.number(value);
    }

    private static Verdict entities(String name, BadRowLimit limit, MatrixDifference.Entities observed) {
        boolean exceeded = limit.forbids(observed.count(), observed.of());
        return new Verdict(
                name, Cell.text(limit.text()), DiffSections.entities(observed), Cell.EMPTY, exceeded ? 1 : 0);
    }
}
