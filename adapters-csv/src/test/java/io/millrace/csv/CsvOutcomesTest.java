package io.millrace.csv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.core.event.DataType;
import io.millrace.core.event.Field;
import io.millrace.core.event.Schema;
import io.millrace.core.port.BadRow;
import io.millrace.core.port.CsvDialect;
import io.millrace.core.port.EventSource;
import io.millrace.core.port.ReadOptions;
import io.millrace.core.run.InputException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * What becomes of every file of the corpora that the Parquet and Arrow readers do not answer for, read as CSV, against a table
 * that is checked in. Rows and bad rows are those of plain loops over the bytes. The outcomes as they are now are written to
 * {@code target/csv-corpora.txt}.
 */
class CsvOutcomesTest {
    private static final String TABLE = "csv-corpora.txt";
    private static final int MOST_SHOWN = 150;

    @Test
    void doesWithEveryFileWhatTheTableSays() throws IOException {
        Path corpus = Shared.folder("corpus");
        StringBuilder lines = new StringBuilder();
        for (String folder : List.of("arrow-testing", "csv-spectrum", "csv-test-data")) {
            for (Path file : files(corpus.resolve(folder))) {
                lines.append(corpus.relativize(file))
                        .append(": ")
                        .append(outcome(file))
                        .append('\n');
            }
        }
        Files.writeString(Path.of("target", TABLE), lines);
        try (InputStream table = CsvOutcomesTest.class.getResourceAsStream(TABLE)) {
            assertEquals(new String(table.readAllBytes(), StandardCharsets.UTF_8), lines.toString());
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.toString().contains("/data/parquet/"))
                    .filter(file -> !file.toString().contains("/data/arrow-ipc-stream/"))
                    .sorted()
                    .toList();
        }
    }

    private static String outcome(Path file) throws IOException {
        List<BadRow> bad = new ArrayList<>();
        try {
            EventSource source =
                    new CsvFormat().open(List.of(file), ReadOptions.of(Map.of()).withQuarantine(bad::add));
            Schema columns = source.schema();
            List<List<@Nullable Object>> rows = Tables.read(source, columns, 1000);
            bad.sort(Comparator.comparingLong(BadRow::line));
            assertLikePlainLoops(file, columns, rows, bad);
            String first = bad.isEmpty()
                    ? ""
                    : ", the first on line " + bad.get(0).line() + ": "
                            + shown(bad.get(0).reason());
            return "read, " + columns.size() + " columns x " + rows.size() + " rows, " + bad.size() + " bad" + first;
        } catch (InputException e) {
            String message = String.valueOf(e.getMessage());
            assertTrue(message.startsWith(file.toString()), message);
            return "refused" + shown(message.substring(file.toString().length()));
        }
    }

    private static String shown(String message) {
        String line = message.lines().findFirst().orElse("").replaceAll("[^ -~]", "?");
        return line.length() > MOST_SHOWN ? line.substring(0, MOST_SHOWN) + "..." : line;
    }

    private static void assertLikePlainLoops(
            Path file, Schema columns, List<List<@Nullable Object>> rows, List<BadRow> bad) throws IOException {
        CsvFile described = CsvFile.describe(file, ReadOptions.DEFAULT, 100);
        byte[] bytes = text(file);
        PlainRows plain = PlainRows.of(
                bytes, (int) described.firstRow(), described.names().size(), CsvDialect.MOST_ROW_BYTES);
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        List<List<@Nullable Object>> expected = new ArrayList<>();
        List<Long> lines =
                new ArrayList<>(plain.bad().stream().map(PlainRows.Bad::line).toList());
        for (int i = 0; i < plain.rows().size(); i++) {
            List<@Nullable Object> row = new ArrayList<>();
            for (Field field : columns.fields()) {
                assertEquals(DataType.TEXT, field.type());
                row.add(plain.rows().get(i).get(described.names().indexOf(field.name())));
            }
            if (row.contains(PlainRows.NO_TEXT)) {
                lines.add(PlainRows.line(text, plain.spans().get(i).from()));
            } else {
                expected.add(row);
            }
        }
        assertEquals(expected, rows, file.toString());
        assertEquals(
                lines.stream().sorted().toList(), bad.stream().map(BadRow::line).toList(), file.toString());
    }

    private static byte[] text(Path file) throws IOException {
        if (!file.toString().endsWith(".gz")) {
            return Files.readAllBytes(file);
        }
        try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
            return in.readAllBytes();
        }
    }
}
