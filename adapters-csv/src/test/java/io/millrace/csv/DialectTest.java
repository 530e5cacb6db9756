package io.millrace.csv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.luben.zstd.ZstdOutputStream;
import io.millrace.core.event.DataType;
import io.millrace.core.number.TimeFormat;
import io.millrace.core.port.BadRow;
import io.millrace.core.port.BatchReader;
import io.millrace.core.port.CsvDialect;
import io.millrace.core.port.EventSource;
import io.millrace.core.port.ReadOptions;
import io.millrace.core.port.Split;
import io.millrace.core.run.InputException;
import io.millrace.core.run.ResourceException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What CSV files may do otherwise than RFC 4180, and how they may be packed. */
class DialectTest {
    @TempDir
    Path folder;

    private static final CsvDialect USUAL = CsvDialect.DEFAULT;

    private Path write(byte[] bytes) throws IOException {
        return Files.write(Files.createTempFile(folder, "d", ".csv"), bytes);
    }

    private List<List<@Nullable Object>> read(String text, CsvDialect dialect, Map<String, DataType> declared)
            throws IOException {
        return read(write(text.getBytes(StandardCharsets.UTF_8)), dialect, declared);
    }

    private static List<List<@Nullable Object>> read(Path file, CsvDialect dialect, Map<String, DataType> declared) {
        EventSource source =
                new CsvFormat(7).open(List.of(file), ReadOptions.of(declared).withCsv(dialect));
        return Tables.read(source, source.schema(), 3);
    }

    private static List<@Nullable Object> row(@Nullable Object... cells) {
        return Arrays.asList(cells);
    }

    @ParameterizedTest
    @ValueSource(chars = {'\t', ';', '|', '\u0001', ' ', 'x'})
    void takesAnyDelimiter(char delimiter) throws IOException {
        String text = "a,b\n1,\"p,q\"\n,2\n".replace(',', delimiter);
        assertEquals(
                List.of(row("1", "p" + delimiter + "q"), row(null, "2")),
                read(text, USUAL.withDelimiter(delimiter), Map.of()));
    }

    @Test
    void takesOtherQuotesAndNone() throws IOException {
        assertEquals(
                List.of(row("1", "x,'\n")), read("a,b\n1,'x,''\n'\n", USUAL.withQuote(Optional.of('\'')), Map.of()));
        assertEquals(
                List.of(row("1", "\"x"), row("\"", "2\"")),
                read("a,b\n1,\"x\n\",2\"\n", USUAL.withQuote(Optional.empty()), Map.of()));
    }

    @Test
    void takesAnEscapeWithinQuotes() throws IOException {
        assertEquals(
                List.of(row("\\1", "say \"hi\" \\ \"x\" \\"), row("p\\", "q\"r")),
                read(
                        "a,b\n\\1,\"say \\\"hi\\\" \\\\ \"\"x\"\" \\\\\"\np\\,\"q\\\"r\"\n",
                        USUAL.withEscape('\\'),
                        Map.of()));
    }

    @Test
    void leavesCommentsOut() throws IOException {
        assertEquals(
                List.of(row("1", "#2"), row("3", "4")),
                read("# \"x\na,b\n#,\n1,#2\n# c,\"\r\n\r\n3,4\n#", USUAL.withComment('#'), Map.of()));
    }

    @Test
    void namesColumnsWhereThereIsNoHeader() throws IOException {
        Map<String, DataType> declared = new LinkedHashMap<>();
        declared.put("z", DataType.INT64);
        declared.put("a", DataType.TEXT);
        assertEquals(List.of(row(1L, "x"), row(2L, null)), read("\uFEFF1,x\n2,\n", USUAL.withoutHeader(), declared));
        var problem = assertThrows(InputException.class, () -> read("1,x\n", USUAL.withoutHeader(), Map.of()));
        assertTrue(problem.getMessage().contains("--column NAME=TYPE"), problem.getMessage());
        var count = assertThrows(InputException.class, () -> read("1,x,y\n", USUAL.withoutHeader(), declared));
        assertTrue(
                count.getMessage().contains("line 1: 3 fields where the number of columns is 2"), count.getMessage());
    }

    @Test
    void takesNullWordsThatAreNotQuoted() throws IOException {
        Map<String, DataType> declared = Map.of("n", DataType.INT64, "x", DataType.FLOAT64, "t", DataType.TIMESTAMP);
        assertEquals(
                List.of(row(null, null, null, "NULL"), row(1L, 0.5, null, null), row(null, null, null, "null")),
                read(
                        "n,x,t,s\nNULL,\\N,-,\"NULL\"\n1,0.5,,NULL\n-,NULL,NULL,null\n",
                        USUAL.withNullWords(List.of("NULL", "\\N", "-")),
                        declared));
    }

    @Test
    void takesTimesInTheFormatsThatAreNamed() throws IOException {
        CsvDialect dialect =
                USUAL.withTimeFormats(List.of(TimeFormat.of("epoch-ms"), TimeFormat.of("M/d/yyyy h:mm:ss a")));
        long time = 1_730_332_800_000_000L;
        assertEquals(
                List.of(row(time), row(time), row(time), row(time)),
                read(
                        "t\n1730332800000\n10/31/2024 12:00:00 AM\n2024-10-31T00:00:00.000000\n2024-10-31T02:00:00+02:00\n",
                        dialect,
                        Map.of("t", DataType.TIMESTAMP)));
        var problem = assertThrows(
                InputException.class, () -> read("t\n31.10.2024\n", dialect, Map.of("t", DataType.TIMESTAMP)));
        assertTrue(
                problem.getMessage().contains("nor one written epoch-ms or M/d/yyyy h:mm:ss a"), problem.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"iso-8859-1", "windows-1252", "utf-16", "utf-16le", "utf-16be"})
    void takesOtherCharsets(String name) throws IOException {
        StringBuilder text = new StringBuilder("größe,b\n");
        List<List<@Nullable Object>> expected = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            text.append(i).append(",\"ü\ný\"\r\n");
            expected.add(row(Integer.toString(i), "ü\ný"));
        }
        Path file = write(text.toString().getBytes(Charset.forName(name)));
        assertEquals(expected, read(file, USUAL.withCharset(Charset.forName(name)), Map.of()));
    }

    @Test
    void refusesWhatIsNoTextInItsCharset() throws IOException {
        byte[] text = "a,b\n1,x\n2,\ud83d\ude00\n".getBytes(StandardCharsets.UTF_16LE);
        // half of a pair of surrogates
        byte[] broken = Arrays.copyOf(text, text.length);
        broken[text.length - 4] = 'y';
        broken[text.length - 3] = 0;
        assertEquals(
                2,
                read(write(text), USUAL.withCharset(StandardCharsets.UTF_16LE), Map.of())
                        .size());
        var problem = assertThrows(
                InputException.class,
                () -> read(write(broken), USUAL.withCharset(StandardCharsets.UTF_16LE), Map.of()));
        assertTrue(problem.getMessage().contains("line 3, column b"), problem.getMessage());
        assertTrue(problem.getMessage().contains("not UTF-8 text"), problem.getMessage());
        var marked = assertThrows(
                InputException.class, () -> read(write("a\n1\n".getBytes(StandardCharsets.UTF_16)), USUAL, Map.of()));
        assertTrue(marked.getMessage().contains("--charset utf-16"), marked.getMessage());
    }

    @Test
    void readsCompressedFilesOfSeveralParts() throws IOException {
        ByteArrayOutputStream gzip = new ByteArrayOutputStream();
        ByteArrayOutputStream zstd = new ByteArrayOutputStream();
        List<List<@Nullable Object>> expected = new ArrayList<>();
        for (int part = 0; part < 3; part++) {
            StringBuilder text = new StringBuilder(part == 0 ? "a,b\n" : "");
            for (int i = 0; i < 30_000; i++) {
                text.append(i).append(",\"p\nq").append(part).append("\"\n");
                expected.add(row(Integer.toString(i), "p\nq" + part));
            }
            byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
            try (OutputStream out = new GZIPOutputStream(gzip)) {
                out.write(bytes);
            }
            try (OutputStream out = new ZstdOutputStream(zstd)) {
                out.write(bytes);
            }
        }
        for (byte[] packed : List.of(gzip.toByteArray(), zstd.toByteArray())) {
            Path file = write(packed);
            EventSource source = new CsvFormat().open(List.of(file), ReadOptions.DEFAULT);
            assertEquals(expected, Tables.read(source, source.schema(), 65_536));
            Split split = source.splits(source.schema()).get(0);
            try (BatchReader reader = split.open(1000)) {
                while (reader.next() != null) {
                    assertTrue(reader.bytesRead() <= packed.length);
                }
                assertEquals(packed.length, reader.bytesRead());
            }
            Path cut = write(Arrays.copyOf(packed, packed.length - 5));
            var problem = assertThrows(InputException.class, () -> read(cut, USUAL, Map.of()));
            assertTrue(problem.getMessage().startsWith(cut + " is damaged: the "), problem.getMessage());
            assertTrue(problem.getMessage().endsWith("the file is cut off, as it has no end"), problem.getMessage());
        }
    }

    @Test
    void tellsLinesOfCompressedFiles() throws IOException {
        StringBuilder text = new StringBuilder("a,b\n");
        for (int i = 0; i < 100_000; i++) {
            text.append(i % 1000 == 999 ? "bad\n" : i + ",\"x\ny\"\n");
        }
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(packed)) {
            out.write(text.toString().getBytes(StandardCharsets.UTF_8));
        }
        List<Long> lines = new ArrayList<>();
        List<BadRow> bad = new ArrayList<>();
        EventSource source = new CsvFormat()
                .open(List.of(write(packed.toByteArray())), ReadOptions.DEFAULT.withQuarantine(bad::add));
        assertEquals(99_900, Tables.read(source, source.schema(), 5000).size());
        bad.forEach(row -> lines.add(row.line()));
        List<Long> expected = new ArrayList<>();
        for (long i = 0; i < 100; i++) {
            // the header, and of each thousand rows all but the last have two lines
            expected.add(1 + (i + 1) * 1998 + i + 1);
        }
        assertEquals(expected, lines);
    }

    @Test
    void writesNoCompressedFile() {
        var problem = assertThrows(ResourceException.class, () -> new CsvFormat().create(folder.resolve("m.csv.gz")));
        assertTrue(problem.getMessage().contains("end the name with .csv"), problem.getMessage());
    }

    @Test
    void refusesDialectsThatReadTwoWays() {
        assertThrows(IllegalArgumentException.class, () -> USUAL.withDelimiter('"'));
        assertThrows(IllegalArgumentException.class, () -> USUAL.withDelimiter('\n'));
        assertThrows(IllegalArgumentException.class, () -> USUAL.withDelimiter('é'));
        assertThrows(IllegalArgumentException.class, () -> USUAL.withComment(','));
        assertThrows(IllegalArgumentException.class, () -> USUAL.withMostRowBytes(0));
    }
}
