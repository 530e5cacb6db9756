package io.millrace.cli.report;

import io.millrace.core.event.ColumnBatch;
import io.millrace.core.event.ColumnVector;
import io.millrace.core.event.DataType;
import io.millrace.core.event.Field;
import io.millrace.core.event.Schema;
import io.millrace.core.inspect.ValueCounts;
import io.millrace.core.matrix.ColumnProfile;
import io.millrace.core.matrix.Histogram;
import io.millrace.core.matrix.MatrixProfile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The second pass over a matrix: what can be counted exactly once the profile tells where values lie. Takes the same memory
 * however many rows there are.
 */
public final class MatrixScan {
    private final int leading;
    private final List<Column> columns = new ArrayList<>();

    /**
     * @param leading the columns before the features, of which nothing is counted
     * @param profile of all columns
     * @param defaults by the name of a feature, what an entity without events has, as text
     */
    public MatrixScan(Schema matrix, int leading, MatrixProfile profile, Map<String, String> defaults) {
        this.leading = leading;
        for (int i = leading; i < matrix.size(); i++) {
            columns.add(new Column(matrix.field(i), profile.columns().get(i), defaults));
        }
    }

    /** Takes all rows of a batch. */
    public void add(ColumnBatch batch) {
        for (int i = 0; i < columns.size(); i++) {
            columns.get(i).add(batch.column(leading + i), batch.rowCount());
        }
    }

    /** @param column its place in the matrix */
    Optional<Histogram> histogram(int column) {
        return columns.get(column - leading).histogram.map(Histogram.Counter::histogram);
    }

    /** Rows by value; empty for columns that have a histogram. */
    Optional<ValueCounts> values(int column) {
        return columns.get(column - leading).values;
    }

    /** The rows that hold the default; empty where there is none. */
    OptionalLong defaults(int column) {
        return columns.get(column - leading)
                .defaults
                .map(counter -> OptionalLong.of(counter.count()))
                .orElse(OptionalLong.empty());
    }

    /** What is counted of one column. */
    private static final class Column {
        private final Optional<Histogram.Counter> histogram;
        private final Optional<ValueCounts> values;
        private final Optional<DefaultCounter> defaults;

        Column(Field field, ColumnProfile profile, Map<String, String> defaults) {
            this.histogram = Histogram.Counter.of(profile);
            boolean named = field.type() == DataType.TEXT || field.type() == DataType.BOOLEAN;
            this.values = named ? Optional.of(new ValueCounts()) : Optional.empty();
            this.defaults = Optional.ofNullable(defaults.get(field.name()))
                    .flatMap(text -> DefaultCounter.of(field.type(), text));
        }

        void add(ColumnVector vector, int rows) {
            histogram.ifPresent(counter -> counter.add(vector, rows));
            values.ifPresent(counts -> counts.add(vector, rows));
            defaults.ifPresent(counter -> counter.add(vector, rows));
        }
    }
}
