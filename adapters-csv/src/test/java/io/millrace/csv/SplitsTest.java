package io.millrace.csv;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.millrace.core.event.ColumnBatch;
import io.millrace.core.event.DataType;
import io.millrace.core.event.Field;
import io.millrace.core.event.Schema;
import io.millrace.core.port.BadRow;
import io.millrace.core.port.BatchReader;
import io.millrace.core.port.CsvDialect;
import io.millrace.core.port.EventSource;
import io.millrace.core.port.Quarantine;
import io.millrace.core.port.ReadOptions;
import io.millrace.core.port.Split;
import io.millrace.core.run.InputException;
import io.millrace.core.text.RawText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterTry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A file read in splits of any size, in any order, by any number of threads, is what one pass over its bytes makes of it. */
class SplitsTest {
    private static final int[] SIZES = {1, 2, 3, 7, 64, 4096};

    private static final int LARGE = 8000;
    private static final int SHORT = 1 << 10;

    private final List<Path> written = new ArrayList<>();

    @AfterEach
    @AfterTry
    void deleteFiles() throws IOException {
        for (Path file : written) {
            Files.deleteIfExists(file);
        }
        written.clear();
    }

    /** Rows of text and bad rows, each in the order of the file. */
    private record Read(List<List<@Nullable String>> rows, List<PlainRows.Bad> bad, List<String> reasons) {}

    private enum Order {
        FORWARD,
        BACKWARD,
        SHUFFLED,
        PARALLEL
    }

    @Property(tries = 400)
    void readsBrokenFilesLikeOnePass(
            @ForAll("pieces") List<String> pieces, @ForAll @IntRange(min = 1, max = 3) int fields) throws IOException {
        String header = String.join(",", List.of("a", "b", "c").subList(0, fields)) + "\n";
        check(write(header + String.join("", pieces)), fields, CsvDialect.MOST_ROW_BYTES);
    }

    @Property(tries = 200)
    void readsRowsThatAreTooLongLikeOnePass(
            @ForAll("pieces") List<String> pieces, @ForAll @IntRange(min = 1, max = 40) int most) throws IOException {
        check(write("a,b\n" + String.join("", pieces)), 2, most);
    }

    @Property(tries = 60)
    void readsLongRowsAcrossManySplitsLikeOnePass(@ForAll("longPieces") List<String> pieces) throws IOException {
        Path file = write("a,b\n" + String.join("", pieces));
        byte[] bytes = Files.readAllBytes(file);
        PlainRows expected = PlainRows.of(bytes, 4, 2, 5000);
        for (int size : new int[] {64, 4096, 100_000}) {
            for (Order order : Order.values()) {
                Read read = read(file, size, order, 5000);
                assertEquals(expected.rows(), read.rows(), "splits of " + size + ", " + order);
                assertEquals(expected.bad(), read.bad(), "splits of " + size + ", " + order);
            }
        }
    }

    @Provide
    Arbitrary<List<String>> pieces() {
        return Arbitraries.of(
                        "a",
                        "é",
                        ",",
                        "\"",
                        "\"\"",
                        "\n",
                        "\r\n",
                        "\r",
                        "x,y\n",
                        "1,\"2\n3\"\n",
                        "\"a,\"\"b\"",
                        ",\"",
                        "\",",
                        "\"\n",
                        "12345678")
                .list()
                .ofMaxSize(60);
    }

    @Provide
    Arbitrary<List<String>> longPieces() {
        return Arbitraries.of(
                        "1,2\n".repeat(700),
                        "1,\"2\n3\"\n".repeat(300),
                        "x".repeat(3000),
                        "x".repeat(9000),
                        "\"",
                        ",",
                        "\n",
                        "\"" + "y\n".repeat(1500) + "\"",
                        "\r\n")
                .list()
                .ofMaxSize(14);
    }

    @Test
    void readsEveryFileOfTheCorporaLikeOnePass() throws IOException {
        int files = 0;
        for (List<Path> folder : Corpora.folders()) {
            int number = 0;
            for (Path file : folder) {
                if (Files.size(file) > LARGE) {
                    checkLarge(file, number % 20 == 0);
                    files++;
                } else {
                    files += checkCorpusFile(file);
                }
                number++;
            }
        }
        assertEquals(Corpora.WITH_COLUMNS, files);
    }

    /**
     * All of a large file in large splits, and its beginning in all sizes: a longer one of some, and of all where the property
     * {@code millrace.splits.closely} is true. Every split of the whole: {@link EverySplitTest}.
     */
    private void checkLarge(Path file, boolean closely) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        CsvFile described = CsvFile.describe(file, ReadOptions.DEFAULT, 100);
        PlainRows expected = PlainRows.of(
                bytes, (int) described.firstRow(), described.names().size(), CsvDialect.MOST_ROW_BYTES);
        for (int size : new int[] {999, 4096}) {
            Read read = read(file, size, Order.PARALLEL, CsvDialect.MOST_ROW_BYTES);
            assertEquals(expected.rows(), read.rows(), file.toString());
            assertEquals(expected.bad(), read.bad(), file.toString());
        }
        int length = closely || Boolean.getBoolean("millrace.splits.closely") ? LARGE : SHORT;
        checkCorpusFile(write(new String(bytes, 0, length, StandardCharsets.UTF_8)));
    }

    private int checkCorpusFile(Path file) throws IOException {
        List<String> names;
        try {
            names = new CsvFormat()
                    .open(List.of(file), ReadOptions.DEFAULT).files().get(0).columns().stream()
                            .map(column -> column.name())
                            .toList();
        } catch (InputException e) {
            return 0;
        }
        check(file, names.size(), CsvDialect.MOST_ROW_BYTES);
        return 1;
    }

    private void check(Path file, int fields, int most) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        int header;
        try {
            header = (int) CsvFile.describe(file, ReadOptions.DEFAULT, 100).firstRow();
        } catch (InputException e) {
            return;
        }
        if (header > most) {
            return;
        }
        PlainRows expected = PlainRows.of(bytes, header, fields, most);
        Read serial = read(file, 1 << 20, Order.FORWARD, most);
        assertEquals(expected.rows(), serial.rows(), "one split");
        assertEquals(expected.bad(), serial.bad(), "one split");
        for (int size : SIZES) {
            for (Order order : Order.values()) {
                assertEquals(serial, read(file, size, order, most), file + ", splits of " + size + ", " + order);
            }
        }
    }

    private static Read read(Path file, int splitBytes, Order order, int most) {
        ConcurrentLinkedQueue<BadRow> bad = new ConcurrentLinkedQueue<>();
        List<Split> splits = splits(file, splitBytes, most, bad::add);
        assertEquals(
                Files.exists(file) ? file.toFile().length() : 0,
                splits.stream().mapToLong(Split::bytes).sum());
        List<Integer> numbers =
                new ArrayList<>(IntStream.range(0, splits.size()).boxed().toList());
        switch (order) {
            case FORWARD, PARALLEL -> {}
            case BACKWARD -> Collections.reverse(numbers);
            case SHUFFLED -> Collections.shuffle(numbers, new Random(splitBytes));
        }
        Map<Integer, List<List<@Nullable String>>> rows = Collections.synchronizedMap(new TreeMap<>());
        Stream<Integer> stream = order == Order.PARALLEL ? numbers.parallelStream() : numbers.stream();
        stream.forEach(number -> rows.put(number, read(splits.get(number))));
        List<BadRow> sorted =
                bad.stream().sorted(Comparator.comparingLong(BadRow::offset)).toList();
        return new Read(
                rows.values().stream().flatMap(List::stream).toList(),
                sorted.stream().map(SplitsTest::plain).toList(),
                sorted.stream().map(BadRow::reason).toList());
    }

    /** All columns as text. */
    static List<Split> splits(Path file, int splitBytes, int most, Quarantine quarantine) {
        ReadOptions options = ReadOptions.of(Map.of())
                .withCsv(CsvDialect.DEFAULT.withMostRowBytes(most))
                .withQuarantine(quarantine);
        EventSource source = new CsvFormat(splitBytes).open(List.of(file), options);
        List<Field> fields = source.schema().names().stream()
                .map(name -> Field.nullable(name, DataType.TEXT))
                .toList();
        return source.splits(new Schema(fields));
    }

    static PlainRows.Bad plain(BadRow row) {
        String raw = new String(RawText.bytes(row.raw()), StandardCharsets.ISO_8859_1);
        return new PlainRows.Bad(row.line(), row.offset(), raw);
    }

    static List<List<@Nullable String>> read(Split split) {
        List<List<@Nullable String>> rows = new ArrayList<>();
        try (BatchReader reader = split.open(100)) {
            for (ColumnBatch batch = reader.next(); batch != null; batch = reader.next()) {
                for (int row = 0; row < batch.rowCount(); row++) {
                    List<@Nullable String> values = new ArrayList<>();
                    for (int column = 0; column < batch.schema().size(); column++) {
                        values.add(
                                batch.column(column).isNull(row)
                                        ? null
                                        : batch.texts(column).text(row));
                    }
                    rows.add(values);
                }
            }
        }
        return rows;
    }

    private Path write(String text) throws IOException {
        Path file = Files.createTempFile("splits", ".csv");
        written.add(file);
        return Files.writeString(file, text);
    }
}
