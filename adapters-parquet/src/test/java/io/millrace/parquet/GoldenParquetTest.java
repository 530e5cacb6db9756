package io.millrace.parquet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.millrace.core.event.DataType;
import io.millrace.core.port.EventSource;
import io.millrace.core.port.InputFile;
import io.millrace.core.port.ReadOptions.Reader;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every value, and everything the footers say, against DuckDB's reading of the same files. */
final class GoldenParquetTest {
    @ParameterizedTest
    @CsvSource({
        "golden/streamflow-30d/parquet, PAGE",
        "golden/traps, PAGE",
        "golden/streamflow-30d/parquet, ARROW",
        "golden/traps, ARROW"
    })
    void readsEveryValueAsDuckDbDoes(String folder, Reader reader) {
        List<Path> files = SharedData.files(folder, ".parquet");
        assertFalse(files.isEmpty());
        EventSource source = Rows.open(reader, files.toArray(Path[]::new));
        List<List<Object>> expected = Rows.expected(source.schema(), files.toArray(Path[]::new));
        for (int batchRows : new int[] {65_536, 97}) {
            List<List<Object>> rows = Rows.read(source, source.schema(), batchRows);
            assertEquals(expected.size(), rows.size());
            for (int i = 0; i < rows.size(); i++) {
                assertEquals(expected.get(i), rows.get(i), "row " + i);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"golden/streamflow-30d/parquet", "golden/traps"})
    void describesFilesAsDuckDbDoes(String folder) {
        List<Path> files = SharedData.files(folder, ".parquet");
        EventSource source = Rows.open(files.toArray(Path[]::new));
        for (int i = 0; i < files.size(); i++) {
            InputFile file = source.files().get(i);
            String literal = DuckDb.literal(files.get(i));
            assertEquals(
                    List.of(List.of(file.rows().orElseThrow(), (long) file.rowGroups())),
                    DuckDb.query("select num_rows::bigint, num_row_groups::bigint from parquet_file_metadata(" + literal
                            + ")"));
            for (InputFile.FileColumn column : file.columns()) {
                compare(column, literal);
            }
        }
    }

    private static void compare(InputFile.FileColumn column, String file) {
        String name = '"' + column.name() + '"';
        String value = column.type().orElseThrow() == DataType.TIMESTAMP ? "epoch_us(" + name + ")" : name;
        List<Object> expected = DuckDb.query("select count(*) - count(" + name + "), min(" + value + "), max(" + value
                        + ") from read_parquet(" + file + ")")
                .get(0);
        InputFile.Statistics statistics = column.statistics();
        assertEquals(OptionalLong.of((Long) expected.get(0)), statistics.nulls(), column.name());
        assertEquals(ours(expected.get(1)), statistics.min(), column.name());
        assertEquals(ours(expected.get(2)), statistics.max(), column.name());
    }

    private static Optional<Object> ours(Object value) {
        return Optional.ofNullable(value instanceof Integer small ? (Object) small.longValue() : value);
    }
}
