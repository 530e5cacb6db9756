package io.millrace.parquet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.core.port.EventSource;
import io.millrace.core.port.ReadOptions;
import io.millrace.core.port.ReadOptions.Reader;
import io.millrace.core.port.Split;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.parquet.format.ColumnOrder;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.Statistics;
import org.apache.parquet.format.TypeDefinedOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ranges against what DuckDB finds in the rows, and footers that must not be believed. */
final class SplitRangeTest {
    @TempDir
    private Path folder;

    private Path file(String query) {
        Path file = folder.resolve("file.parquet");
        DuckDb.write(file, query, "");
        return file;
    }

    private static Optional<Split.Range> range(Reader reader, Path file) {
        EventSource source = Rows.open(reader, file);
        return source.splits(source.schema()).get(0).range(0);
    }

    /** DuckDB leaves out the order of its columns, which is the types' own. */
    private static void change(Path file, Consumer<Statistics> change) throws IOException {
        Footers.change(file, metaData -> {
            metaData.setColumn_orders(List.of(ColumnOrder.TYPE_ORDER(new TypeDefinedOrder())));
            change.accept(statistics(metaData));
        });
    }

    private static Statistics statistics(FileMetaData metaData) {
        return metaData.getRow_groups()
                .get(0)
                .getColumns()
                .get(0)
                .getMeta_data()
                .getStatistics();
    }

    private static byte[] int64(long value) {
        return ByteBuffer.allocate(Long.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(value)
                .array();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "i - 500",
                "(i - 500)::integer",
                "i::ubigint",
                "date '1969-12-20' + i::integer",
                "make_timestamp_ms(i * 77 - 5000)",
                "make_timestamp(i * 77 - 5000)",
                "make_timestamp_ns(i * 77 - 5001)"
            })
    void knowsTheRangeOfAColumnWithoutNulls(String value) throws IOException {
        Path file = file("select " + value + " as x from range(1000) t(i)");
        change(file, statistics -> {});
        List<Long> values =
                Rows.read(file).stream().map(row -> (Long) row.get(0)).sorted().toList();
        Split.Range expected = new Split.Range(values.get(0), values.get(values.size() - 1));
        assertEquals(Optional.of(expected), range(Reader.PAGE, file));
        assertEquals(Optional.of(expected), range(Reader.ARROW, file));
        ReadOptions without = new ReadOptions(Map.of(), Reader.AUTO, false);
        EventSource source = new ParquetFormat().open(List.of(file), without);
        assertTrue(source.splits(source.schema()).get(0).range(0).isEmpty());
    }

    @Test
    void knowsNoRangeWhereAValueIsMissing() throws IOException {
        Path file = file("select case when i <> 7 then i end as x from range(1000) t(i)");
        change(file, statistics -> {});
        assertTrue(range(Reader.PAGE, file).isEmpty());
    }

    @Test
    void believesNoDoubtfulStatistics() throws IOException {
        for (Consumer<Statistics> doubt : List.<Consumer<Statistics>>of(
                Statistics::unsetNull_count,
                statistics -> statistics.setNull_count(1),
                statistics -> statistics.setIs_min_value_exact(false),
                statistics -> statistics.setIs_max_value_exact(false),
                statistics -> statistics.setMin_value(new byte[3]),
                statistics -> statistics.setMin_value(int64(2_000)),
                statistics -> {
                    statistics.unsetMin_value();
                    statistics.unsetMin();
                })) {
            Path file = file("select i as x from range(1000) t(i)");
            change(file, doubt);
            assertTrue(range(Reader.PAGE, file).isEmpty());
        }
        Path file = file("select i as x from range(1000) t(i)");
        change(file, statistics -> {});
        assertTrue(range(Reader.PAGE, file).isPresent());
        Footers.change(file, metaData -> {
            metaData.unsetColumn_orders();
            statistics(metaData).unsetMin();
        });
        assertTrue(range(Reader.PAGE, file).isEmpty(), "values of an order that nobody declared");
    }

    @Test
    void believesTheOlderFieldsOfSignedIntegersOnly() throws IOException {
        Consumer<Statistics> older = statistics -> {
            statistics.unsetMin_value();
            statistics.unsetMax_value();
            statistics.setMin(int64(5));
            statistics.setMax(int64(999));
        };
        Path signed = file("select i as x from range(1000) t(i)");
        change(signed, older);
        assertEquals(Optional.of(new Split.Range(5, 999)), range(Reader.PAGE, signed));
        Path unsigned = file("select i::ubigint as x from range(1000) t(i)");
        change(unsigned, older);
        assertTrue(range(Reader.PAGE, unsigned).isEmpty());
    }
}
