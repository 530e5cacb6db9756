package io.millrace.core.matrix;

import io.millrace.core.event.ColumnBatch;
import io.millrace.core.event.ColumnVector;
import io.millrace.core.event.Field;
import io.millrace.core.event.Schema;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Accumulates the profile of a table in one pass, in memory that does not grow with its rows.
 *
 * <p>The profile is the same for any batch sizes. But for correlations it is also the same for any order of rows, and
 * profilers of parts of a table can be merged. Not for use by several threads.
 */
public final class MatrixProfiler {
    private final Schema schema;
    private final List<ColumnProfiler> columns = new ArrayList<>();
    private final Optional<Correlations> correlations;
    private long rows;

    private MatrixProfiler(Schema schema, Optional<Correlations> correlations) {
        this.schema = schema;
        schema.fields().forEach(field -> columns.add(ColumnProfiler.of(field)));
        this.correlations = correlations;
    }

    /**
     * For a feature matrix, whose numeric features are correlated.
     *
     * @param leadingColumns the number of its columns before the features: those of the entity key, and {@code as_of}
     */
    public static MatrixProfiler ofMatrix(Schema schema, int leadingColumns) {
        return new MatrixProfiler(schema, Optional.of(new Correlations(schema, leadingColumns)));
    }

    /**
     * About the bytes that correlations of a feature matrix take, by the square of its numeric features.
     *
     * @param leadingColumns as in {@link #ofMatrix}
     */
    public static long correlationBytes(Schema schema, int leadingColumns) {
        long numeric = schema.fields().stream()
                .skip(leadingColumns)
                .filter(field -> field.type().isNumeric())
                .count();
        return Comoments.bytes(numeric);
    }

    /** For events, or any table whose columns are not to be correlated. */
    public static MatrixProfiler ofEvents(Schema schema) {
        return new MatrixProfiler(schema, Optional.empty());
    }

    /** Takes all rows of a batch, whose columns are those of the schema. */
    public void add(ColumnBatch batch) {
        int count = batch.rowCount();
        rows += count;
        for (int i = 0; i < columns.size(); i++) {
            columns.get(i).add(batch.column(i), count);
        }
        correlations.ifPresent(pairs -> pairs.add(batch));
    }

    /**
     * Takes all rows that another profiler of the same columns took; that one is not to be used any more.
     *
     * @throws IllegalStateException where columns are correlated, which depends on the order of rows
     */
    public void merge(MatrixProfiler other) {
        if (correlations.isPresent() || other.correlations.isPresent()) {
            throw new IllegalStateException("profilers with correlations are not merged");
        }
        if (!schema.equals(other.schema)) {
            throw new IllegalArgumentException("profiles of different columns: " + schema + ", " + other.schema);
        }
        rows += other.rows;
        for (int i = 0; i < columns.size(); i++) {
            columns.get(i).merge(other.columns.get(i));
        }
    }

    /** The profile of all rows; the end of accumulation. */
    public MatrixProfile profile() {
        List<ColumnProfile> profiles =
                columns.stream().map(ColumnProfiler::profile).toList();
        return new MatrixProfile(
                rows, profiles, correlations.map(Correlations::finish).orElse(List.of()));
    }

    /** The numeric features, and what they have in common. */
    private static final class Correlations {
        private final Schema schema;
        private final int[] ordinals;
        private final ColumnVector[] vectors;
        private final Comoments comoments;

        Correlations(Schema schema, int first) {
            this.schema = schema;
            List<Integer> numeric = new ArrayList<>();
            for (int i = first; i < schema.size(); i++) {
                if (schema.field(i).type().isNumeric()) {
                    numeric.add(i);
                }
            }
            this.ordinals = numeric.stream().mapToInt(Integer::intValue).toArray();
            this.vectors = new ColumnVector[ordinals.length];
            this.comoments = new Comoments(ordinals.length);
        }

        void add(ColumnBatch batch) {
            for (int i = 0; i < ordinals.length; i++) {
                vectors[i] = batch.column(ordinals[i]);
            }
            comoments.add(vectors, batch.rowCount());
        }

        List<Correlation> finish() {
            List<Correlation> found = new ArrayList<>();
            Iterator<OptionalDouble> values = comoments.correlations().iterator();
            for (int left = 0; left < ordinals.length; left++) {
                for (int right = left + 1; right < ordinals.length; right++) {
                    Field a = schema.field(ordinals[left]);
                    Field b = schema.field(ordinals[right]);
                    values.next().ifPresent(value -> found.add(new Correlation(a.name(), b.name(), value)));
                }
            }
            return found;
        }
    }
}
