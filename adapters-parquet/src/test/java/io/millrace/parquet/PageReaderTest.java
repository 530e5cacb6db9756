package io.millrace.parquet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.core.event.ColumnBatch;
import io.millrace.core.event.DataType;
import io.millrace.core.event.Field;
import io.millrace.core.event.Schema;
import io.millrace.core.event.TextVector;
import io.millrace.core.port.BatchReader;
import io.millrace.core.port.EventSource;
import io.millrace.core.port.ReadLimits;
import io.millrace.core.port.ReadOptions.Reader;
import io.millrace.core.port.Split;
import io.millrace.core.run.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.RowGroup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rows of files that DuckDB wrote in all ways it can, against DuckDB's own reading and Arrow Dataset's. */
final class PageReaderTest {
    private static final String EVERY_TYPE = """
            select i, case when i % 3 = 0 then null else i % 2 = 0 end as b, i % 5 = 0 as b2,
              case when i % 5 > 0 then (i % 256 - 128)::tinyint end as i8,
              case when i % 5 > 0 then (i - 2500)::smallint end as i16,
              case when i % 5 > 0 then (i - 2500)::integer end as i32, (i % 256)::utinyint as u8,
              (65535 - i)::usmallint as u16, (4294967295 - i)::uinteger as u32,
              case when i % 7 > 0 then (9223372036854775807 - i)::ubigint else null end as u64,
              case when i % 7 > 0 then hash(i)::ubigint::hugeint - 9223372036854775808 end::bigint as far,
              case when i > 1000 and i < 3000 then i end as gap, null::bigint as none,
              case when i % 7 > 0 then i / 7.0 end::float as f, (i % 11)::float as ff,
              case i % 5 when 0 then 'nan'::double when 1 then 'inf'::double when 2 then '-0.0'::double when 3 then i / 3.0 end::double as d,
              sqrt(i) as dd, case when i % 9 > 0 then i % 13 / 4.0 end as few,
              date '1960-01-01' + (i * 10)::integer as date, make_timestamp_ms(i * 1000000007 - 1000000000000) as ms,
              make_timestamp(i * 1000000007 - 1000000000000) as us,
              make_timestamp_ns(i * 1000000 - 1234567) as ns,
              to_timestamp(i - 2500.5) as tz, epoch_ms(i * 1000)::timestamp_s as s,
              case i % 4 when 0 then '' when 1 then 'é' || i when 2 then null else repeat('x', (i % 700)::integer) end as text,
              'b' || i % 10 as words, 'unique ' || hash(i) as unique_text,
              case when i < 2500 then 'w' || i % 3 else 'text ' || hash(i) end as fallen,
              ('k' || (i % 3))::enum('k0', 'k1', 'k2') as enum, '{"a": ' || i || '}' as json,
              md5(i::varchar)::uuid as uuid, md5((i % 7)::varchar)::uuid as few_uuids,
              (i * 1.01)::decimal(7, 2) as d7, (i * 1000000.01)::decimal(15, 2) as d15
            from range(5000) t(i)
            """;

    @TempDir
    private Path folder;

    private Path file(String name, String query, String options) {
        Path file = folder.resolve(name);
        DuckDb.write(file, query, options);
        return file;
    }

    @ParameterizedTest
    @CsvSource({
        "uncompressed, V1, 2048, 1000000",
        "snappy, V1, 122880, 1000000",
        "snappy, V1, 2048, 300",
        "gzip, V1, 4096, 1",
        "zstd, V1, 122880, 2000",
        "lz4_raw, V1, 2048, 50",
        "uncompressed, V2, 122880, 1",
        "uncompressed, V2, 2048, 100",
        "snappy, V2, 122880, 1",
        "gzip, V2, 2048, 1000000",
        "zstd, V2, 122880, 1",
        "lz4_raw, V2, 122880, 20"
    })
    void readsWhatDuckDbWrites(String codec, String version, int rowGroup, int dictionary) {
        Path file = file(
                "types.parquet",
                EVERY_TYPE,
                ", codec '" + codec + "', parquet_version " + version + ", row_group_size " + rowGroup
                        + ", dictionary_size_limit " + dictionary);
        EventSource source = Rows.open(Reader.PAGE, file);
        assertEquals(34, source.schema().size());
        List<List<Object>> expected = Rows.expected(source.schema(), file);
        for (int batchRows : new int[] {65_536, 4096, 1000, 61, 1}) {
            List<List<Object>> rows = Rows.read(source, source.schema(), batchRows);
            assertEquals(expected.size(), rows.size());
            for (int i = 0; i < rows.size(); i++) {
                assertEquals(expected.get(i), rows.get(i), "row " + i + " in batches of " + batchRows);
            }
        }
        // Arrow cuts unsigned integers off at 2147483647 where DuckDB packs their differences.
        Schema both = source.schema()
                .select(source.schema().names().stream()
                        .filter(name -> version.equals("V1") || !name.equals("u32"))
                        .toList());
        assertEquals(
                Rows.read(Rows.open(Reader.ARROW, file), both, 1000),
                Rows.read(Rows.open(Reader.PAGE, file), both, 1000));
    }

    @Test
    void meetsEveryEncodingInTheseFiles() {
        Set<Encoding> met = new TreeSet<>();
        for (String options : List.of(
                ", parquet_version V1, dictionary_size_limit 1",
                ", parquet_version V2, dictionary_size_limit 1",
                ", parquet_version V2")) {
            for (RowGroup group : FooterReader.read(file("met.parquet", EVERY_TYPE, options), ReadLimits.DEFAULT)
                    .metaData()
                    .getRow_groups()) {
                group.getColumns()
                        .forEach(chunk -> met.addAll(chunk.getMeta_data().getEncodings()));
            }
        }
        assertTrue(
                met.containsAll(Set.of(
                        Encoding.PLAIN,
                        Encoding.RLE_DICTIONARY,
                        Encoding.DELTA_BINARY_PACKED,
                        Encoding.DELTA_LENGTH_BYTE_ARRAY,
                        Encoding.BYTE_STREAM_SPLIT)),
                met.toString());
    }

    @Test
    void keepsTheCodesOfARowGroupsDictionary() {
        Path file = file("codes.parquet", "select 'k' || i % 7 as k from range(10000) t(i)", ", row_group_size 4096");
        List<Split> splits = Rows.open(Reader.PAGE, file).splits(Schema.of(Field.nullable("k", DataType.TEXT)));
        assertEquals(3, splits.size());
        assertEquals(10_000, splits.stream().mapToLong(Split::rows).sum());
        Set<Long> ids = new TreeSet<>();
        for (Split split : splits) {
            try (BatchReader reader = split.open(512)) {
                assertEquals(0, reader.bytesRead());
                ColumnBatch first = reader.next();
                assertNotNull(first);
                long id = first.texts(0).dictionary().id();
                ids.add(id);
                for (ColumnBatch batch = reader.next(); batch != null; batch = reader.next()) {
                    assertSame(first, batch);
                    assertEquals(id, batch.texts(0).dictionary().id());
                }
                assertEquals(7, first.texts(0).dictionary().size());
                assertTrue(first.texts(0).dictionary().isDistinct());
                assertEquals(split.bytes(), reader.bytesRead());
                assertNull(reader.next());
            }
        }
        assertEquals(3, ids.size(), "another dictionary has another id");
    }

    @ParameterizedTest
    @CsvSource({"65536", "4096", "1000", "61"})
    void readsRowGroupsWhoseDictionaryWasGivenUp(int batchRows) {
        Path file = folder.resolve("fallen.parquet");
        Schema schema = Schema.of(
                Field.required("fallen", DataType.TEXT),
                Field.nullable("holey", DataType.TEXT),
                Field.required("number", DataType.INT64));
        List<List<Object>> rows = new ArrayList<>();
        for (int i = 0; i < 60_000; i++) {
            String unique = "x".repeat(300) + i * 7919;
            rows.add(Arrays.asList(
                    i < 40_000 ? "w" + i % 3 : unique,
                    i % 3 == 0 ? null : i < 30_000 ? "w" + i % 5 : unique + i % 2,
                    i < 25_000 ? i % 10L : i * 1_000_003L));
        }
        Rows.write(file, schema, rows, 5000);
        RowGroup group = FooterReader.read(file, ReadLimits.DEFAULT)
                .metaData()
                .getRow_groups()
                .get(0);
        for (int column = 0; column < 3; column++) {
            Set<Encoding> encodings = new TreeSet<>();
            group.getColumns().get(column).getMeta_data().getEncoding_stats().stream()
                    .filter(pages -> pages.getPage_type() != PageType.DICTIONARY_PAGE)
                    .forEach(pages -> encodings.add(pages.getEncoding()));
            assertEquals(Set.of(Encoding.PLAIN, Encoding.RLE_DICTIONARY), encodings, "column " + column);
        }
        assertEquals(rows, Rows.read(Rows.open(Reader.PAGE, file), schema, batchRows));
    }

    @Test
    void hashesNoTextThatDoesNotRepeat() {
        Path file = file("unique.parquet", "select 'unique ' || hash(i) as k from range(100000) t(i)", "");
        TextVector last = null;
        for (Split split : Rows.open(Reader.PAGE, file).splits(Schema.of(Field.nullable("k", DataType.TEXT)))) {
            try (BatchReader reader = split.open(10_000)) {
                for (ColumnBatch batch = reader.next(); batch != null; batch = reader.next()) {
                    last = batch.texts(0);
                }
            }
        }
        assertNotNull(last);
        assertFalse(last.dictionary().isDistinct());
    }

    @Test
    void bouncesNoBatchOfLongTextsWithoutBound() {
        Path file = file("long.parquet", "select repeat('x', 100000) || hash(i) as k from range(300) t(i)", "");
        for (Split split : Rows.open(Reader.PAGE, file).splits(Schema.of(Field.nullable("k", DataType.TEXT)))) {
            int rows = 0;
            try (BatchReader reader = split.open(65_536)) {
                for (ColumnBatch batch = reader.next(); batch != null; batch = reader.next()) {
                    assertTrue(batch.texts(0).dictionary().byteCount() <= 8 << 20);
                    rows += batch.rowCount();
                }
            }
            assertEquals(split.rows(), rows);
        }
    }

    @Test
    void refusesUnsignedIntegersAboveTheLargestBigint() {
        for (String options : List.of("", ", parquet_version V2, dictionary_size_limit 1", ", row_group_size 2048")) {
            Path file = file(
                    "unsigned.parquet",
                    "select case when i = 3000 then 18446744073709551615 when i % 3 > 0 then i % 5 end::ubigint as u "
                            + "from range(4000) t(i)",
                    options);
            String message = assertThrows(InputException.class, () -> Rows.read(Reader.PAGE, file))
                    .getMessage();
            assertEquals(
                    file + ", row 3001, column u: the unsigned integer 18446744073709551615 is above "
                            + "9223372036854775807, the largest bigint",
                    message);
        }
    }

    @Test
    void namesThePlaceOfDamage() throws IOException {
        Path file = file("damaged.parquet", "select i as id, 'text ' || i as text from range(2000) t(i)", "");
        byte[] content = Files.readAllBytes(file);
        Arrays.fill(content, 4, content.length / 2, (byte) 0xff);
        Files.write(file, content);
        String message = assertThrows(InputException.class, () -> Rows.read(Reader.PAGE, file))
                .getMessage();
        assertTrue(message.startsWith(file + " is damaged: row group 1, column text, page 1 at byte "), message);
    }

    @Test
    void noticesFilesThatVanishOrChange() throws IOException {
        Path file = file("vanished.parquet", "select 1 as id", "");
        EventSource source = Rows.open(Reader.PAGE, file);
        DuckDb.write(file, "select i as id from range(1000) t(i)", "");
        String changed = assertThrows(InputException.class, () -> Rows.read(source, source.schema(), 10))
                .getMessage();
        assertTrue(changed.contains("it was changed after its footer was read"), changed);
        Files.delete(file);
        String gone = assertThrows(InputException.class, () -> Rows.read(source, source.schema(), 10))
                .getMessage();
        assertEquals(file + ": there is no such file", gone);
    }

    @Test
    void refusesRowGroupsWhoseColumnsHaveOtherNumbersOfRows() throws IOException {
        Path file = file("rows.parquet", "select i as id from range(1000) t(i)", "");
        ColumnMetaData[] chunk = new ColumnMetaData[1];
        Footers.change(file, metaData -> {
            chunk[0] = metaData.getRow_groups().get(0).getColumns().get(0).getMeta_data();
            chunk[0].setNum_values(999);
        });
        assertDamaged(file, "row group 1, column id, has 999 values in 1000 rows");
        Footers.change(file, metaData -> {
            metaData.getRow_groups().get(0).setNum_rows(999);
        });
        assertDamaged(file, "values more than the row group has rows");
        Footers.change(file, metaData -> {
            metaData.getRow_groups().get(0).setNum_rows(1001);
            metaData.getRow_groups().get(0).getColumns().get(0).getMeta_data().setNum_values(1001);
        });
        assertDamaged(file, "its column ends before all of its rows came");
        Footers.change(
                file,
                metaData -> metaData.getRow_groups()
                        .get(0)
                        .getColumns()
                        .get(0)
                        .getMeta_data()
                        .setTotal_compressed_size(1 << 20));
        assertThrows(InputException.class, () -> Rows.read(Reader.PAGE, file));
    }

    private static void assertDamaged(Path file, String how) {
        String message = assertThrows(InputException.class, () -> Rows.read(Reader.PAGE, file))
                .getMessage();
        assertTrue(message.startsWith(file + " is damaged: ") && message.contains(how), message);
    }

    @Test
    void holdsLittleBesidesItsBatch() {
        Path file = file(
                "memory.parquet",
                "select i as id, sqrt(i) as d, 'k' || i % 7 as k, 'unique ' || hash(i) as u from range(500000) t(i)",
                ", row_group_size 122880");
        EventSource source = Rows.open(Reader.PAGE, file);
        for (Split split : source.splits(source.schema())) {
            assertTrue(split.memory() > 100_000 && split.memory() < 30 << 20, split.memory() + " bytes");
        }
        Split dataset = Rows.open(Reader.ARROW, file).splits(source.schema()).get(0);
        assertTrue(dataset.memory() > 2L * 122_880 * 3 * Long.BYTES, dataset.memory() + " bytes");
    }

    @Test
    void readsSomeColumnsInTheOrderAskedFor() {
        Path file = file("order.parquet", "select 1 as a, [2] as list, 3 as c", "");
        Schema reads = Schema.of(Field.nullable("c", DataType.INT64), Field.nullable("a", DataType.INT64));
        assertEquals(List.of(List.of(3L, 1L)), Rows.read(Rows.open(Reader.PAGE, file), reads, 10));
        List<List<Object>> none = Rows.read(Rows.open(Reader.PAGE, file), new Schema(new ArrayList<>()), 10);
        assertEquals(List.of(List.of()), none);
    }
}
