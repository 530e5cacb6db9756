package io.millrace.parquet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.core.event.DataType;
import io.millrace.core.event.Field;
import io.millrace.core.event.Schema;
import io.millrace.core.port.EventSource;
import io.millrace.core.port.InputFile.FileColumn;
import io.millrace.core.port.InputFile.Statistics;
import io.millrace.core.port.ReadOptions;
import io.millrace.core.port.TableFormat;
import io.millrace.core.run.InputException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.ServiceLoader;
import org.apache.parquet.format.ColumnChunk;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is known of files before a row is read. */
final class ParquetSourceTest {
    @TempDir
    private Path folder;

    private Path file(String name, String query) {
        return file(name, query, "");
    }

    private Path file(String name, String query, String options) {
        Path file = folder.resolve(name);
        DuckDb.write(file, query, options);
        return file;
    }

    @Test
    void isFoundAsAService() {
        List<TableFormat> formats = ServiceLoader.load(TableFormat.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(ParquetFormat.class::isInstance)
                .toList();
        assertEquals(1, formats.size());
        assertEquals("parquet", formats.get(0).name());
        assertEquals(List.of("parquet", "pq"), formats.get(0).extensions());
    }

    @Test
    void listsEveryColumnWithItsTypeAndThoseItCannotReadWithout() {
        Path file = file("types.parquet", """
                select true as b, 1::tinyint as i8, 1::integer as i32, 1::bigint as i64, 1::ubigint as u64,
                  1::float as f, 1::double as d, date '2024-01-02' as date, timestamp '2024-01-02 03:04:05' as ts,
                  timestamptz '2024-01-02 03:04:05Z' as tz, '2024-01-02'::timestamp_ns as ns, 'x' as text,
                  'x'::blob as blob, 'x'::enum('x') as enum, '{}'::json as json, uuid() as uuid,
                  1::decimal(9, 2) as decimal, time '01:02:03' as time, [1] as list, {'a': 1, 'b': 2} as struct,
                  map {'a': 1} as map, 2 as last
                """);
        List<FileColumn> columns = Rows.open(file).files().get(0).columns();
        assertEquals(
                List.of(
                        "b BOOLEAN boolean",
                        "i8 INT32 (int8) bigint",
                        "i32 INT32 (int32) bigint",
                        "i64 INT64 (int64) bigint",
                        "u64 INT64 (uint64) bigint",
                        "f FLOAT double",
                        "d DOUBLE double",
                        "date INT32 (date) timestamp",
                        "ts INT64 (timestamp, microseconds, local) timestamp",
                        "tz INT64 (timestamp, microseconds, UTC) timestamp",
                        "ns INT64 (timestamp, nanoseconds, local) timestamp",
                        "text BYTE_ARRAY (string) text",
                        "blob BYTE_ARRAY text",
                        "enum BYTE_ARRAY (string) text",
                        "json BYTE_ARRAY (json) text",
                        "uuid FIXED_LEN_BYTE_ARRAY[16] (uuid) text",
                        "decimal INT32 (decimal(9, 2)) decimal(9, 2)",
                        "time INT64 (time, microseconds) -",
                        "list group (list) -",
                        "struct group -",
                        "map group (map) -",
                        "last INT32 (int32) bigint"),
                columns.stream()
                        .map(column -> column.name() + " " + column.storedAs() + " "
                                + column.type().map(DataType::sql).orElse("-"))
                        .toList());
        assertEquals(
                List.of(List.of(2L)), Rows.read(Rows.open(file), Schema.of(Field.required("last", DataType.INT64)), 9));
    }

    @Test
    void unitesSchemasAndChecksEveryFileBeforeReading() {
        Path first = file("first.parquet", "select 1 as id, 2.5::double as amount, 'x' as user_name");
        Path second = file("second.parquet", "select 'a' as id, 'x' as user_nane, 5 as extra");
        Path third = file("third.parquet", "select 7 as id, [1] as amount, 'x' as user_name");
        EventSource source = Rows.open(first, second, third);
        assertEquals(
                List.of("id", "amount", "user_name", "user_nane", "extra"),
                source.schema().names());
        Schema reads = source.schema().select(List.of("id", "amount", "user_name"));
        String message =
                assertThrows(InputException.class, () -> source.splits(reads)).getMessage();
        assertEquals(
                List.of(
                        "2 of 3 files do not have the columns that are read; nothing was read yet",
                        "file | column | it has | the others have",
                        second + " | id | text (stored as BYTE_ARRAY (string)) | bigint in 2 files",
                        second + " | amount | no such column; its columns are id, user_nane, extra | double in 1 file",
                        third + " | amount | group (list), which cannot be read | double in 1 file",
                        second + " | user_name | no such column; did you mean user_nane? | text in 2 files",
                        "--drift allow reads a column that a file lacks as nulls",
                        "cast a column of another type where its file is written",
                        "or leave these files out"),
                table(message));
        assertEquals(
                3,
                Rows.open(first, third)
                                .splits(Schema.of(Field.nullable("id", DataType.INT64)))
                                .size()
                        + 1);
    }

    @Test
    void isNullableWhereAnyFileSaysSo() {
        Path required = folder.resolve("required.parquet");
        Path nullable = folder.resolve("nullable.parquet");
        Rows.write(required, Schema.of(Field.required("id", DataType.INT64)), List.of(List.of(1L)), 1);
        Rows.write(nullable, Schema.of(Field.nullable("id", DataType.INT64)), List.of(List.of(2L)), 1);
        assertEquals(
                Schema.of(Field.required("id", DataType.INT64)),
                Rows.open(required).schema());
        assertEquals(
                Schema.of(Field.nullable("id", DataType.INT64)),
                Rows.open(required, nullable).schema());
        assertEquals(
                List.of(List.of(1L), List.of(2L)),
                Rows.read(Rows.open(required, nullable), Rows.open(required).schema(), 5));
    }

    @Test
    void checksDeclaredTypes() {
        Path file = file("declared.parquet", "select 1 as id, 'x' as name");
        new ParquetFormat().open(List.of(file), ReadOptions.of(Map.of("id", DataType.INT64)));
        String message = assertThrows(
                        InputException.class,
                        () -> new ParquetFormat().open(List.of(file), ReadOptions.of(Map.of("id", DataType.TEXT))))
                .getMessage();
        assertEquals(
                List.of(
                        file + " does not have the columns that are read; nothing was read yet",
                        "file | column | it has | the others have",
                        file + " | id | bigint (stored as INT32 (int32)) | none has text",
                        "cast a column of another type where its file is written"),
                table(message));
    }

    @Test
    void takesTheTypeThatMostFilesHave() {
        Path odd = file("a.parquet", "select 'x' as id");
        EventSource source = Rows.open(odd, file("b.parquet", "select 1 as id"), file("c.parquet", "select 2 as id"));
        assertEquals(DataType.INT64, source.schema().field(0).type());
        assertEquals(
                odd + " | id | text (stored as BYTE_ARRAY (string)) | bigint in 2 files",
                table(assertThrows(InputException.class, () -> source.splits(source.schema()))
                                .getMessage())
                        .get(2));
    }

    /** The lines, with a bar between columns. */
    private static List<String> table(String message) {
        return message.lines()
                .map(line -> line.strip().replaceAll(" {2,}", " | "))
                .toList();
    }

    @Test
    void aggregatesStatisticsOverRowGroups() {
        Path file = file("statistics.parquet", """
                select i::integer as i32, (i + 4294900000)::uinteger as u32, 9223372036854775807 - i as i64,
                  i / 4.0::double as d, (i / 4)::float as f, i % 2 = 0 as b, 'text ' || i as text,
                  date '1969-12-01' + i::integer as date, make_timestamp_ns(i - 5001) as ns,
                  case when i < 3000 then null else i end as n, null::integer as none
                from range(6000) t(i)
                """, ", row_group_size 2048");
        EventSource source = Rows.open(file);
        assertEquals(3, source.files().get(0).rowGroups());
        assertEquals(OptionalLong.of(6000), source.files().get(0).rows());
        assertEquals(range(0L, 5999L), statistics(source, "i32"));
        assertEquals(range(4_294_900_000L, 4_294_905_999L), statistics(source, "u32"));
        assertEquals(range(Long.MAX_VALUE - 5999, Long.MAX_VALUE), statistics(source, "i64"));
        assertEquals(range(0.0, 1499.75), statistics(source, "d"));
        assertEquals(range(0.0, 1499.75), statistics(source, "f"));
        assertEquals(range("text 0", "text 999"), statistics(source, "text"));
        assertEquals(range(-31 * 86_400_000_000L, 5968 * 86_400_000_000L), statistics(source, "date"));
        assertEquals(range(-6L, 0L), statistics(source, "ns"));
        assertEquals(
                new Statistics(OptionalLong.of(3000), Optional.of(3000L), Optional.of(5999L)), statistics(source, "n"));
        assertEquals(
                new Statistics(OptionalLong.of(6000), Optional.empty(), Optional.empty()), statistics(source, "none"));
    }

    @Test
    void keepsQuietWhereStatisticsCannotBeTrusted() throws IOException {
        Path file = file(
                "doubtful.parquet",
                "select i as id, i * 1.5::double as d, 'text ' || i as text, i as n from range(100) t(i)");
        Footers.change(file, metaData -> {
            List<ColumnChunk> chunks = metaData.getRow_groups().get(0).getColumns();
            chunks.get(1)
                    .getMeta_data()
                    .getStatistics()
                    .setMax_value(ByteBuffer.allocate(8)
                            .order(ByteOrder.LITTLE_ENDIAN)
                            .putDouble(Double.NaN)
                            .array());
            chunks.get(2).getMeta_data().getStatistics().setIs_max_value_exact(false);
            chunks.get(3).getMeta_data().getStatistics().setNull_count(101);
        });
        EventSource source = Rows.open(file);
        Statistics onlyNulls = new Statistics(OptionalLong.of(0), Optional.empty(), Optional.empty());
        assertEquals(range(0L, 99L), statistics(source, "id"));
        assertEquals(onlyNulls, statistics(source, "d"));
        assertEquals(onlyNulls, statistics(source, "text"));
        assertEquals(OptionalLong.empty(), statistics(source, "n").nulls());
        Footers.change(file, metaData -> metaData.unsetColumn_orders());
        assertEquals(onlyNulls, statistics(Rows.open(file), "id"));
        Footers.change(
                file,
                metaData -> metaData.getRow_groups()
                        .get(0)
                        .getColumns()
                        .forEach(chunk -> chunk.getMeta_data().unsetStatistics()));
        assertEquals(Statistics.UNKNOWN, statistics(Rows.open(file), "id"));
    }

    private static Statistics range(Object min, Object max) {
        return new Statistics(OptionalLong.of(0), Optional.of(min), Optional.of(max));
    }

    private static Statistics statistics(EventSource source, String name) {
        return source.files().get(0).columns().stream()
                .filter(column -> column.name().equals(name))
                .findFirst()
                .orElseThrow()
                .statistics();
    }

    @Test
    void tellsTheBytesOfTheColumnsRead() {
        Path file = file("bytes.parquet", "select i as id, uuid() as text from range(1000) t(i)");
        EventSource source = Rows.open(file);
        long expected = (Long) DuckDb.query("select total_compressed_size from parquet_metadata(" + DuckDb.literal(file)
                        + ") where path_in_schema = 'id'")
                .get(0)
                .get(0);
        assertEquals(
                expected,
                source.splits(Schema.of(Field.nullable("id", DataType.INT64)))
                        .get(0)
                        .bytes());
        assertTrue(source.splits(source.schema()).get(0).bytes() > expected);
    }
}
