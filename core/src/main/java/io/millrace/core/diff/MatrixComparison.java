package io.millrace.core.diff;

import io.millrace.core.diff.ColumnComparison.Side;
import io.millrace.core.event.ColumnBatch;
import io.millrace.core.event.DataType;
import io.millrace.core.event.Field;
import io.millrace.core.port.BatchReader;
import io.millrace.core.port.Split;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Compares two matrices that are sorted by their keys, in memory that does not grow with their rows. The first is read twice: for a
 * sample of it, by which columns are told into bins, and then along with the second.
 */
public final class MatrixComparison {
    private final MatrixTable a;
    private final MatrixTable b;
    private final Runnable beforeBatch;
    private final List<ColumnComparison> features = new ArrayList<>();
    private final int sampleRows;
    private final EntityCount entities;
    private long both;

    private MatrixComparison(MatrixTable a, MatrixTable b, int examples, Runnable beforeBatch) {
        this.a = a;
        this.b = b;
        this.beforeBatch = beforeBatch;
        this.sampleRows = SampledRows.capacity(a.features().size());
        this.entities = new EntityCount(a, examples);
        for (int i = a.keys(); i < a.columns().size(); i++) {
            Field field = a.columns().field(i);
            features.add(ColumnComparison.of(
                    field.name(),
                    new Side(i, field.type()),
                    new Side(i, b.columns().field(i).type()),
                    sampleRows));
        }
    }

    /** Whether values of two types can be compared: those of one type, and all numbers. */
    public static boolean comparable(DataType a, DataType b) {
        return a == b || a.isNumeric() && b.isNumeric();
    }

    /**
     * Compares two matrices.
     *
     * @param a the first, with the same names of columns in the same order as the second, columns of the key of the same types,
     *     features of {@link #comparable} types
     * @param examples how many keys of entities that only one matrix has are told
     * @param beforeBatch runs before every batch is read; it may throw to end the comparison
     * @throws io.millrace.core.run.InputException where one cannot be read, has a row without a key, or is not sorted by it
     */
    public static MatrixDifference of(MatrixTable a, MatrixTable b, int examples, Runnable beforeBatch) {
        if (!a.columns().names().equals(b.columns().names()) || a.keys() != b.keys()) {
            throw new IllegalArgumentException("different columns: " + a.columns() + ", " + b.columns());
        }
        return new MatrixComparison(a, b, examples, beforeBatch).run();
    }

    private MatrixDifference run() {
        sample();
        try (SortedRows first = new SortedRows(a, beforeBatch);
                SortedRows second = new SortedRows(b, beforeBatch)) {
            merge(first, second);
            return new MatrixDifference(
                    first.number(),
                    second.number(),
                    both,
                    entities.gone(),
                    entities.added(),
                    features.stream().map(ColumnComparison::result).toList());
        }
    }

    private void sample() {
        long rows = 0;
        for (Split split : a.source().splits(a.columns())) {
            try (BatchReader reader = split.open(ColumnBatch.rowsFor(a.columns().size(), ColumnBatch.MAX_ROWS))) {
                beforeBatch.run();
                for (ColumnBatch batch = reader.next(); batch != null; batch = reader.next()) {
                    sample(batch, rows);
                    rows += batch.rowCount();
                    beforeBatch.run();
                }
            }
        }
        int taken = (int) Math.min(rows, sampleRows);
        features.forEach(feature -> feature.endSample(taken));
    }

    private void sample(ColumnBatch batch, long before) {
        for (int row = 0; row < batch.rowCount(); row++) {
            int place = SampledRows.place(before + row, sampleRows);
            if (place >= 0) {
                for (ColumnComparison feature : features) {
                    feature.sample(place, batch, row);
                }
            }
        }
    }

    private void merge(SortedRows first, SortedRows second) {
        boolean moreFirst = first.next();
        boolean moreSecond = second.next();
        while (moreFirst || moreSecond) {
            int order = !moreFirst ? 1 : !moreSecond ? -1 : order(first, second);
            SortedRows lower = order <= 0 ? first : second;
            entities.add(lower.batch(), lower.row(), order <= 0, order >= 0);
            if (order <= 0) {
                features.forEach(feature -> feature.countFirst(first.batch(), first.row()));
            }
            if (order >= 0) {
                features.forEach(feature -> feature.countSecond(second.batch(), second.row()));
            }
            if (order == 0) {
                both++;
                compare(first, second);
            }
            moreFirst = order <= 0 ? first.next() : moreFirst;
            moreSecond = order >= 0 ? second.next() : moreSecond;
        }
    }

    private int order(SortedRows first, SortedRows second) {
        return Keys.compare(first.batch(), first.row(), second.batch(), second.row(), a.keys());
    }

    private void compare(SortedRows first, SortedRows second) {
        Supplier<String> key = () -> Keys.print(first.batch(), first.row(), a.keys());
        for (ColumnComparison feature : features) {
            feature.compare(first.batch(), first.row(), second.batch(), second.row(), key);
        }
    }
}
