package io.millrace.engine.arrow;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.core.contract.MemoryEventSource;
import io.millrace.core.contract.MemoryFile;
import io.millrace.core.contract.MemoryMatrixSink;
import io.millrace.core.contract.PlanBuilder;
import io.millrace.core.event.ColumnBatch;
import io.millrace.core.event.DataType;
import io.millrace.core.event.DoubleVector;
import io.millrace.core.event.Field;
import io.millrace.core.event.LongVector;
import io.millrace.core.event.Schema;
import io.millrace.core.plan.AggregationFunction;
import io.millrace.core.plan.FeaturePlan;
import io.millrace.core.plan.Window;
import io.millrace.core.port.BatchReader;
import io.millrace.core.port.EngineRequest;
import io.millrace.core.port.EventSource;
import io.millrace.core.port.MatrixSink;
import io.millrace.core.port.ReadOptions;
import io.millrace.core.port.RowPlace;
import io.millrace.core.port.RunListener;
import io.millrace.core.port.Split;
import io.millrace.core.port.TableFormat;
import io.millrace.core.run.InputException;
import io.millrace.core.run.MemoryBudget;
import io.millrace.core.run.ResourceException;
import io.millrace.engine.arrow.table.ArrowFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Arrow files written by the sink and read as events. */
class ArrowFilesTest {
    private static final Schema SCHEMA = Schema.of(
            Field.required("id", DataType.INT64),
            Field.nullable("name", DataType.TEXT),
            Field.nullable("value", DataType.FLOAT64),
            Field.nullable("flag", DataType.BOOLEAN),
            Field.nullable("at", DataType.TIMESTAMP));

    private final ArrowFormat format = new ArrowFormat();

    @TempDir
    private Path folder;

    private static ColumnBatch batch(int from, int count) {
        ColumnBatch batch = new ColumnBatch(SCHEMA, Math.max(1, count));
        for (int row = 0; row < count; row++) {
            int number = from + row;
            batch.longs(0).set(row, number);
            byte[] name = ("näme " + number % 7).getBytes(StandardCharsets.UTF_8);
            batch.texts(1).set(row, batch.texts(1).dictionary().append(name, 0, name.length));
            batch.doubles(2).set(row, number / 4.0);
            batch.longs(3).set(row, number % 2);
            batch.longs(4).set(row, -number * 1_000_003L);
            if (number % 5 == 0) {
                for (int column = 1; column < 5; column++) {
                    batch.column(column).setNull(row);
                }
            }
        }
        batch.rowCount(count);
        return batch;
    }

    /** Writes batches of that many rows each. */
    private Path write(String name, int... batches) {
        Path target = folder.resolve(name);
        try (MatrixSink sink = format.create(target)) {
            sink.open(SCHEMA);
            int from = 0;
            for (int rows : batches) {
                sink.write(batch(from, rows));
                from += rows;
            }
            sink.finish();
            sink.commit();
        }
        return target;
    }

    private static List<String> rows(EventSource source, Schema reads, int batchRows) {
        List<String> rows = new ArrayList<>();
        for (Split split : source.splits(reads)) {
            try (BatchReader reader = split.open(batchRows)) {
                for (ColumnBatch batch = reader.next(); batch != null; batch = reader.next()) {
                    assertTrue(batch.rowCount() <= batchRows);
                    rows.addAll(rows(batch));
                }
                assertTrue(reader.bytesRead() > 0);
            }
        }
        return rows;
    }

    private static List<String> rows(ColumnBatch batch) {
        List<String> rows = new ArrayList<>();
        for (int row = 0; row < batch.rowCount(); row++) {
            List<String> cells = new ArrayList<>();
            for (int column = 0; column < batch.schema().size(); column++) {
                cells.add(cell(batch, column, row));
            }
            rows.add(String.join("|", cells));
        }
        return rows;
    }

    private static String cell(ColumnBatch batch, int column, int row) {
        if (batch.column(column).isNull(row)) {
            return "null";
        }
        if (batch.column(column) instanceof LongVector longs) {
            return Long.toString(longs.get(row));
        }
        return batch.column(column) instanceof DoubleVector doubles
                ? Double.toString(doubles.get(row))
                : batch.texts(column).text(row);
    }

    @Test
    void readsBackWhatItWrote() {
        Path path = write("m.arrow", 10, 0, 1000, 3);
        EventSource source = format.open(List.of(path), ReadOptions.DEFAULT);
        assertEquals(SCHEMA, source.schema());
        assertEquals(4, source.files().get(0).rowGroups());
        for (int batchRows : new int[] {1, 7, 65_536}) {
            assertEquals(rows(batch(0, 1013)), rows(source, SCHEMA, batchRows));
        }
        Schema some = Schema.of(SCHEMA.field(4), SCHEMA.field(1));
        assertEquals("-1000003|näme 1", rows(source, some, 100).get(1));
    }

    @Test
    void splitsAFileByItsRecordBatches() {
        int[] batches = new int[30];
        Arrays.fill(batches, 11);
        EventSource source = format.open(List.of(write("many.feather", batches)), ReadOptions.DEFAULT);
        assertEquals(8, source.splits(SCHEMA).size());
        assertEquals(rows(batch(0, 330)), rows(source, SCHEMA, 1000));
        List<RowPlace> places = new ArrayList<>();
        for (Split split : source.splits(SCHEMA)) {
            try (BatchReader reader = split.open(7)) {
                reader.keepPlaces();
                for (ColumnBatch batch = reader.next(); batch != null; batch = reader.next()) {
                    for (int row = 0; row < batch.rowCount(); row++) {
                        places.add(reader.place(row, List.of()));
                    }
                }
            }
        }
        assertEquals(LongStream.rangeClosed(1, 330).mapToObj(RowPlace::ofRow).toList(), places);
    }

    @Test
    void writesAFileWithoutRows() {
        EventSource source = format.open(List.of(write("empty.ipc")), ReadOptions.DEFAULT);
        assertEquals(SCHEMA, source.schema());
        assertEquals(List.of(), rowsOf(source));
    }

    private static List<String> rowsOf(EventSource source) {
        List<String> rows = new ArrayList<>();
        for (Split split : source.splits(SCHEMA)) {
            try (BatchReader reader = split.open(10)) {
                for (ColumnBatch batch = reader.next(); batch != null; batch = reader.next()) {
                    rows.addAll(rows(batch));
                }
            }
        }
        return rows;
    }

    @Test
    void leavesTheTargetAloneUnlessCommitted() throws IOException {
        Path target = folder.resolve("kept.arrow");
        Files.writeString(target, "before");
        try (MatrixSink sink = format.create(target)) {
            sink.open(SCHEMA);
            sink.write(batch(0, 5));
        }
        assertEquals("before", Files.readString(target));
        try (Stream<Path> left = Files.list(folder)) {
            assertEquals(List.of(target), left.toList());
        }
        MatrixSink unwritable = format.create(folder.resolve("missing").resolve("m.arrow"));
        assertThrows(ResourceException.class, () -> unwritable.open(SCHEMA));
        unwritable.close();
    }

    @Test
    void isFoundAsAFormat() {
        TableFormat found = ServiceLoader.load(TableFormat.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(candidate -> candidate.name().equals("arrow"))
                .findFirst()
                .orElseThrow();
        assertEquals(List.of("arrow", "feather", "ipc"), found.extensions());
    }

    @Test
    void namesEveryColumnThatDoesNotFit() {
        Path one = write("one.arrow", 1);
        Path two = write("two.arrow", 1);
        EventSource source = format.open(List.of(one, two), ReadOptions.DEFAULT);
        Schema reads = Schema.of(Field.nullable("nam", DataType.TEXT), Field.nullable("value", DataType.INT64));
        var failure = assertThrows(InputException.class, () -> source.splits(reads));
        assertEquals(
                Stream.of(
                                " | nam | no such column; did you mean name? | none has text",
                                " | value | double (stored as FloatingPoint(DOUBLE)) | none has bigint")
                        .flatMap(problem -> Stream.of(one + problem, two + problem))
                        .toList(),
                failure.getMessage()
                        .lines()
                        .filter(line -> line.contains("none has"))
                        .map(line -> line.strip().replaceAll(" {2,}", " | "))
                        .toList());
        assertThrows(
                InputException.class, () -> format.open(List.of(one), ReadOptions.of(Map.of("id", DataType.TEXT))));
        format.open(List.of(one), ReadOptions.of(Map.of("id", DataType.INT64)));
    }

    @Test
    void refusesWhatIsNoArrowFile() throws IOException {
        Path text = Files.writeString(folder.resolve("text.arrow"), "user_id,event_type\n1,view\n");
        Path truncated = folder.resolve("cut.arrow");
        byte[] whole = Files.readAllBytes(write("whole.arrow", 100));
        Files.write(truncated, Arrays.copyOf(whole, whole.length / 2));
        Path empty = Files.createFile(folder.resolve("none.arrow"));
        for (Path path : List.of(text, truncated, empty, folder.resolve("absent.arrow"))) {
            var failure =
                    assertThrows(InputException.class, () -> rowsOf(format.open(List.of(path), ReadOptions.DEFAULT)));
            assertTrue(failure.getMessage().startsWith(path.toString()), failure.getMessage());
        }
    }

    /** The same bytes for any number of threads, size of batches and order of files. */
    @Test
    void writesTheSameBytesHoweverItIsRun() throws IOException {
        for (DataType key : List.of(DataType.INT64, DataType.TEXT)) {
            FeaturePlan plan = Log.usualPlan(key);
            List<MemoryFile> files = Log.files(key, 9, 700, 500, 1e-18);
            var events = MemoryEventSource.of(files);
            byte[] expected = bytes(plan, events, 1, 65_536);
            for (int threads : new int[] {1, 2, 3, 8}) {
                assertArrayEquals(expected, bytes(plan, events, threads, 65_536));
                assertArrayEquals(bytes(plan, events, 1, 100), bytes(plan, events, threads, 100));
            }
            List<MemoryFile> backwards = new ArrayList<>(files);
            Collections.reverse(backwards);
            var reversed = MemoryEventSource.of(backwards);
            assertArrayEquals(expected, bytes(plan, reversed, 3, 65_536));
        }
    }

    private byte[] bytes(FeaturePlan plan, EventSource events, int threads, int batchRows) throws IOException {
        Path target = folder.resolve("matrix.arrow");
        try (MatrixSink sink = format.create(target)) {
            new ArrowFeatureEngine()
                    .run(
                            EngineRequest.of(
                                    plan, events, Optional.empty(), new MemoryBudget(1 << 26), threads, batchRows),
                            sink,
                            RunListener.NONE);
            sink.finish();
            sink.commit();
        }
        return Files.readAllBytes(target);
    }

    @Test
    void buildsAMatrixFromArrowFiles() {
        Path path = write("events.arrow", 500, 500);
        EventSource source = format.open(List.of(path), ReadOptions.DEFAULT);
        var plan = PlanBuilder.over(SCHEMA, "name", "at", new Window(-1_000_000_000L, 1));
        FeaturePlan features = plan.feature("rows", plan.countRows())
                .feature("sum", plan.aggregate(AggregationFunction.SUM, plan.column("value")))
                .build();
        MemoryMatrixSink sink = new MemoryMatrixSink();
        var report = new ArrowFeatureEngine()
                .run(
                        EngineRequest.of(features, source, Optional.empty(), new MemoryBudget(1 << 24), 2, 64),
                        sink,
                        RunListener.NONE);
        sink.close();
        assertEquals(7, report.entities());
        assertEquals(List.of(path.toString()), List.copyOf(report.rowsByFile().keySet()));
        assertEquals("näme 0", sink.rows().get(0).get(0));
        double expected = 0;
        for (int number = 0; number < 1000; number += 7) {
            expected += number % 5 == 0 ? 0 : number / 4.0;
        }
        assertEquals(expected, sink.rows().get(0).get(2));
    }
}
