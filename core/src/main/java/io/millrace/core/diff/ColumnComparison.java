package io.millrace.core.diff;

import io.millrace.core.event.ColumnBatch;
import io.millrace.core.event.DataType;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Supplier;

/** Compares one feature: takes a sample of the first matrix to make bins of, then all rows of both. */
abstract sealed class ColumnComparison permits NumberComparison, TextComparison {
    private final String name;
    private final Side a;
    private final Side b;
    private long[] countsA = {};
    private long[] countsB = {};
    private long changed;
    private long nullInOne;

    /** Where the feature stands in one of the matrices. */
    record Side(int column, DataType type) {}

    ColumnComparison(String name, Side a, Side b) {
        this.name = name;
        this.a = a;
        this.b = b;
    }

    /** For types that {@link MatrixComparison#comparable} allows. */
    static ColumnComparison of(String name, Side a, Side b, int sampleRows) {
        return a.type() == DataType.TEXT
                ? new TextComparison(name, a, b, sampleRows)
                : new NumberComparison(name, a, b, sampleRows);
    }

    /** Puts a row of the first matrix at a place of the sample. */
    final void sample(int place, ColumnBatch batch, int row) {
        sample(place, batch, row, a);
    }

    abstract void sample(int place, ColumnBatch batch, int row, Side side);

    /**
     * Ends the sample.
     *
     * @param rows how many places are taken
     */
    final void endSample(int rows) {
        int bins = makeBins(rows) + 1; // the last is that of nulls
        countsA = new long[bins];
        countsB = new long[bins];
    }

    /** Makes bins of that part of the sample; returns how many. */
    abstract int makeBins(int rows);

    /** The bin of a cell; -1 for null. */
    abstract int bin(ColumnBatch batch, int row, Side side);

    final void countFirst(ColumnBatch batch, int row) {
        count(bin(batch, row, a), countsA);
    }

    final void countSecond(ColumnBatch batch, int row) {
        count(bin(batch, row, b), countsB);
    }

    private static void count(int bin, long[] counts) {
        counts[bin < 0 ? counts.length - 1 : bin]++;
    }

    /**
     * Compares the cells of two rows.
     *
     * @param key theirs, as people write it
     */
    final void compare(ColumnBatch first, int firstRow, ColumnBatch second, int secondRow, Supplier<String> key) {
        boolean nullFirst = isNull(first, firstRow, a);
        boolean nullSecond = isNull(second, secondRow, b);
        if (nullFirst != nullSecond) {
            changed++;
            nullInOne++;
        } else if (!nullFirst && differ(first, firstRow, a, second, secondRow, b, key)) {
            changed++;
        }
    }

    abstract boolean isNull(ColumnBatch batch, int row, Side side);

    /** Whether two cells differ, neither of which is null. */
    abstract boolean differ(
            ColumnBatch first, int firstRow, Side a, ColumnBatch second, int secondRow, Side b, Supplier<String> key);

    abstract FeatureDifference result();

    final FeatureDifference result(OptionalDouble largest, Optional<String> largestAt, OptionalDouble mean) {
        return new FeatureDifference(
                name,
                changed,
                nullInOne,
                largest,
                largestAt,
                mean,
                StabilityIndex.of(countsA, countsB),
                countsA[countsA.length - 1],
                countsB[countsB.length - 1]);
    }
}
