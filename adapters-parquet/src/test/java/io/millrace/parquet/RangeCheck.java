package io.millrace.parquet;

import io.millrace.core.event.ColumnBatch;
import io.millrace.core.event.DataType;
import io.millrace.core.event.Field;
import io.millrace.core.event.Schema;
import io.millrace.core.port.BatchReader;
import io.millrace.core.port.EventSource;
import io.millrace.core.port.ReadLimits;
import io.millrace.core.port.ReadOptions;
import io.millrace.core.port.ReadOptions.Reader;
import io.millrace.core.port.Split;
import java.nio.file.Path;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.Statistics;

/** Whether row groups hold what their statistics say, by which they are skipped: then the same comes out without pruning. */
final class RangeCheck {
    private RangeCheck() {}

    /** What comes of a file whose rows were read. */
    enum Outcome {
        /** Row groups without a column that may be skipped by. */
        NOTHING_TO_SKIP_BY,
        /** All values are in the ranges, and the least and the most are there. */
        HOLDS,
        /** They are not, as statistics or values were changed; nobody can see which without reading what is skipped. */
        NO_LONGER_FITS
    }

    /**
     * @param sound the file before it was changed
     * @throws AssertionError where a range does not hold whose statistics and values are those of the sound file
     */
    static Outcome of(Path file, Path sound) {
        EventSource source = Rows.open(Reader.PAGE, file);
        Schema schema = source.schema();
        List<Split> splits = source.splits(schema);
        requireNoneWithoutPruning(file, schema);
        Outcome outcome = Outcome.NOTHING_TO_SKIP_BY;
        for (Split split : splits) {
            LongSummaryStatistics[] values = values(split, schema);
            for (int column = 0; column < schema.size(); column++) {
                if (split.range(column).isEmpty()) {
                    continue;
                }
                Split.Range range = split.range(column).get();
                LongSummaryStatistics held = values[column];
                boolean holds = held.getCount() == split.rows()
                        && held.getMin() == range.smallest()
                        && held.getMax() == range.largest();
                if (holds) {
                    outcome = outcome == Outcome.NOTHING_TO_SKIP_BY ? Outcome.HOLDS : outcome;
                } else if (sameStatistics(file, sound) && sameValues(held, sound, rowsBefore(splits, split), column)) {
                    throw new AssertionError(
                            "the column " + schema.field(column).name() + " has " + held + " in " + split.rows()
                                    + " rows, and its range is " + range);
                } else {
                    outcome = Outcome.NO_LONGER_FITS;
                }
            }
        }
        return outcome;
    }

    private static void requireNoneWithoutPruning(Path file, Schema schema) {
        ReadOptions options = new ReadOptions(Map.of(), Reader.PAGE, false);
        for (Split split : new ParquetFormat().open(List.of(file), options).splits(schema)) {
            for (int column = 0; column < schema.size(); column++) {
                if (split.range(column).isPresent()) {
                    throw new AssertionError("without pruning there is a range");
                }
            }
        }
    }

    /** Of the values that are not null. */
    private static LongSummaryStatistics[] values(Split split, Schema schema) {
        LongSummaryStatistics[] values = new LongSummaryStatistics[schema.size()];
        for (int column = 0; column < values.length; column++) {
            values[column] = new LongSummaryStatistics();
        }
        try (BatchReader reader = split.open(1000)) {
            for (ColumnBatch batch = reader.next(); batch != null; batch = reader.next()) {
                for (int column = 0; column < values.length; column++) {
                    add(batch, column, schema.field(column), values[column]);
                }
            }
        }
        return values;
    }

    private static void add(ColumnBatch batch, int column, Field field, LongSummaryStatistics values) {
        boolean whole = !field.type().equals(DataType.TEXT) && !field.type().equals(DataType.FLOAT64);
        for (int row = 0; whole && row < batch.rowCount(); row++) {
            if (!batch.column(column).isNull(row)) {
                values.accept(batch.longs(column).get(row));
            }
        }
    }

    private static long rowsBefore(List<Split> splits, Split split) {
        return splits.subList(0, splits.indexOf(split)).stream()
                .mapToLong(Split::rows)
                .sum();
    }

    private static boolean sameValues(LongSummaryStatistics held, Path sound, long firstRow, int column) {
        EventSource source = Rows.open(Reader.PAGE, sound);
        Schema schema = source.schema();
        List<Split> splits = source.splits(schema);
        return column < schema.size()
                && splits.stream()
                        .filter(other -> rowsBefore(splits, other) == firstRow)
                        .map(other -> values(other, schema)[column])
                        .anyMatch(other -> other.toString().equals(held.toString()));
    }

    private static boolean sameStatistics(Path file, Path sound) {
        return statistics(file).equals(statistics(sound));
    }

    private static List<Statistics> statistics(Path file) {
        List<RowGroup> groups =
                FooterReader.read(file, ReadLimits.DEFAULT).metaData().getRow_groups();
        return groups.stream()
                .flatMap(group -> group.getColumns().stream())
                .map(chunk ->
                        chunk.getMeta_data() != null && chunk.getMeta_data().isSetStatistics()
                                ? chunk.getMeta_data().getStatistics()
                                : new Statistics())
                .toList();
    }
}
