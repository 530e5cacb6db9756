package io.millrace.parquet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.core.event.ColumnBatch;
import io.millrace.core.event.DataType;
import io.millrace.core.event.Field;
import io.millrace.core.event.Schema;
import io.millrace.core.port.BatchReader;
import io.millrace.core.port.EventSource;
import io.millrace.core.port.ReadOptions.Reader;
import io.millrace.core.port.Split;
import io.millrace.core.run.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.arrow.dataset.jni.NativeMemoryPool;
import org.apache.parquet.format.LogicalType;
import org.apache.parquet.format.NullType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows of files that DuckDB wrote, against DuckDB's own reading. A reader that leaks fails when it is closed. */
final class DatasetReaderTest {
    @TempDir
    private Path folder;

    private Path file(String name, String query) {
        Path file = folder.resolve(name);
        DuckDb.write(file, query, ", row_group_size 2048");
        return file;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 63, 64, 1000, 2048, 65_536})
    void readsEveryTypeAsDuckDbDoes(int batchRows) {
        Path file = file("types.parquet", """
                select i, case when i % 3 = 0 then null else i % 2 = 0 end as b,
                  case when i % 5 > 0 then (i % 256 - 128)::tinyint end as i8,
                  case when i % 5 > 0 then (i - 2500)::smallint end as i16,
                  case when i % 5 > 0 then (i - 2500)::integer end as i32, (i % 256)::utinyint as u8,
                  (65535 - i)::usmallint as u16, (4294967295 - i)::uinteger as u32,
                  case when i % 7 > 0 then (9223372036854775807 - i)::ubigint else null end as u64,
                  case when i % 7 > 0 then i / 7.0 end::float as f,
                  case i % 5 when 0 then 'nan'::double when 1 then 'inf'::double when 2 then '-0.0'::double when 3 then i / 3.0 end::double as d,
                  date '1960-01-01' + (i * 10)::integer as date, make_timestamp_ms(i * 1000000007 - 1000000000000) as ms,
                  make_timestamp(i * 1000000007 - 1000000000000) as us,
                  make_timestamp_ns(i * 1000000) as ns,
                  to_timestamp(i - 2500.5) as tz, epoch_ms(i * 1000)::timestamp_s as s,
                  case i % 4 when 0 then '' when 1 then 'é' || i when 2 then null else repeat('x', i::integer) end as text,
                  'b' || i % 10 as words, ('k' || (i % 3))::enum('k0', 'k1', 'k2') as enum, '{"a": ' || i || '}' as json,
                  md5(i::varchar)::uuid as uuid
                from range(5000) t(i)
                """);
        EventSource source = Rows.open(Reader.ARROW, file);
        assertEquals(22, source.schema().size());
        List<List<Object>> expected = Rows.expected(source.schema(), file);
        List<List<Object>> rows = Rows.read(source, source.schema(), batchRows);
        assertEquals(expected.size(), rows.size());
        for (int i = 0; i < rows.size(); i++) {
            assertEquals(expected.get(i), rows.get(i));
        }
    }

    @Test
    void floorsTimesFinerThanMicroseconds() {
        Path file = file(
                "nanos.parquet",
                "select make_timestamp_ns(n) as ns from (values (-1001), (-1000), (-999), (-1), (0), (999), (1000)) t(n)");
        assertEquals(
                List.of(-2L, -1L, -1L, -1L, 0L, 0L, 1L),
                Rows.read(Reader.ARROW, file).stream().map(row -> row.get(0)).toList());
    }

    @Test
    void readsColumnsInTheOrderAskedFor() {
        Path file = file("order.parquet", "select 1 as a, 2 as b, 3 as c");
        Schema reads = Schema.of(Field.nullable("c", DataType.INT64), Field.nullable("a", DataType.INT64));
        assertEquals(List.of(List.of(3L, 1L)), Rows.read(Rows.open(Reader.ARROW, file), reads, 10));
    }

    @Test
    void readsColumnsAndFilesOfAnyName() {
        String query =
                "select 1 as \"a.b\", 2 as \"[0]\", 3 as \"x y\", 4 as \"quo\"\"ted\", 5 as \"ünï\", 6 as \"A\", "
                        + "7 as \"../up\", {'b': 8} as a";
        for (String name : List.of(
                "plain.parquet",
                "sp ace.parquet",
                "100%25 #1?.parquet",
                "ünïcode.parquet",
                ".hidden.parquet",
                "_under.parquet",
                "no-ending",
                "plus+and&.parquet")) {
            Path file = file(name, query);
            assertEquals(List.of(List.of(1L, 2L, 3L, 4L, 5L, 6L, 7L)), Rows.read(Reader.ARROW, file), name);
        }
    }

    @Test
    void takesAColumnThatIsAlwaysNullForAnyType() throws IOException {
        Path untyped = folder.resolve("untyped.parquet");
        Schema schema = Schema.of(Field.required("id", DataType.INT64), Field.nullable("x", DataType.INT64));
        Rows.write(untyped, schema, List.of(Arrays.asList(1L, null), Arrays.asList(2L, null)), 2);
        Footers.change(
                untyped, metaData -> metaData.getSchema().get(2).setLogicalType(LogicalType.UNKNOWN(new NullType())));
        Path typed = file("typed.parquet", "select 3 as id, 'text' as x");
        EventSource source = Rows.open(Reader.ARROW, untyped, typed);
        assertEquals(
                "INT64 (always null)", source.files().get(0).columns().get(1).storedAs());
        assertEquals(DataType.TEXT, source.schema().field(1).type());
        assertEquals(
                List.of(Arrays.asList(1L, null), Arrays.asList(2L, null), List.of(3L, "text")),
                Rows.read(source, source.schema(), 10));
    }

    @Test
    void readsFilesWithoutRows() {
        Path file = file("empty.parquet", "select 1 as id, 'x' as text where false");
        assertEquals(List.of(), Rows.read(Reader.ARROW, file));
    }

    @Test
    void readsFilesWithoutColumnsAskedFor() {
        Path file = file("rows.parquet", "select * from range(5000)");
        int rows = 0;
        try (BatchReader reader = Rows.open(Reader.ARROW, file)
                .splits(new Schema(List.of()))
                .get(0)
                .open(1000)) {
            for (ColumnBatch batch = reader.next(); batch != null; batch = reader.next()) {
                rows += batch.rowCount();
            }
        }
        assertEquals(5000, rows);
    }

    @Test
    void reusesItsBatchAndKeepsCodes() {
        Path file = file("codes.parquet", "select 'k' || i % 7 as k from range(10000) t(i)");
        Split split = Rows.open(Reader.ARROW, file)
                .splits(Schema.of(Field.nullable("k", DataType.TEXT)))
                .get(0);
        assertEquals(10_000, split.rows());
        try (BatchReader reader = split.open(512)) {
            assertEquals(0, reader.bytesRead());
            ColumnBatch first = reader.next();
            assertNotNull(first);
            long id = first.texts(0).dictionary().id();
            for (ColumnBatch batch = reader.next(); batch != null; batch = reader.next()) {
                assertSame(first, batch);
                assertEquals(id, batch.texts(0).dictionary().id());
            }
            assertEquals(7, first.texts(0).dictionary().size());
            assertEquals(split.bytes(), reader.bytesRead());
            assertNull(reader.next());
        }
    }

    @Test
    void refusesUnsignedIntegersAboveTheLargestBigint() {
        Path file = file(
                "unsigned.parquet",
                "select case when i = 3000 then 18446744073709551615 else i end::ubigint as u from range(4000) t(i)");
        String message = assertThrows(InputException.class, () -> Rows.read(Reader.ARROW, file))
                .getMessage();
        assertEquals(
                file + ", row 3001, column u: the unsigned integer 18446744073709551615 is above 9223372036854775807, "
                        + "the largest bigint",
                message);
    }

    @Test
    void namesTheFileWhosePagesAreDamaged() throws IOException {
        Path file = file("damaged.parquet", "select i as id, 'text ' || i as text from range(2000) t(i)");
        byte[] content = Files.readAllBytes(file);
        Arrays.fill(content, 4, content.length / 2, (byte) 0xff);
        Files.write(file, content);
        String message = assertThrows(InputException.class, () -> Rows.read(Reader.ARROW, file))
                .getMessage();
        assertTrue(message.startsWith(file + " is damaged: row group 1, column id, page 1 at byte 4: "), message);
    }

    @Test
    void namesTheFileThatVanished() throws IOException {
        Path file = file("vanished.parquet", "select 1 as id");
        EventSource source = Rows.open(Reader.ARROW, file);
        Files.delete(file);
        String message = assertThrows(InputException.class, () -> Rows.read(source, source.schema(), 10))
                .getMessage();
        assertTrue(message.startsWith(file + " cannot be read: "), message);
    }

    @Test
    void releasesNativeMemoryAlsoWhenClosedEarly() {
        Path file = file("early.parquet", "select i as id, 'text ' || i as text from range(20000) t(i)");
        EventSource source = Rows.open(Reader.ARROW, file);
        Rows.read(source, source.schema(), 100);
        long before = NativeMemoryPool.getDefault().getBytesAllocated();
        for (int i = 0; i < 20; i++) {
            try (BatchReader reader = source.splits(source.schema()).get(0).open(100)) {
                reader.next();
            }
        }
        assertEquals(before, NativeMemoryPool.getDefault().getBytesAllocated());
    }

    @Test
    void readsFilesInSeveralThreads() throws InterruptedException, ExecutionException {
        List<Path> files = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            files.add(file("f" + i + ".parquet", "select i * " + i + " as id, 'u' || i as u from range(30000) t(i)"));
        }
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<List<List<Object>>>> results = new ArrayList<>();
            for (Path file : files) {
                results.add(threads.submit(() -> Rows.read(Reader.ARROW, file)));
            }
            for (int i = 0; i < files.size(); i++) {
                List<List<Object>> rows = results.get(i).get();
                assertEquals(30_000, rows.size());
                assertEquals(List.of(29_999L * i, "u29999"), rows.get(29_999));
            }
        } finally {
            threads.shutdown();
        }
    }
}
