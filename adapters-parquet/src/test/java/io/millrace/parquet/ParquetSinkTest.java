package io.millrace.parquet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.core.event.ColumnBatch;
import io.millrace.core.event.DataType;
import io.millrace.core.event.Dictionary;
import io.millrace.core.event.Field;
import io.millrace.core.event.Schema;
import io.millrace.core.port.MatrixSink;
import io.millrace.core.run.ResourceException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the writer puts into files, as DuckDB and the reader see it. */
final class ParquetSinkTest {
    private static final Schema ALL_TYPES = Schema.of(
            Field.required("id", DataType.INT64),
            Field.nullable("number", DataType.INT64),
            Field.nullable("amount", DataType.FLOAT64),
            Field.nullable("flag", DataType.BOOLEAN),
            Field.nullable("time", DataType.TIMESTAMP),
            Field.nullable("text", DataType.TEXT),
            Field.required("key", DataType.TEXT));

    @TempDir
    private Path folder;

    private Path write(Schema schema, List<List<Object>> rows, int batchRows) {
        Path file = folder.resolve("table.parquet");
        Rows.write(file, schema, rows, batchRows);
        return file;
    }

    private static List<List<Object>> allTypes(int rows) {
        Random random = new Random(7);
        List<List<Object>> table = new ArrayList<>(rows);
        for (long i = 0; i < rows; i++) {
            table.add(Arrays.asList(
                    i,
                    random.nextInt(3) == 0 ? null : random.nextLong(),
                    random.nextInt(4) == 0 ? null : random.nextInt(100) / 4.0,
                    random.nextInt(5) == 0 ? null : random.nextBoolean(),
                    random.nextInt(6) == 0 ? null : 1_727_740_800_000_000L + random.nextInt(),
                    i / 5000 % 2 == 0 ? null : "text " + random.nextInt(20),
                    "user_" + i / 12));
        }
        return table;
    }

    @Test
    void writesWhatDuckDbAndTheReaderRead() {
        List<List<Object>> rows = allTypes(70_000);
        Path file = write(ALL_TYPES, rows, 65_536);
        assertEquals(rows, Rows.expected(ALL_TYPES, file));
        assertEquals(rows, Rows.read(file));
        assertEquals(ALL_TYPES, Rows.open(file).schema());
    }

    @Test
    void declaresTypesAsOtherReadersUnderstandThem() {
        Path file = write(ALL_TYPES, allTypes(10), 10);
        assertEquals(
                List.of(
                        List.of("id", "BIGINT"),
                        List.of("number", "BIGINT"),
                        List.of("amount", "DOUBLE"),
                        List.of("flag", "BOOLEAN"),
                        List.of("time", "TIMESTAMP WITH TIME ZONE"),
                        List.of("text", "VARCHAR"),
                        List.of("key", "VARCHAR")),
                DuckDb.query(
                        "select column_name, column_type from (describe select * from " + DuckDb.literal(file) + ")"));
        assertEquals(
                List.of("REQUIRED", "OPTIONAL", "OPTIONAL", "OPTIONAL", "OPTIONAL", "OPTIONAL", "REQUIRED"),
                column("select repetition_type from parquet_schema(" + DuckDb.literal(file)
                        + ") where num_children is null"));
    }

    private static List<Object> column(String sql) {
        return DuckDb.query(sql).stream().map(row -> row.get(0)).toList();
    }

    @Test
    void writesTheSameBytesHoweverRowsAreBatched() throws IOException {
        List<List<Object>> rows = allTypes(50_000);
        byte[] once = Files.readAllBytes(write(ALL_TYPES, rows, 65_536));
        for (int batchRows : new int[] {1, 999, 1_000, 4_096}) {
            assertArrayEquals(once, Files.readAllBytes(write(ALL_TYPES, rows, batchRows)), "batches of " + batchRows);
        }
    }

    @Test
    void writesAnEmptyTable() {
        Path file = write(ALL_TYPES, List.of(), 1);
        assertEquals(List.of(), Rows.read(file));
        assertEquals(ALL_TYPES, Rows.open(file).schema());
        assertEquals(List.of(0L), column("select count(*) from " + DuckDb.literal(file)));
    }

    @Test
    void startsANewRowGroupAfterAMillionRows() {
        Schema schema = Schema.of(Field.required("id", DataType.INT64), Field.required("kind", DataType.TEXT));
        Path file = folder.resolve("large.parquet");
        int batches = 40;
        try (MatrixSink sink = new ParquetFormat().create(file)) {
            sink.open(schema);
            ColumnBatch batch = new ColumnBatch(schema, 30_000);
            batch.texts(1).dictionary(Dictionary.of("a", "b", "c"));
            for (int b = 0; b < batches; b++) {
                for (int i = 0; i < 30_000; i++) {
                    batch.longs(0).set(i, b * 30_000L + i);
                    batch.texts(1).set(i, i % 3);
                }
                batch.rowCount(30_000);
                sink.write(batch);
            }
            sink.finish();
            sink.commit();
        }
        assertEquals(
                List.of(1_048_576L, 151_424L),
                column("select distinct row_group_num_rows from parquet_metadata(" + DuckDb.literal(file)
                        + ") order by 1 desc"));
        assertEquals(
                List.of(List.of(1_200_000L, 1_200_000L, 0L, 1_199_999L, 3L)),
                DuckDb.query("select count(*), count(distinct id), min(id), max(id), count(distinct kind) from "
                        + DuckDb.literal(file)));
        assertEquals(
                List.of(List.of("1048576", "1199999")),
                DuckDb.query("select stats_min_value, stats_max_value from parquet_metadata(" + DuckDb.literal(file)
                        + ") where path_in_schema = 'id' and row_group_id = 1"));
        List<List<Object>> rows = Rows.read(file);
        assertEquals(
                IntStream.range(0, 1_200_000)
                        .mapToObj(i -> List.<Object>of((long) i, "abc".substring(i % 30_000 % 3, i % 30_000 % 3 + 1)))
                        .toList(),
                rows);
    }

    @Test
    void endsARowGroupEarlyWhereRowsAreLarge() {
        Schema schema = Schema.of(Field.required("text", DataType.TEXT));
        Random random = new Random(3);
        IntFunction<String> noise = i -> {
            byte[] bytes = new byte[50_000];
            random.nextBytes(bytes);
            return new String(bytes, StandardCharsets.ISO_8859_1);
        };
        Path file = folder.resolve("wide.parquet");
        try (MatrixSink sink = new ParquetFormat().create(file)) {
            sink.open(schema);
            ColumnBatch batch = new ColumnBatch(schema, 256);
            Dictionary dictionary =
                    Dictionary.of(IntStream.range(0, 256).mapToObj(noise).toArray(String[]::new));
            batch.texts(0).dictionary(dictionary);
            IntStream.range(0, 256).forEach(i -> batch.texts(0).set(i, i));
            batch.rowCount(256);
            for (int i = 0; i < 10; i++) {
                sink.write(batch);
            }
            sink.finish();
            sink.commit();
        }
        assertEquals(
                List.of(1_024L, 1_024L, 512L),
                column("select row_group_num_rows from parquet_metadata(" + DuckDb.literal(file)
                        + ") order by row_group_id"));
        assertEquals(Rows.expected(schema, file), Rows.read(file));
    }

    @Test
    void usesADictionaryWhereItPaysAndPlainValuesElse() {
        Schema schema = Schema.of(
                Field.required("few", DataType.FLOAT64),
                Field.required("many", DataType.FLOAT64),
                Field.required("word", DataType.TEXT),
                Field.required("uuid", DataType.TEXT),
                Field.required("late", DataType.INT64));
        Random random = new Random(5);
        List<List<Object>> rows = new ArrayList<>();
        for (long i = 0; i < 100_000; i++) {
            rows.add(List.of(
                    random.nextInt(9) / 3.0,
                    random.nextDouble(),
                    "word" + random.nextInt(50),
                    Long.toHexString(random.nextLong()),
                    i < 30_000 ? i % 5 : i));
        }
        Path file = write(schema, rows, 10_000);
        assertEquals(rows, Rows.read(file));
        assertEquals(rows, Rows.expected(schema, file));
        assertEquals(
                List.of(
                        "PLAIN, RLE, RLE_DICTIONARY",
                        "PLAIN, RLE",
                        "PLAIN, RLE, RLE_DICTIONARY",
                        "PLAIN, RLE",
                        "PLAIN, RLE, RLE_DICTIONARY"),
                column("select encodings from parquet_metadata(" + DuckDb.literal(file) + ") order by column_id"));
        assertTrue(Files.exists(file));
    }

    @Test
    void writesStatisticsThatHoldWithNanAndSignedZero() {
        Schema schema = Schema.of(
                Field.nullable("mixed", DataType.FLOAT64),
                Field.nullable("nan", DataType.FLOAT64),
                Field.nullable("zero", DataType.FLOAT64),
                Field.nullable("empty", DataType.INT64),
                Field.nullable("text", DataType.TEXT),
                Field.nullable("long", DataType.TEXT));
        Path file = write(
                schema,
                List.of(
                        Arrays.asList(Double.NaN, Double.NaN, 0.0, null, "é", "z".repeat(300)),
                        Arrays.asList(-1.5, Double.NaN, 0.0, null, "", "y"),
                        Arrays.asList(7.25, Double.NaN, -0.0, null, "z", null),
                        Arrays.asList(null, null, null, null, null, "x")),
                2);
        List<List<Object>> statistics =
                DuckDb.query("select stats_min_value, stats_max_value, stats_null_count from parquet_metadata("
                        + DuckDb.literal(file) + ") order by column_id");
        assertEquals(Arrays.asList("-1.5", "7.25", 1L), statistics.get(0));
        assertEquals(Arrays.asList(null, null, 1L), statistics.get(1));
        assertEquals(Arrays.asList("-0.0", "0.0", 1L), statistics.get(2));
        assertEquals(Arrays.asList(null, null, 4L), statistics.get(3));
        assertEquals(Arrays.asList("", "é", 1L), statistics.get(4));
        assertEquals(Arrays.asList(null, null, 1L), statistics.get(5));
        List<List<Object>> rows = Rows.read(file);
        assertEquals(Double.NaN, rows.get(0).get(0));
        assertEquals(-0.0, rows.get(2).get(2));
    }

    @Test
    void takesDictionariesThatChangeAndRepeatEntries() {
        Schema schema = Schema.of(Field.required("text", DataType.TEXT));
        Dictionary repeated = new Dictionary(false);
        for (String entry : List.of("a", "b", "a")) {
            byte[] utf8 = entry.getBytes(StandardCharsets.UTF_8);
            repeated.append(utf8, 0, utf8.length);
        }
        Path file = folder.resolve("dictionaries.parquet");
        try (MatrixSink sink = new ParquetFormat().create(file)) {
            sink.open(schema);
            ColumnBatch batch = new ColumnBatch(schema, 3);
            for (Dictionary dictionary : List.of(repeated, Dictionary.of("b", "c", "a"), repeated)) {
                batch.texts(0).dictionary(dictionary);
                IntStream.range(0, 3).forEach(i -> batch.texts(0).set(i, i));
                batch.rowCount(3);
                sink.write(batch);
            }
            sink.finish();
            sink.commit();
        }
        assertEquals(
                List.of("a", "b", "a", "b", "c", "a", "a", "b", "a"),
                Rows.read(file).stream().map(row -> row.get(0)).toList());
    }

    @Test
    void replacesTheTargetOnlyOnCommit() throws IOException {
        Path file = folder.resolve("table.parquet");
        Files.writeString(file, "before");
        try (MatrixSink sink = new ParquetFormat().create(file)) {
            sink.open(ALL_TYPES);
            sink.write(new Rows.Filler(ALL_TYPES, 10).fill(allTypes(10)));
        }
        assertEquals("before", Files.readString(file));
        assertEquals(List.of(file), entries());
        long written = Rows.write(file, ALL_TYPES, allTypes(10), 10);
        assertEquals(Files.size(file), written);
        assertEquals(List.of(file), entries());
    }

    private List<Path> entries() throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.toList();
        }
    }

    @Test
    void tellsWhatToDoWhereItCannotWrite() throws IOException {
        ResourceException noFolder = assertThrows(
                ResourceException.class,
                () -> Rows.write(folder.resolve("no/such/table.parquet"), ALL_TYPES, List.of(), 1));
        assertTrue(
                noFolder.getMessage().contains("there is no folder " + folder.resolve("no/such")),
                noFolder.getMessage());
        ResourceException isFolder =
                assertThrows(ResourceException.class, () -> Rows.write(folder, ALL_TYPES, List.of(), 1));
        assertTrue(isFolder.getMessage().contains("is a folder"), isFolder.getMessage());
        Path file = Files.writeString(folder.resolve("file"), "");
        ResourceException noRoom = assertThrows(
                ResourceException.class, () -> Rows.write(file.resolve("table.parquet"), ALL_TYPES, List.of(), 1));
        assertTrue(noRoom.getMessage().contains(file.resolve("table.parquet").toString()), noRoom.getMessage());
    }

    @Test
    void refusesANullWhereNoneIsAllowed() {
        IllegalStateException e = assertThrows(
                IllegalStateException.class,
                () -> write(Schema.of(Field.required("id", DataType.INT64)), List.of(Arrays.asList((Object) null)), 1));
        assertTrue(e.getMessage().contains("id"), e.getMessage());
        assertFalse(Files.exists(folder.resolve("table.parquet")));
    }
}
