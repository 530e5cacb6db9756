package io.millrace.csv;

import com.sun.management.ThreadMXBean;
import io.millrace.core.event.ColumnBatch;
import io.millrace.core.event.DataType;
import io.millrace.core.port.BadRow;
import io.millrace.core.port.EventSource;
import io.millrace.core.port.InputFile;
import io.millrace.core.port.ReadLimits;
import io.millrace.core.port.ReadOptions;
import io.millrace.core.port.Split;
import io.millrace.core.run.InputException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads mutants of CSV files. Each is refused with a message that names the file, where its header is none or what compresses it is
 * damaged; else its good rows and bad lines are those of {@link PlainEvents}: in one thread and in several, with bad rows set aside, and
 * without, where the first of them ends it. In any case soon, and without more memory than a file of its size may take.
 */
final class CsvMutants implements AutoCloseable {
    private static final int SECONDS = 30;
    private static final int ROWS = 60;
    private static final int SPLIT_BYTES = 97;
    private static final List<String> LINE_ENDS = List.of("\n", "\r\n", "\r");

    private final Path folder;
    private final List<byte[]> sound = new ArrayList<>();
    private final Map<String, Integer> outcomes = new TreeMap<>();
    private final ExecutorService worker = Executors.newSingleThreadExecutor();
    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private long mostAllocated;
    private int read;
    private int refused;
    private final Connection duckDb;
    private int compared;

    CsvMutants(Path folder) throws SQLException {
        this.folder = folder;
        duckDb = DriverManager.getConnection("jdbc:duckdb:");
        try (Statement statement = duckDb.createStatement()) {
            statement.execute("set TimeZone = 'UTC'");
            statement.execute("set threads = 1");
        }
        for (String lineEnd : LINE_ENDS) {
            sound.add(text(lineEnd, false).getBytes(StandardCharsets.UTF_8));
            sound.add(("\ufeff" + text(lineEnd, true)).getBytes(StandardCharsets.UTF_8));
        }
        for (byte[] file : sound) {
            require(PlainEvents.of(file).orElseThrow().badLines().isEmpty(), "a sound file has bad lines");
        }
    }

    private static String text(String lineEnd, boolean quoted) {
        StringBuilder text = new StringBuilder("id,k,d,at,note").append(lineEnd);
        for (int i = 0; i < ROWS; i++) {
            text.append(i % 7 == 3 ? "" : Long.toString(i * 1_000_003L - 20_000_000))
                    .append(",a key of some length ")
                    .append(i % 5)
                    .append(',');
            text.append(i % 4 == 0 ? "" : Double.toString(Math.sqrt(i) * 1e3)).append(",2024-10-");
            text.append(10 + i % 20)
                    .append(i % 3 == 0 ? " 12:30:4" + i % 10 : "T01:02:03.25+02:00")
                    .append(',');
            text.append(quoted ? note(i, lineEnd) : "note of some words; as people leave them " + i)
                    .append(lineEnd);
        }
        return text.toString();
    }

    private static String note(int row, String lineEnd) {
        return switch (row % 6) {
            case 0 -> "\"a, \"\"b\"\"\"";
            case 1 -> "\"\"";
            case 2 -> "\"two" + lineEnd + "lines\"";
            case 3 -> "用户-é 😀 and more of the kind";
            case 4 -> "5\" pipe";
            default -> "";
        };
    }

    /**
     * A mutant.
     *
     * @param file what stands in it
     * @param texts what it may hold as text; none where it is text that begins as a compressed file does
     * @param lineEnd of the sound text
     */
    private record Mutant(byte[] file, List<byte[]> texts, String lineEnd) {
        boolean hasOneLineEnd() {
            String text = new String(texts.get(0), StandardCharsets.ISO_8859_1).replace(lineEnd, "");
            return !lineEnd.equals("\r") && text.indexOf('\r') < 0 && text.indexOf('\n') < 0;
        }
    }

    private Mutant mutant(long seed, int number) throws IOException {
        Random random = new Random(seed * 1_000_003 + number);
        CsvMutation mutation = new CsvMutation(random);
        byte[] text = sound.get(number % sound.size());
        String lineEnd = LINE_ENDS.get(number % sound.size() / 2);
        int kind = random.nextInt(10);
        if (kind < 6) {
            byte[] changed = mutation.ofText(text);
            boolean packed = Encoding.Compression.of(changed) != Encoding.Compression.NONE;
            return new Mutant(changed, packed ? List.of() : List.of(changed), lineEnd);
        }
        Packing packing = Packing.values()[kind % 2];
        if (kind < 8) {
            byte[] changed = mutation.ofText(text);
            return new Mutant(inParts(packing, changed, random), List.of(changed), lineEnd);
        }
        int cut = random.nextInt(text.length);
        byte[] first = packing.pack(Arrays.copyOf(text, cut), new byte[0], 0);
        byte[] second = packing.pack(Arrays.copyOfRange(text, cut, text.length), new byte[0], 0);
        byte[] changed = mutation.ofPacked(HostileCsvTest.concatenated(first, second));
        // the checksums let nothing else through; a file that no longer begins as one that is compressed is text
        List<byte[]> texts = new ArrayList<>(List.of(text, Arrays.copyOf(text, cut), changed));
        return new Mutant(changed, texts, lineEnd);
    }

    private static byte[] inParts(Packing packing, byte[] text, Random random) throws IOException {
        int cut = random.nextInt(text.length + 1);
        return HostileCsvTest.concatenated(
                packing.pack(Arrays.copyOf(text, cut), new byte[0], 0),
                packing.pack(Arrays.copyOfRange(text, cut, text.length), new byte[0], 0));
    }

    /**
     * @throws AssertionError where something else happens than what may
     */
    void run(long seed, int from, int to) throws IOException {
        for (int number = from; number < to; number++) {
            String name = "mutant " + number + " of seed " + seed;
            Mutant mutant = mutant(seed, number);
            Path file = Files.write(folder.resolve("mutant.csv"), mutant.file());
            try {
                String outcome = worker.submit(() -> outcome(file, mutant)).get(SECONDS, TimeUnit.SECONDS);
                outcomes.merge(outcome, 1, Integer::sum);
            } catch (TimeoutException e) {
                throw new AssertionError(name + " is not read after " + SECONDS + " seconds", e);
            } catch (InterruptedException | ExecutionException e) {
                throw new AssertionError(name + ": " + e.getMessage(), e);
            }
        }
    }

    /** What was read: rows in the order of the file, and the lines of those that were set aside. */
    private record Read(List<List<@Nullable Object>> rows, TreeSet<Long> badLines) {}

    private String outcome(Path file, Mutant mutant) throws IOException {
        long limit = ReadLimits.DEFAULT.memory(Files.size(file));
        long before = threads.getCurrentThreadAllocatedBytes();
        Read serial = null;
        String message = "";
        try {
            serial = read(file, 1 << 20, false);
        } catch (InputException e) {
            message = message(file, e);
        }
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        mostAllocated = Math.max(mostAllocated, allocated);
        require(allocated <= limit, allocated + " bytes were allocated, and the limit is " + limit + "; " + message);
        if (serial == null) {
            refused++;
            return "refused:" + requireRefused(file, mutant, message);
        }
        read++;
        requireEvents(mutant, serial);
        require(serial.equals(read(file, SPLIT_BYTES, true)), "several threads read something else");
        requireFirstBadRow(file, serial);
        return (serial.badLines.isEmpty() ? "read, no row is bad" : "read, but for bad rows")
                + byDuckDb(file, mutant, serial);
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise);
        }
    }

    private static String message(Path file, InputException e) {
        String message = String.valueOf(e.getMessage());
        require(message.startsWith(file.toString()), message);
        require(message.lines().count() <= 4 && !message.contains("Exception"), message);
        return message;
    }

    private static ReadOptions options() {
        Map<String, DataType> declared = new LinkedHashMap<>();
        PlainEvents.COLUMNS.fields().forEach(field -> declared.put(field.name(), field.type()));
        return ReadOptions.of(declared);
    }

    private static Read read(Path file, int splitBytes, boolean parallel) {
        ConcurrentLinkedQueue<BadRow> bad = new ConcurrentLinkedQueue<>();
        EventSource source =
                new CsvFormat(splitBytes).open(List.of(file), options().withQuarantine(bad::add));
        List<Split> splits = source.splits(PlainEvents.COLUMNS);
        Map<Integer, List<List<@Nullable Object>>> rows = new TreeMap<>();
        IntStream numbers = IntStream.range(0, splits.size());
        (parallel ? numbers.parallel() : numbers).forEach(number -> {
            List<List<@Nullable Object>> those =
                    Tables.read(splits.get(number), parallel ? 7 : ColumnBatch.MAX_ROWS / 64);
            synchronized (rows) {
                rows.put(number, those);
            }
        });
        TreeSet<Long> lines = new TreeSet<>();
        bad.stream().sorted(Comparator.comparingLong(BadRow::line)).forEach(row -> lines.add(row.line()));
        require(lines.size() == bad.size(), "a line is bad twice");
        return new Read(rows.values().stream().flatMap(List::stream).toList(), lines);
    }

    /** A mutant is refused only where its header is none, or what compresses it is damaged. */
    private static String requireRefused(Path file, Mutant mutant, String message) throws IOException {
        boolean damaged =
                message.startsWith(file + " is damaged: ") || message.startsWith(file + " asks for too much: ");
        boolean packed = Encoding.of(file, StandardCharsets.UTF_8).compression() != Encoding.Compression.NONE;
        boolean sound = mutant.texts().size() == 1;
        require(!damaged || packed && !sound, "it is not damaged: " + message);
        if (!damaged) {
            require(
                    mutant.texts().stream()
                            .anyMatch(text -> PlainEvents.of(text).isEmpty()),
                    "its header is one: " + message);
        }
        return kind(file, message);
    }

    private void requireEvents(Mutant mutant, Read actual) {
        String difference = "";
        for (byte[] text : mutant.texts()) {
            Optional<PlainEvents> expected = PlainEvents.of(text);
            if (expected.isPresent()) {
                difference = difference(expected.get(), actual);
                if (difference.isEmpty()) {
                    return;
                }
            }
        }
        throw new AssertionError(difference.isEmpty() ? "it has no header, and was read" : difference);
    }

    private static String difference(PlainEvents expected, Read actual) {
        if (!expected.badLines().equals(actual.badLines)) {
            return "the bad lines are " + expected.badLines() + ", and not " + actual.badLines;
        }
        for (int i = 0; i < Math.max(expected.rows().size(), actual.rows.size()); i++) {
            boolean both = i < expected.rows().size() && i < actual.rows.size();
            if (!both || !expected.rows().get(i).equals(actual.rows.get(i))) {
                return "row " + i + " is " + (i < actual.rows.size() ? actual.rows.get(i) : "none") + ", and not "
                        + (i < expected.rows().size() ? expected.rows().get(i) : "none");
            }
        }
        return "";
    }

    /** Without quarantine the first bad line ends it, in any order of splits. */
    private static void requireFirstBadRow(Path file, Read serial) {
        for (int splitBytes : new int[] {SPLIT_BYTES, 1 << 20}) {
            String message = "";
            try {
                Tables.read(new CsvFormat(splitBytes).open(List.of(file), options()), PlainEvents.COLUMNS, 7);
            } catch (InputException e) {
                message = message(file, e);
            }
            String start = serial.badLines.isEmpty() ? "" : file + ", line " + serial.badLines.first() + ",";
            require(
                    serial.badLines.isEmpty()
                            ? message.isEmpty()
                            : (message + ",").replace(": ", ",").startsWith(start),
                    "the first bad line is " + start + " and the message is " + message);
        }
    }

    /** The rows as DuckDB reads them, where it reads the file; of line ends it wants one kind, and not CR. */
    private String byDuckDb(Path file, Mutant mutant, Read serial) throws IOException {
        if (!serial.badLines.isEmpty()) {
            return "";
        }
        if (!mutant.hasOneLineEnd()) {
            return ", not given to DuckDB";
        }
        String compression =
                Encoding.of(file, StandardCharsets.UTF_8).compression().name().toLowerCase(Locale.ROOT);
        List<String> names = new CsvFormat()
                .open(List.of(file), options()).files().get(0).columns().stream()
                        .map(InputFile.FileColumn::name)
                        .toList();
        List<List<@Nullable Object>> expected;
        try {
            expected = DuckDb.query(duckDb, DuckDb.events(file, compression, names));
        } catch (SQLException e) {
            return ", refused by DuckDB";
        }
        if (!expected.equals(serial.rows)) {
            throw new AssertionError("DuckDB reads " + expected + ", and not " + serial.rows);
        }
        compared++;
        return ", as DuckDB reads it";
    }

    private static String kind(Path file, String message) {
        String first = message.replace(file.toString(), "").lines().findFirst().orElse("");
        return first.replaceAll("there are .*", "there are others")
                .replaceAll("both named .*", "both named the same")
                .replaceAll("column [^,]*, which", "column C, which")
                .replaceAll("[0-9]+", "N");
    }

    int readCount() {
        return read;
    }

    int refusedCount() {
        return refused;
    }

    int comparedCount() {
        return compared;
    }

    /** What came of the mutants, most frequent first. */
    String report() {
        StringBuilder text = new StringBuilder();
        outcomes.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .forEach(entry -> text.append(String.format("%8d  %s%n", entry.getValue(), entry.getKey())));
        return text.append(String.format("%8d  bytes were allocated at most%n", mostAllocated))
                .toString();
    }

    @Override
    public void close() throws SQLException {
        worker.shutdownNow();
        duckDb.close();
    }
}
