package io.millrace.cli.report;

import io.millrace.cli.report.MatrixReport.Correlations;
import io.millrace.cli.report.MatrixReport.Pair;
import io.millrace.core.matrix.Correlation;
import io.millrace.core.matrix.MatrixProfile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The map of correlations, and the strongest of them. */
final class CorrelationPart {
    private static final int MOST_FEATURES = 40;
    private static final int MOST_PAIRS = 10;

    private CorrelationPart() {}

    static Correlations of(MatrixProfile profile) {
        List<Correlation> sorted = profile.correlations().stream()
                .sorted(Comparator.comparingDouble(pair -> -Math.abs(pair.value())))
                .toList();
        Set<String> varying = new LinkedHashSet<>();
        sorted.forEach(pair -> varying.addAll(List.of(pair.left(), pair.right())));
        Set<String> shown = new HashSet<>(varying.stream().limit(MOST_FEATURES).toList());
        List<String> features = profile.columns().stream()
                .map(column -> column.name())
                .filter(shown::contains)
                .toList();
        return new Correlations(
                features,
                rows(features, profile.correlations()),
                sorted.stream()
                        .limit(MOST_PAIRS)
                        .map(pair -> new Pair(pair.left(), pair.right(), pair.value()))
                        .toList(),
                varying.size() - features.size());
    }

    private static List<List<@Nullable Double>> rows(List<String> features, List<Correlation> correlations) {
        Map<List<String>, Double> values = new HashMap<>();
        correlations.forEach(pair -> values.put(List.of(pair.left(), pair.right()), pair.value()));
        List<List<@Nullable Double>> rows = new ArrayList<>();
        for (int row = 0; row < features.size(); row++) {
            List<@Nullable Double> cells = new ArrayList<>();
            for (int column = 0; column < row; column++) {
                cells.add(values.get(List.of(features.get(column), features.get(row))));
            }
            cells.add(1.0);
            rows.add(cells);
        }
        return rows;
    }
}
