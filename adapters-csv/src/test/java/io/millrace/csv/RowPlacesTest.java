package io.millrace.csv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.luben.zstd.Zstd;
import io.millrace.core.event.ColumnBatch;
import io.millrace.core.port.BatchReader;
import io.millrace.core.port.CsvDialect;
import io.millrace.core.port.EventSource;
import io.millrace.core.port.ReadOptions;
import io.millrace.core.port.RowPlace;
import io.millrace.core.port.Split;
import io.millrace.core.text.RawText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where rows stand is where plain loops over the file's bytes find them, however it is cut, compressed and encoded. */
class RowPlacesTest {
    private static final String HEADER = "a,b,c\r\n";

    @TempDir
    Path folder;

    /** Rows and broken rows, with quoted line ends, of some hundred kilobytes: larger than a block. */
    private static String text(int seed) {
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder(HEADER);
        while (text.length() < 300_000) {
            String value = List.of("x", "", "é ü", "\"1\r\n2\n\n3\"", "\"a,\"\"b\"", "z".repeat(random.nextInt(90)))
                    .get(random.nextInt(6));
            text.append(random.nextInt(1000)).append(',').append(value);
            text.append(random.nextInt(40) == 0 ? "" : random.nextInt(70) == 0 ? ",\"q\"q" : ",end");
            text.append(List.of("\n", "\r\n", "\r", "\n\n").get(random.nextInt(4)));
        }
        return text.append("9,")
                .append("long ".repeat(30_000))
                .append(",end\n1,2,3")
                .toString();
    }

    @Test
    void areThoseOfPlainLoops() throws IOException {
        for (int seed = 0; seed < 3; seed++) {
            byte[] utf8 = text(seed).getBytes(StandardCharsets.UTF_8);
            List<RowPlace> expected = expected(utf8);
            assertTrue(expected.size() > 3000, expected.size() + " rows");
            for (int batchRows : new int[] {1, 60, 10_000}) {
                check(expected, "plain.csv", utf8, "UTF-8", batchRows);
                check(expected, "some.csv.gz", gzip(utf8), "UTF-8", batchRows);
                check(expected, "some.csv.zst", Zstd.compress(utf8), "UTF-8", batchRows);
                for (String charset : List.of("UTF-16", "UTF-16LE", "ISO-8859-1")) {
                    byte[] encoded = text(seed).getBytes(Charset.forName(charset));
                    check(expected, "encoded.csv", encoded, charset, batchRows);
                    check(expected, "encoded.csv.gz", gzip(encoded), charset, batchRows);
                }
            }
        }
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream stream = new GZIPOutputStream(packed)) {
            stream.write(bytes);
        }
        return packed.toByteArray();
    }

    private static List<RowPlace> expected(byte[] utf8) {
        PlainRows rows = PlainRows.of(utf8, HEADER.length(), 3, CsvDialect.MOST_ROW_BYTES);
        String bytes = new String(utf8, StandardCharsets.ISO_8859_1);
        List<RowPlace> places = new ArrayList<>();
        long line = 1;
        int counted = 0;
        for (PlainRows.Span span : rows.spans()) {
            line += PlainRows.line(bytes.substring(counted, span.from()), span.from() - counted) - 1;
            counted = span.from();
            int to = Math.min(span.to(), span.from() + (1 << 16));
            places.add(new RowPlace(line, span.from(), RawText.of(utf8, span.from(), to), ""));
        }
        return places;
    }

    private void check(List<RowPlace> expected, String name, byte[] bytes, String charset, int batchRows)
            throws IOException {
        Path file = Files.write(folder.resolve(name), bytes);
        ReadOptions options = ReadOptions.of(Map.of())
                .withCsv(CsvDialect.DEFAULT.withCharset(Charset.forName(charset)))
                .withQuarantine(row -> {});
        for (int splitBytes : new int[] {500, 70_000}) {
            EventSource source = new CsvFormat(splitBytes).open(List.of(file), options);
            List<RowPlace> found = new ArrayList<>();
            for (Split split : source.splits(source.schema())) {
                read(split, batchRows, found);
            }
            assertEquals(expected, found, name + " as " + charset);
        }
    }

    private static void read(Split split, int batchRows, List<RowPlace> found) {
        try (BatchReader reader = split.open(batchRows)) {
            reader.keepPlaces();
            for (ColumnBatch batch = reader.next(); batch != null; batch = reader.next()) {
                // backwards, as any order may be asked for
                RowPlace[] places = new RowPlace[batch.rowCount()];
                for (int row = batch.rowCount() - 1; row >= 0; row--) {
                    RowPlace place = reader.place(row, List.of(1));
                    places[row] = new RowPlace(place.line(), place.offset(), place.raw(), "");
                }
                found.addAll(List.of(places));
            }
        }
    }

    @Test
    void showTheFirstColumnInQuestion() throws IOException {
        Path file = Files.writeString(folder.resolve("shown.csv"), "a,b,c\n1,\"two\nlines\",é\n");
        EventSource source = new CsvFormat().open(List.of(file), ReadOptions.of(Map.of()));
        Split split = source.splits(source.schema().select(List.of("c", "b"))).get(0);
        try (BatchReader reader = split.open(10)) {
            assertEquals(RowPlace.UNKNOWN, reader.place(0, List.of()));
            reader.keepPlaces();
            reader.next();
            String row = "  1,\"two\\nlines\",é\n";
            assertEquals(row + "  ^", reader.place(0, List.of()).shown());
            assertEquals(row + " ".repeat(5) + "^", reader.place(0, List.of(1)).shown());
            assertEquals(row + " ".repeat(17) + "^", reader.place(0, List.of(0)).shown());
            assertEquals(
                    row + " ".repeat(5) + "^", reader.place(0, List.of(0, 1)).shown());
        }
    }
}
