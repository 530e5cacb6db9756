package io.millrace.npy;

import static io.millrace.core.contract.Rows.row;
import static io.millrace.core.contract.Rows.rows;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.core.contract.MemoryEventSource;
import io.millrace.core.contract.ResourceCheck;
import io.millrace.core.event.ColumnBatch;
import io.millrace.core.event.DataType;
import io.millrace.core.event.Field;
import io.millrace.core.event.Schema;
import io.millrace.core.port.BatchReader;
import io.millrace.core.port.MatrixSink;
import io.millrace.core.port.ReadOptions;
import io.millrace.core.port.WriteOptions;
import io.millrace.core.port.WrittenFile;
import io.millrace.core.run.DefinitionException;
import io.millrace.core.run.InputException;
import io.millrace.core.run.ResourceException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written, byte by byte as NumPy's documentation describes the format. */
final class NpySinkTest {
    private static final Schema SCHEMA = Schema.of(
            Field.required("user_id", DataType.INT64),
            Field.required("as_of", DataType.TIMESTAMP),
            Field.nullable("events", DataType.INT64),
            Field.nullable("paid", DataType.decimal(9, 2)),
            Field.nullable("share", DataType.FLOAT64),
            Field.nullable("active", DataType.BOOLEAN),
            Field.nullable("last", DataType.TIMESTAMP));

    @TempDir
    Path folder;

    private static MatrixSink sink(Path target, int leading) {
        return new NpyFormat().create(target, WriteOptions.DEFAULT.withLeadingColumns(leading));
    }

    private static void write(MatrixSink sink, Schema schema, List<@Nullable Object[]> rows) {
        sink.open(schema);
        MemoryEventSource source = MemoryEventSource.ofRows(schema, rows);
        try (BatchReader reader = source.splits(schema).get(0).open(7)) {
            for (ColumnBatch batch = reader.next(); batch != null; batch = reader.next()) {
                sink.write(batch);
            }
        }
    }

    private static WrittenFile commit(Path target, int leading, Schema schema, List<@Nullable Object[]> rows) {
        try (MatrixSink sink = sink(target, leading)) {
            write(sink, schema, rows);
            WrittenFile written = sink.finish().orElseThrow();
            sink.commit();
            return written;
        }
    }

    private static double[] doubles(ByteBuffer data) {
        double[] values = new double[data.remaining() / 8];
        data.asDoubleBuffer().get(values);
        return values;
    }

    private static long[] longs(ByteBuffer data) {
        long[] values = new long[data.remaining() / 8];
        data.asLongBuffer().get(values);
        return values;
    }

    private static String sha256(Path file) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    }

    @Test
    void writesFeaturesRowByRowAndKeysExactly() throws Exception {
        Path target = folder.resolve("matrix.npy");
        long key = (1L << 53) + 1;
        List<@Nullable Object[]> rows = rows(
                row(-7, 1_730_332_800_000_000L, 3, 1999, 0.1, true, 1_000_001L),
                row(key, 1_730_332_800_000_000L, null, null, null, null, null),
                row(Long.MAX_VALUE, -1L, (1L << 53) + 1, -5, Double.MIN_VALUE, false, -1L));

        WrittenFile written = commit(target, 2, SCHEMA, rows);

        Npy matrix = Npy.read(target);
        assertEquals("<f8 False (3, 5)", matrix.type() + " " + matrix.order() + " " + matrix.shape());
        double nan = Double.NaN;
        assertArrayEquals(
                new double[] {
                    3, 19.99, 0.1, 1, 1_000_001, nan, nan, nan, nan, nan, 9007199254740992.0, -0.05, 4.9e-324, 0, -1
                },
                doubles(matrix.data()));
        Npy keys = Npy.read(folder.resolve("matrix.npy.user_id.npy"));
        assertEquals("<i8 (3,)", keys.type() + " " + keys.shape());
        assertArrayEquals(new long[] {-7, key, Long.MAX_VALUE}, longs(keys.data()));
        Npy times = Npy.read(folder.resolve("matrix.npy.as_of.npy"));
        assertEquals("<M8[us] (3,)", times.type() + " " + times.shape());
        assertArrayEquals(new long[] {1_730_332_800_000_000L, 1_730_332_800_000_000L, -1}, longs(times.data()));
        assertEquals(new WrittenFile(target, 128 + 15 * 8, sha256(target)), written);
        String hash = sha256(folder.resolve("matrix.npy.user_id.npy"));
        assertEquals(
                """
                {
                  "version": 1,
                  "matrix": {"rows": 3, "file": "matrix.npy", "bytes": 248, "sha256": "MATRIX"},
                  "columns": [
                    "events",
                    "paid",
                    "share",
                    "active",
                    "last"
                  ],
                  "types": [
                    "bigint",
                    "decimal(9, 2)",
                    "double",
                    "boolean",
                    "timestamp"
                  ],
                  "keys": [
                    {"name": "user_id", "type": "bigint", "file": "matrix.npy.user_id.npy", "bytes": 152, "sha256": "KEYS"},
                    {"name": "as_of", "type": "timestamp", "file": "matrix.npy.as_of.npy", "bytes": 152, "sha256": "TIMES"}
                  ]
                }
                """.replace("MATRIX", sha256(target))
                        .replace("KEYS", hash)
                        .replace("TIMES", sha256(folder.resolve("matrix.npy.as_of.npy"))),
                Files.readString(folder.resolve("matrix.npy.columns.json")));
    }

    @Test
    void writesTextKeysAsWideAsTheLongest() throws Exception {
        Schema schema = Schema.of(Field.required("a b/ü", DataType.TEXT), Field.nullable("n", DataType.INT64));
        Path target = folder.resolve("matrix.npy");

        commit(target, 1, schema, rows(row("", 1), row("é😀x", 2), row("ab", 3)));

        Npy keys = Npy.read(folder.resolve("matrix.npy.a%20b%2F%C3%BC.npy"));
        assertEquals("<U3 (3,)", keys.type() + " " + keys.shape());
        int[] points = new int[9];
        keys.data().asIntBuffer().get(points);
        assertArrayEquals(new int[] {0, 0, 0, 0xe9, 0x1f600, 'x', 'a', 'b', 0}, points);
        assertEquals(9 * 4, keys.data().remaining());
    }

    @Test
    void writesMoreTextsThanABufferHolds() throws Exception {
        Schema schema = Schema.of(Field.required("k", DataType.TEXT), Field.nullable("n", DataType.INT64));
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (int i = 0; i < 30_000; i++) {
            rows.add(row("key " + i, i));
        }

        commit(folder.resolve("m.npy"), 1, schema, rows);

        ByteBuffer data = Npy.read(folder.resolve("m.npy.k.npy")).data();
        assertEquals(30_000 * 9 * 4, data.remaining());
        for (int i = 0; i < 30_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int k = 0; k < 9; k++) {
                int point = data.getInt();
                text.append(point == 0 ? "" : Character.toString(point));
            }
            assertEquals("key " + i, text.toString());
        }
        assertEquals(30_000, doubles(Npy.read(folder.resolve("m.npy")).data()).length);
    }

    @Test
    void writesAMatrixWithoutRows() throws Exception {
        commit(folder.resolve("m.npy"), 2, SCHEMA, rows());

        assertEquals("(0, 5)", Npy.read(folder.resolve("m.npy")).shape());
        assertEquals("(0,)", Npy.read(folder.resolve("m.npy.user_id.npy")).shape());
        Schema schema = Schema.of(Field.required("k", DataType.TEXT), Field.nullable("n", DataType.INT64));
        commit(folder.resolve("t.npy"), 1, schema, rows());
        assertEquals("<U1", Npy.read(folder.resolve("t.npy.k.npy")).type());
    }

    @Test
    void refusesFeaturesThatAreTextsAllAtOnceAndWritesNothing() {
        Schema schema = Schema.of(
                Field.required("k", DataType.TEXT),
                Field.nullable("plan", DataType.TEXT),
                Field.nullable("n", DataType.INT64),
                Field.nullable("city", DataType.TEXT));
        try (MatrixSink sink = sink(folder.resolve("m.npy"), 1)) {
            var failure = assertThrows(DefinitionException.class, () -> sink.open(schema));

            assertEquals(2, failure.problems().size());
            assertFalse(failure.isInputOnly());
            assertTrue(failure.getMessage().contains("the feature plan is text"), failure.getMessage());
            assertTrue(failure.getMessage().contains("write .parquet"), failure.getMessage());
        }
        assertEquals(List.of(), ResourceCheck.filesIn(folder));
    }

    @Test
    void refusesATextThatWouldMakeAllOthersWide() {
        Schema schema = Schema.of(Field.required("k", DataType.TEXT), Field.nullable("n", DataType.INT64));
        try (MatrixSink sink = sink(folder.resolve("m.npy"), 1)) {
            var failure = assertThrows(
                    ResourceException.class, () -> write(sink, schema, rows(row("a", 1), row("x".repeat(1025), 2))));

            assertTrue(failure.getMessage().contains("row 1 has 1025 characters"), failure.getMessage());
        }
        assertEquals(List.of(), ResourceCheck.filesIn(folder));
    }

    @Test
    void leavesWhatWasThereWithoutCommit() throws IOException {
        Path target = Files.writeString(folder.resolve("m.npy"), "old");
        Path keys = Files.writeString(folder.resolve("m.npy.user_id.npy"), "old keys");

        try (MatrixSink sink = sink(target, 2)) {
            write(sink, SCHEMA, rows(row(1, 1L, 1, 1, 1.0, true, 1L)));
            sink.finish();
        }

        assertEquals("old", Files.readString(target));
        assertEquals("old keys", Files.readString(keys));
        assertEquals(Set.of(target, keys), Set.copyOf(ResourceCheck.filesIn(folder)));
        MatrixSink unopened = sink(target, 2);
        unopened.close();
        unopened.close();
    }

    @Test
    void putsTheMatrixInItsPlaceLast() throws IOException {
        Path target = folder.resolve("m.npy");
        Files.createDirectories(folder.resolve("m.npy.columns.json"));

        assertThrows(ResourceException.class, () -> commit(target, 2, SCHEMA, rows(row(1, 1L, 1, 1, 1.0, true, 1L))));

        assertFalse(Files.exists(target));
    }

    @Test
    void saysWhatToDoInsteadOfReading() {
        var failure = assertThrows(
                InputException.class, () -> new NpyFormat().open(List.of(Path.of("m.npy")), ReadOptions.of(Map.of())));

        assertTrue(failure.getMessage().startsWith("m.npy is written for NumPy and is not read"), failure.getMessage());
        assertTrue(failure.getMessage().contains("--out matrix.parquet"), failure.getMessage());
    }
}
