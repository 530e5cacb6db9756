package io.millrace.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.core.event.ColumnBatch;
import io.millrace.core.event.ColumnVector;
import io.millrace.core.event.DataType;
import io.millrace.core.event.DoubleVector;
import io.millrace.core.event.Field;
import io.millrace.core.event.LongVector;
import io.millrace.core.event.Schema;
import io.millrace.core.event.TextVector;
import io.millrace.core.plan.Window;
import io.millrace.core.port.BatchReader;
import io.millrace.core.port.EventSource;
import io.millrace.core.port.InputFile;
import io.millrace.core.port.ReadOptions;
import io.millrace.core.port.Split;
import io.millrace.core.run.InputException;
import io.millrace.parquet.ParquetFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every Parquet file of the corpora that the page reader reads, with each of its timestamps and dates as event time, and
 * each of its integers too, whose statistics are believed by the same rules: windows before, in, at the edges of and after
 * what the column holds give the same rows, matrix and accounting whether or not row groups are skipped. The rows of a
 * window and what becomes of the others are told by plain code over all rows. Left out are columns without values, or
 * with values so far out that no window fits beside them, and files with no other column for the entity.
 */
final class CorpusPruningTest {
    /** Beyond it there is no room for windows around. */
    private static final long FAR = 1L << 60;

    private static final long LENGTH = 1_000;

    private final Set<Path> files = new TreeSet<>();
    private final Set<Path> skippedFiles = new TreeSet<>();
    private int timestamps;
    private int integers;
    private int windows;
    private int skippedWindows;
    private int skippedByTimestamp;
    private int partlySkipped;

    @Test
    void givesTheSameWithoutPruning() throws IOException {
        try (Stream<Path> all = Files.walk(Golden.folder("").resolveSibling("corpus"))) {
            all.filter(path -> path.toString().endsWith(".parquet")).sorted().forEach(this::compare);
        }
        String told = files.size() + " files, " + timestamps + " timestamps, " + integers + " integers, " + windows
                + " windows; rows skipped in " + skippedWindows + " windows, by timestamps in " + skippedByTimestamp
                + ", not all rows in " + partlySkipped + ", of " + skippedFiles;
        assertTrue(files.size() >= 20 && timestamps >= 25 && integers >= 140 && windows >= 1_600, told);
        assertTrue(skippedFiles.size() >= 12 && skippedWindows >= 500, told);
        assertTrue(skippedByTimestamp >= 50 && partlySkipped >= 100, told);
    }

    private static EventSource open(Path file, boolean pruning) {
        return new ParquetFormat().open(List.of(file), new ReadOptions(Map.of(), ReadOptions.Reader.PAGE, pruning));
    }

    private void compare(Path file) {
        Schema columns;
        try {
            columns = readable(open(file, false));
        } catch (InputException refused) {
            return;
        }
        List<List<Object>> rows = rows(open(file, false).splits(columns));
        for (Field time : columns.fields()) {
            boolean timestamp = time.type() == DataType.TIMESTAMP;
            if ((timestamp || time.type() == DataType.INT64) && compare(file, columns, rows, time.name())) {
                files.add(file);
                timestamps += timestamp ? 1 : 0;
                integers += timestamp ? 0 : 1;
            }
        }
    }

    /** The columns that the page reader reads to the end. */
    private static Schema readable(EventSource source) {
        List<Field> fields = new ArrayList<>();
        for (InputFile.FileColumn column : source.files().get(0).columns()) {
            column.type().map(type -> new Field(column.name(), type, column.nullable())).stream()
                    .filter(field -> isReadable(source, field))
                    .forEach(fields::add);
        }
        return new Schema(fields);
    }

    private static boolean isReadable(EventSource source, Field field) {
        try {
            rows(source.splits(Schema.of(field)));
            return true;
        } catch (InputException refused) {
            return false;
        }
    }

    /** Whether there was anything to compare: times, and a column to stand for the entity. */
    private boolean compare(Path file, Schema columns, List<List<Object>> rows, String time) {
        int ordinal = columns.names().indexOf(time);
        LongSummaryStatistics times = rows.stream()
                .map(row -> (Long) row.get(ordinal))
                .filter(Objects::nonNull)
                .mapToLong(Long::longValue)
                .summaryStatistics();
        Optional<Field> key = columns.fields().stream()
                .filter(field -> !field.name().equals(time))
                .filter(field -> field.type() == DataType.INT64 || field.type() == DataType.TEXT)
                .findFirst();
        if (times.getCount() == 0 || times.getMin() < -FAR || times.getMax() > FAR || key.isEmpty()) {
            return false;
        }
        PrunedColumn column = new PrunedColumn(
                open(file, true), open(file, false), columns, time, key.get().name(), rows);
        for (Window window : windows(times.getMin(), times.getMax())) {
            count(file, columns.find(time).orElseThrow(), column.compare(window));
        }
        return true;
    }

    private void count(Path file, Field time, PrunedColumn.Skipped skipped) {
        windows++;
        if (skipped.rows() > 0) {
            skippedFiles.add(file.getFileName());
            skippedWindows++;
            skippedByTimestamp += time.type() == DataType.TIMESTAMP ? 1 : 0;
            partlySkipped += skipped.rows() < skipped.of() ? 1 : 0;
        }
    }

    private static List<Window> windows(long first, long last) {
        long middle = first + (last - first) / 2;
        return List.of(
                new Window(first - 2 * LENGTH, first - LENGTH),
                new Window(first - LENGTH, first),
                new Window(first - LENGTH, first + 1),
                new Window(first, middle + 1),
                new Window(middle, middle + 1),
                new Window(middle, last + 1),
                new Window(last, last + LENGTH),
                new Window(last + 1, last + LENGTH),
                new Window(last + LENGTH, last + 2 * LENGTH),
                new Window(first, last + 1));
    }

    /** Cells as Long (of booleans too), Double, String and null. */
    static List<List<Object>> rows(List<Split> splits) {
        List<List<Object>> rows = new ArrayList<>();
        for (Split split : splits) {
            try (BatchReader reader = split.open(1_000)) {
                for (ColumnBatch batch = reader.next(); batch != null; batch = reader.next()) {
                    for (int row = 0; row < batch.rowCount(); row++) {
                        rows.add(row(batch, row));
                    }
                }
            }
        }
        return rows;
    }

    private static List<Object> row(ColumnBatch batch, int row) {
        List<Object> cells = new ArrayList<>();
        for (int column = 0; column < batch.schema().size(); column++) {
            cells.add(cell(batch.column(column), row));
        }
        return cells;
    }

    private static Object cell(ColumnVector column, int row) {
        if (column.isNull(row)) {
            return null;
        }
        if (column instanceof LongVector longs) {
            return longs.get(row);
        }
        return column instanceof DoubleVector doubles ? (Object) doubles.get(row) : ((TextVector) column).text(row);
    }
}
