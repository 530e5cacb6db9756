package io.millrace.csv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.core.event.DataType;
import io.millrace.core.event.Field;
import io.millrace.core.event.Schema;
import io.millrace.core.port.EventSource;
import io.millrace.core.port.ReadOptions;
import io.millrace.core.run.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of other projects with the truth as JSON, and the golden data with its Parquet twin; DuckDB reads both. */
class CsvCorpusTest {
    @Test
    void readsCsvSpectrum() throws IOException {
        Path folder = Shared.folder("corpus/csv-spectrum");
        List<Path> files = list(folder.resolve("csvs"));
        assertEquals(12, files.size());
        for (Path file : files) {
            String name = file.getFileName().toString().replace(".csv", "");
            EventSource source = new CsvFormat().open(List.of(file), ReadOptions.of(Map.of()));
            List<List<@Nullable Object>> expected = new ArrayList<>();
            for (Object object : spectrumTruth(folder.resolve("json").resolve(name + ".json"))) {
                expected.add(values(source.schema(), (String) object, name));
            }
            assertEquals(expected, withoutNulls(Tables.read(file, Map.of())), name);
        }
    }

    @Test
    void readsTheGoodFilesOfCsvTestData() throws IOException {
        Path folder = Shared.folder("corpus/csv-test-data");
        int compared = 0;
        for (Path truth : list(folder.resolve("json"))) {
            String name = truth.getFileName().toString().replace(".json", "");
            // a header without a name, and truth in another shape
            if (!List.of("all-empty", "header-no-rows", "header-simple").contains(name)) {
                Path file = folder.resolve("csv").resolve(name + ".csv");
                List<List<@Nullable Object>> records = new ArrayList<>();
                records.add(new ArrayList<>(new CsvFormat()
                        .open(List.of(file), ReadOptions.of(Map.of()))
                        .schema()
                        .names()));
                records.addAll(withoutNulls(Tables.read(file, Map.of())));
                assertEquals(testDataTruth(truth), records, name);
                compared++;
            }
        }
        assertEquals(15, compared);
        assertEquals(List.of(), Tables.read(folder.resolve("csv/header-no-rows.csv"), Map.of()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bad-header-less-fields",
                "bad-header-more-fields",
                "bad-header-no-header",
                "bad-missing-quote",
                "bad-quotes-with-unescaped-quote"
            })
    void refusesTheBadFilesOfCsvTestData(String name) {
        Path file = Shared.folder("corpus/csv-test-data/csv").resolve(name + ".csv");
        assertThrows(InputException.class, () -> Tables.read(file, Map.of()));
    }

    @Test
    void readsTheGoldenEventsLikeTheirParquetTwins() throws IOException {
        Path folder = Shared.folder("golden/traps");
        Map<String, DataType> declared = Map.of(
                "timestamp", DataType.TIMESTAMP, "duration_seconds", DataType.INT64, "revenue", DataType.FLOAT64);
        int rows = 0;
        for (Path file : list(folder)) {
            if (file.getFileName().toString().matches("events-.*\\.csv")) {
                List<List<@Nullable Object>> read = Tables.read(file, declared);
                assertEquals(twin(file), read, file.toString());
                rows += read.size();
            }
        }
        assertEquals(1907, rows);
    }

    @Test
    void readsTheGoldenRoster() {
        Path file = Shared.folder("golden/traps").resolve("roster.csv");
        List<List<@Nullable Object>> read = Tables.read(file, Map.of());
        assertEquals(62, read.size());
        assertEquals(62, read.stream().distinct().count());
        List<@Nullable Object> ids = read.stream().map(row -> row.get(0)).toList();
        assertTrue(ids.containsAll(
                List.of("007", "7", "u,comma", "u\"quote", "u\nnewline", "  padded ", "NULL", "-1", "Zoë", "用户-42")));
        assertFalse(ids.contains(null));
    }

    @Test
    void readsTheGoldenMonthLikeItsParquetTwins() throws IOException {
        Path folder = Shared.folder("golden/streamflow-30d/csv");
        Map<String, DataType> declared = Map.of(
                "user_id", DataType.INT64,
                "timestamp", DataType.TIMESTAMP,
                "duration_seconds", DataType.INT64,
                "revenue", DataType.FLOAT64);
        for (Path file : list(folder)) {
            Path twin = folder.resolveSibling("parquet")
                    .resolve(file.getFileName().toString().replace(".csv", ".parquet"));
            List<String> names = new CsvFormat()
                    .open(List.of(file), ReadOptions.of(declared))
                    .schema()
                    .names();
            assertEquals(
                    DuckDb.query("select " + String.join(", ", names) + " from '" + twin + "'"),
                    Tables.read(file, declared),
                    file.toString());
        }
    }

    private static List<List<@Nullable Object>> twin(Path csv) {
        return DuckDb.query("select * from '" + csv.toString().replace(".csv", ".parquet") + "'");
    }

    private static List<@Nullable Object> spectrumTruth(Path json) {
        String array = "case when content like '{%' then '[' || content || ']' else content end";
        String sql = "select unnest(from_json(" + array + ", '[\"JSON\"]'))::varchar from read_text('" + json + "')";
        return DuckDb.query(sql).stream().map(row -> row.get(0)).collect(Collectors.toCollection(ArrayList::new));
    }

    /** The values of a JSON object in the order of the columns, with what is known to be wrong in the truth put right. */
    private static List<@Nullable Object> values(Schema schema, String json, String name) {
        List<@Nullable Object> values = new ArrayList<>();
        for (Field field : schema.fields()) {
            String text = (String) DuckDb.query("select json_extract_string('" + json.replace("'", "''") + "', '$.\""
                            + field.name() + "\"')")
                    .get(0)
                    .get(0);
            // the files came with LF only, and one telephone number differs
            values.add(
                    name.equals("location_coordinates") && "1234567890".equals(text)
                            ? "2095257564"
                            : String.valueOf(text).replace("\r\n", "\n"));
        }
        return values;
    }

    private static List<List<@Nullable Object>> testDataTruth(Path json) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        String sql =
                "select to_json(unnest(from_json(content, '[[\"VARCHAR\"]]')))::varchar from read_text('" + json + "')";
        for (List<@Nullable Object> row : DuckDb.query(sql)) {
            String array = String.valueOf(row.get(0)).replace("'", "''");
            rows.add(DuckDb.query("select unnest(from_json('" + array + "', '[\"VARCHAR\"]'))").stream()
                    .map(cell -> cell.get(0))
                    .collect(Collectors.toCollection(ArrayList::new)));
        }
        return rows;
    }

    /** JSON truth knows no nulls. */
    private static List<List<@Nullable Object>> withoutNulls(List<List<@Nullable Object>> rows) {
        return rows.stream()
                .map(row -> Arrays.asList(
                        row.stream().map(cell -> cell == null ? "" : cell).toArray()))
                .toList();
    }

    private static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }
}
