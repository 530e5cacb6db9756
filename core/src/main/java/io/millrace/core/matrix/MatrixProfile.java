package io.millrace.core.matrix;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What a table looks like as a whole.
 *
 * @param rows the number of rows
 * @param columns one for every column, in order
 * @param correlations of every two numeric features that vary; in order of columns
 */
public record MatrixProfile(long rows, List<ColumnProfile> columns, List<Correlation> correlations) {
    public MatrixProfile {
        columns = List.copyOf(columns);
        correlations = List.copyOf(correlations);
    }

    /** The pair of columns that are correlated most, in either direction; empty where no two columns vary. */
    public Optional<Correlation> strongest() {
        return correlations.stream().max(Comparator.comparingDouble(correlation -> Math.abs(correlation.value())));
    }
}
