package io.millrace.core.contract;

import static io.millrace.core.contract.Rows.row;
import static io.millrace.core.contract.Rows.rows;
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
import io.millrace.core.port.BatchReader;
import io.millrace.core.port.MatrixSink;
import io.millrace.core.port.WrittenFile;
import io.millrace.core.run.ResourceException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every sink that writes a file keeps, whatever its format. */
public interface MatrixSinkContract {
    /** A key and a column of every type, with and without nulls. */
    Schema SCHEMA = Schema.of(
            Field.required("user", DataType.TEXT),
            Field.required("events", DataType.INT64),
            Field.nullable("amount", DataType.FLOAT64),
            Field.nullable("units", DataType.INT64),
            Field.nullable("flag", DataType.BOOLEAN),
            Field.nullable("last", DataType.TIMESTAMP),
            Field.nullable("plan", DataType.TEXT),
            Field.nullable("paid", DataType.decimal(18, 4)),
            Field.nullable("share", DataType.decimal(3, 3)));

    MatrixSink sink(Path target);

    /** The rows of a file that this format wrote, read by something that the project did not write where possible. */
    List<List<@Nullable Object>> readBack(Path file, Schema schema);

    /** The format's file name ending, without the dot. */
    String ending();

    private Path target(Path folder) {
        return folder.resolve("matrix." + ending());
    }

    private static List<@Nullable Object[]> matrix(int count) {
        List<@Nullable Object[]> rows = rows();
        for (int i = 0; i < count; i++) {
            rows.add(row(
                    String.format("user %06d", i),
                    i,
                    i % 3 == 0 ? null : (Object) (i / 7.0),
                    i % 5 == 0 ? null : (Object) (i * 1_000_000_007L),
                    i % 4 == 0 ? null : (Object) (i % 2 == 0),
                    i % 6 == 0 ? null : (Object) (1_730_332_800_000_000L + i * 1_000_001L),
                    i % 7 == 0 ? null : "plan " + i % 9,
                    i % 8 == 0 ? null : (Object) (i * 100_000_000_003L - 7),
                    i % 9 == 0 ? null : (Object) (i % 1999 - 999L)));
        }
        return rows;
    }

    private static void write(MatrixSink sink, Schema schema, List<@Nullable Object[]> rows, int batchRows) {
        sink.open(schema);
        MemoryEventSource source = MemoryEventSource.ofRows(schema, rows);
        try (BatchReader reader = source.splits(schema).get(0).open(batchRows)) {
            for (ColumnBatch batch = reader.next(); batch != null; batch = reader.next()) {
                sink.write(batch);
            }
        }
    }

    private void assertWritten(Path folder, Schema schema, List<@Nullable Object[]> rows, int batchRows) {
        Path target = target(folder);
        try (MatrixSink sink = sink(target)) {
            write(sink, schema, rows, batchRows);
            WrittenFile written = sink.finish().orElseThrow();
            sink.commit();
            assertEquals(new WrittenFile(target, size(target), sha256(target)), written);
        }
        assertEquals(rows.stream().map(Rows::list).toList(), readBack(target, schema));
        assertEquals(List.of(target), ResourceCheck.filesIn(folder));
    }

    private static String sha256(Path file) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
            return HexFormat.of().formatHex(hash);
        } catch (IOException | NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new AssertionError("nothing at the target", e);
        }
    }

    @Test
    @DisplayName("OUT-1 rows of every type come back equal, in order, however they came in batches")
    default void writesEveryType(@TempDir Path folder) {
        for (int batchRows : new int[] {1, 7, 1000, ColumnBatch.MAX_ROWS}) {
            assertWritten(folder, SCHEMA, matrix(2500), batchRows);
        }
    }

    @Test
    @DisplayName("OUT-2 extremes come back equal: integers, doubles, decimals, times")
    default void writesExtremes(@TempDir Path folder) {
        long nines = EventSourceContract.NINES;
        List<@Nullable Object[]> rows = rows(
                row(
                        "a",
                        Long.MIN_VALUE,
                        Double.MAX_VALUE,
                        Long.MAX_VALUE,
                        true,
                        253_402_300_799_999_999L,
                        "",
                        nines,
                        999),
                row(
                        "b",
                        Long.MAX_VALUE,
                        -Double.MAX_VALUE,
                        Long.MIN_VALUE,
                        false,
                        -62_135_596_800_000_000L,
                        " ",
                        -nines,
                        -999),
                row("c", 0, Double.MIN_VALUE, 0, true, 0L, "NULL", 0, 0),
                row("d", -1, 0.1, -1, true, -1L, "null", -1, -1),
                row("e", 1, 1e16, 1, true, 1L, "\\N", 1, 1),
                row("f", 2, 1 / 3.0, 2, true, 1_730_332_799_999_999L, "0", 10_000, 100),
                row("g", 3, 0.0, 2, true, 1_730_332_800_000_000L, "-", -9_999, null),
                row("h", 4, 123456789.0, 2, null, null, null, null, 500));
        assertWritten(folder, SCHEMA, rows, 3);
    }

    @Test
    @DisplayName("OUT-3 text comes back equal: empty, quotes, commas, line ends, any letter, long")
    default void writesText(@TempDir Path folder) {
        List<@Nullable Object[]> rows = rows();
        List<String> texts = List.of(
                "",
                " padded ",
                "\"",
                "\"quoted\"",
                "a,b;c\t|d",
                "it's",
                "two\nlines",
                "two\r\nlines",
                "\r",
                "007",
                "1e5",
                "true",
                "é ß",
                "中文",
                "😀",
                "\uff5e",
                "e\u0301",
                "x".repeat(70_000),
                "\u0001");
        for (String text : texts) {
            rows.add(row(text, 1, 1.0, 1, true, 1L, text, 1, 1));
        }
        assertWritten(folder, SCHEMA, rows, 5);
    }

    @Test
    @DisplayName("OUT-4 columns of nulls alone, and names that need quotes, come back equal")
    default void writesNullsAndNames(@TempDir Path folder) {
        Schema schema = Schema.of(
                Field.required("user, \"id\"", DataType.INT64),
                Field.nullable("größe", DataType.FLOAT64),
                Field.nullable("two words", DataType.TEXT),
                Field.nullable("n", DataType.INT64),
                Field.nullable("b", DataType.BOOLEAN),
                Field.nullable("t", DataType.TIMESTAMP),
                Field.nullable("d", DataType.decimal(5, 0)));
        List<@Nullable Object[]> rows = rows();
        for (int i = 0; i < 100; i++) {
            rows.add(row(i, null, null, null, null, null, null));
        }
        assertWritten(folder, schema, rows, 30);
    }

    @Test
    @DisplayName("OUT-5 an empty matrix is a file with columns and no row, with or without an empty batch")
    default void writesEmptyMatrix(@TempDir Path folder) {
        assertWritten(folder, SCHEMA, rows(), 10);
        try (MatrixSink sink = sink(target(folder))) {
            sink.open(SCHEMA);
            sink.write(new ColumnBatch(SCHEMA, 10));
            sink.finish();
            sink.commit();
        }
        assertEquals(List.of(), readBack(target(folder), SCHEMA));
    }

    @Test
    @DisplayName("OUT-6 the dictionaries of text may change from batch to batch, and repeat entries")
    default void takesAnyDictionary(@TempDir Path folder) {
        List<@Nullable Object[]> rows = matrix(500);
        for (TextForm form : TextForm.values()) {
            MemoryEventSource source =
                    MemoryEventSource.ofRows(SCHEMA, rows).withText(form).withEmptyBatches();
            try (MatrixSink sink = sink(target(folder));
                    BatchReader reader = source.splits(SCHEMA).get(0).open(64)) {
                sink.open(SCHEMA);
                for (ColumnBatch batch = reader.next(); batch != null; batch = reader.next()) {
                    sink.write(batch);
                }
                sink.finish();
                sink.commit();
            }
            assertEquals(rows.stream().map(Rows::list).toList(), readBack(target(folder), SCHEMA), form.toString());
        }
    }

    @Test
    @DisplayName("OUT-7 the same rows give the same bytes")
    default void writesTheSameBytes(@TempDir Path folder) throws IOException {
        List<byte[]> written = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            try (MatrixSink sink = sink(target(folder))) {
                write(sink, SCHEMA, matrix(1500), 100);
                sink.finish();
                sink.commit();
            }
            written.add(Files.readAllBytes(target(folder)));
        }
        assertArrayEquals(written.get(0), written.get(1));
    }

    @Test
    @DisplayName("OUT-8 nothing stands at the target before commit, and nothing at all after a close without commit")
    default void leavesNothingWithoutCommit(@TempDir Path folder) {
        Path target = target(folder);
        try (MatrixSink sink = sink(target)) {
            assertFalse(Files.exists(target), "before open");
            write(sink, SCHEMA, matrix(1000), 100);
            assertFalse(Files.exists(target), "before commit");
        }
        assertEquals(List.of(), ResourceCheck.filesIn(folder));
        try (MatrixSink sink = sink(target)) {
            sink.open(SCHEMA);
        }
        assertEquals(List.of(), ResourceCheck.filesIn(folder));
    }

    @Test
    @DisplayName("OUT-9 a sink that was never opened leaves nothing, and can be closed twice")
    default void closesUnopened(@TempDir Path folder) {
        MatrixSink sink = sink(target(folder));
        sink.close();
        sink.close();
        assertEquals(List.of(), ResourceCheck.filesIn(folder));
    }

    @Test
    @DisplayName("OUT-10 an old file stays as it was until commit, and for good without it")
    default void keepsOldFile(@TempDir Path folder) throws IOException {
        Path target = target(folder);
        byte[] old = "what was there before".getBytes(StandardCharsets.UTF_8);
        Files.write(target, old);
        try (MatrixSink sink = sink(target)) {
            write(sink, SCHEMA, matrix(1000), 100);
            assertArrayEquals(old, Files.readAllBytes(target));
        }
        assertArrayEquals(old, Files.readAllBytes(target));
        assertWritten(folder, SCHEMA, matrix(10), 100);
    }

    @Test
    @DisplayName("OUT-11 a failure between batches, then close: the old file is untouched and nothing is left")
    default void keepsOldFileAfterFailure(@TempDir Path folder) throws IOException {
        Path target = target(folder);
        byte[] old = "what was there before".getBytes(StandardCharsets.UTF_8);
        Files.write(target, old);
        assertThrows(IllegalStateException.class, () -> {
            try (MatrixSink sink = sink(target)) {
                write(sink, SCHEMA, matrix(1000), 100);
                throw new IllegalStateException("the engine failed");
            }
        });
        assertArrayEquals(old, Files.readAllBytes(target));
        assertEquals(List.of(target), ResourceCheck.filesIn(folder));
    }

    @Test
    @DisplayName("OUT-12 close after commit changes nothing")
    default void keepsCommittedFile(@TempDir Path folder) throws IOException {
        MatrixSink sink = sink(target(folder));
        write(sink, SCHEMA, matrix(100), 100);
        sink.finish();
        sink.commit();
        byte[] committed = Files.readAllBytes(target(folder));
        sink.close();
        sink.close();
        assertArrayEquals(committed, Files.readAllBytes(target(folder)));
    }

    @Test
    @DisplayName("OUT-13 a target that cannot be written is a resource error that names it")
    default void namesUnwritableTarget(@TempDir Path folder) throws IOException {
        Path inTheWay = Files.createFile(folder.resolve("file"));
        Path target = inTheWay.resolve("matrix." + ending());
        var failure = assertThrows(ResourceException.class, () -> {
            try (MatrixSink sink = sink(target)) {
                write(sink, SCHEMA, matrix(10), 100);
                sink.finish();
                sink.commit();
            }
        });
        assertTrue(failure.getMessage().contains("matrix." + ending()), failure.getMessage());
        assertEquals(List.of(inTheWay), ResourceCheck.filesIn(folder));
    }

    @Test
    @DisplayName("OUT-14 a batch is the caller's again after write: changing it changes nothing that was written")
    default void copiesBatches(@TempDir Path folder) {
        Schema schema = Schema.of(Field.required("user", DataType.INT64), Field.nullable("plan", DataType.TEXT));
        ColumnBatch batch = new ColumnBatch(schema, 2);
        batch.texts(1).dictionary(new Dictionary(false));
        try (MatrixSink sink = sink(target(folder))) {
            sink.open(schema);
            for (long i = 0; i < 3; i++) {
                batch.clear();
                batch.texts(1).dictionary().clear();
                batch.rowCount(1);
                Boxed.set(batch, 0, 0, i);
                Boxed.set(batch, 1, 0, i == 1 ? null : "plan " + i);
                sink.write(batch);
            }
            sink.finish();
            sink.commit();
        }
        assertEquals(Rows.matrix(row(0, "plan 0"), row(1, null), row(2, "plan 2")), readBack(target(folder), schema));
    }

    @Test
    @DisplayName(
            "OUT-15 nothing stands at the target after finish, and a close without commit leaves nothing then either")
    default void waitsForCommitAfterFinish(@TempDir Path folder) {
        Path target = target(folder);
        try (MatrixSink sink = sink(target)) {
            write(sink, SCHEMA, matrix(1000), 100);
            sink.finish();
            assertFalse(Files.exists(target), "before commit");
        }
        assertEquals(List.of(), ResourceCheck.filesIn(folder));
    }

    @Test
    @DisplayName("OUT-16 a commit without finish is refused")
    default void refusesCommitWithoutFinish(@TempDir Path folder) {
        try (MatrixSink sink = sink(target(folder))) {
            write(sink, SCHEMA, matrix(10), 100);
            assertThrows(IllegalStateException.class, sink::commit);
        }
        assertEquals(List.of(), ResourceCheck.filesIn(folder));
    }
}
