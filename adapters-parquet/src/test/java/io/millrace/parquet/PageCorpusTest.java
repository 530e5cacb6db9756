package io.millrace.parquet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.core.event.ColumnBatch;
import io.millrace.core.event.Field;
import io.millrace.core.event.Schema;
import io.millrace.core.port.EventSource;
import io.millrace.core.port.InputFile;
import io.millrace.core.port.ReadLimits;
import io.millrace.core.port.ReadOptions.Reader;
import io.millrace.core.run.InputException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What the page reader does with every file of the corpora of Parquet files, against tables that are checked in: equal to
 * Arrow Dataset or to DuckDB in all columns that can be read at all, refused, or not supported, for reasons that are few. The
 * outcomes as they are now are written to {@code target}.
 */
final class PageCorpusTest {
    @Test
    void doesWithEveryFileWhatTheTableSays() throws IOException {
        String lines = outcomes("corpus/parquet-testing", "parquet-testing.txt");
        assertTrue(lines.contains(": equal to Dataset"), lines);
        assertTrue(
                lines.lines().noneMatch(line -> line.contains("bad_data") && line.contains("equal to Dataset")), lines);
    }

    @Test
    void doesWithEveryCrasherOfArrowWhatTheTableSays() throws IOException {
        String lines = outcomes("corpus/arrow-testing/data/parquet", "arrow-testing.txt");
        assertTrue(lines.lines().filter(line -> line.contains(": refused")).count() > 100, lines);
    }

    private static String outcomes(String corpus, String expected) throws IOException {
        Path folder = SharedData.folder(corpus);
        Map<String, String> actual = new TreeMap<>();
        for (Path file : files(folder)) {
            actual.put(folder.relativize(file).toString(), outcome(file));
        }
        String lines = actual.entrySet().stream()
                .map(entry -> entry.getKey() + ": " + entry.getValue().replaceAll("\\p{Cc}", "?"))
                .collect(Collectors.joining("\n", "", "\n"));
        Files.createDirectories(Path.of("target"));
        Files.writeString(Path.of("target", expected), lines);
        try (InputStream table = PageCorpusTest.class.getResourceAsStream(expected)) {
            assertEquals(new String(table.readAllBytes(), StandardCharsets.UTF_8), lines);
        }
        return lines;
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static String outcome(Path file) {
        try {
            EventSource source = Rows.open(Reader.PAGE, file);
            ParquetFooter footer = FooterReader.read(file, ReadLimits.DEFAULT);
            List<Field> supported = new ArrayList<>();
            List<String> others = new ArrayList<>();
            for (InputFile.FileColumn column : source.files().get(0).columns()) {
                if (column.type().isEmpty()) {
                    others.add(column.name() + " is " + column.storedAs());
                    continue;
                }
                Field field = new Field(column.name(), column.type().get(), column.nullable());
                Optional<String> obstacle = PageSupport.obstacle(footer, Schema.of(field));
                obstacle.ifPresentOrElse(others::add, () -> supported.add(field));
            }
            String rest = others.isEmpty() ? "" : " (not " + String.join("; ", others) + ")";
            return supported.isEmpty() ? "unsupported" + rest : read(file, new Schema(supported)) + rest;
        } catch (InputException e) {
            String message = String.valueOf(e.getMessage());
            assertTrue(message.startsWith(file.toString()), message);
            return "refused, it" + message.substring(file.toString().length());
        }
    }

    private static String read(Path file, Schema columns) {
        List<List<Object>> rows = Rows.read(Rows.open(Reader.PAGE, file), columns, ColumnBatch.MAX_ROWS);
        for (int batchRows : new int[] {1, 7, 1000}) {
            assertEquals(rows, Rows.read(Rows.open(Reader.PAGE, file), columns, batchRows), file.toString());
        }
        String size = ", " + columns.size() + " columns x " + rows.size() + " rows";
        // What kills Arrow's native library is in these folders.
        if (!file.toString().matches(".*(bad_data|fuzzing).*") && rows.equals(dataset(file, columns))) {
            return "equal to Dataset" + size;
        }
        assertEquals(Rows.expected(columns, file), rows, file.toString());
        return "equal to DuckDB" + size;
    }

    private static List<List<Object>> dataset(Path file, Schema columns) {
        try {
            return Rows.read(Rows.open(Reader.ARROW, file), columns, ColumnBatch.MAX_ROWS);
        } catch (InputException e) {
            return List.of(List.of("Dataset: " + e.getMessage()));
        }
    }
}
