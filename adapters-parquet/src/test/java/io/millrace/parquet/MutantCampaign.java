package io.millrace.parquet;

import com.sun.management.ThreadMXBean;
import io.millrace.core.event.ColumnBatch;
import io.millrace.core.event.DataType;
import io.millrace.core.event.Field;
import io.millrace.core.event.Schema;
import io.millrace.core.port.BatchReader;
import io.millrace.core.port.EventSource;
import io.millrace.core.port.ReadLimits;
import io.millrace.core.port.ReadOptions.Reader;
import io.millrace.core.port.Split;
import io.millrace.core.run.InputException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Reads mutants of Parquet files with the page reader. Each is refused with a message that names the file, or read as DuckDB reads
 * it; in either case soon, and without more memory than a file of its size may take.
 */
final class MutantCampaign implements AutoCloseable {
    private static final int SECONDS = 30;
    private static final int MOST_ROWS = 100_000;
    private static final String QUERY = """
            select i, case when i % 3 > 0 then i % 7 end as few, hash(i)::ubigint % 1000000007 as far, i % 2 = 0 as b,
              case when i % 5 > 0 then sqrt(i) end as d, (i % 9)::float as f, make_timestamp(i * 1000000007) as at,
              'k' || i % 10 as words, case when i % 4 > 0 then 'unique ' || hash(i) end as text,
              md5(i::varchar)::uuid as uuid, (i * 1.01)::decimal(7, 2) as price
            from range(300) t(i)
            """;
    private static final List<String> OPTIONS = List.of(
            "codec 'uncompressed', parquet_version V1",
            "codec 'snappy', parquet_version V1, dictionary_size_limit 1",
            "codec 'uncompressed', parquet_version V2, dictionary_size_limit 1",
            "codec 'snappy', parquet_version V2",
            "codec 'zstd', parquet_version V2, dictionary_size_limit 1",
            "codec 'gzip', parquet_version V1",
            "codec 'lz4_raw', parquet_version V1");

    private final Path folder;
    private final List<byte[]> sound = new ArrayList<>();
    private final Map<String, Integer> outcomes = new TreeMap<>();
    private final ExecutorService worker = Executors.newSingleThreadExecutor();
    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final Connection duckDb;
    private long mostAllocated;
    private int read;
    private int compared;
    private int ranged;

    MutantCampaign(Path folder) throws IOException, SQLException {
        this.folder = folder;
        Path file = folder.resolve("sound.parquet");
        for (String options : OPTIONS) {
            DuckDb.write(file, QUERY, ", " + options + ", row_group_size 2048");
            sound.add(Files.readAllBytes(file));
        }
        writeChecked(file);
        sound.add(Files.readAllBytes(file));
        for (int i = 0; i < sound.size(); i++) {
            Files.write(folder.resolve("sound-" + i + ".parquet"), sound.get(i));
        }
        duckDb = DriverManager.getConnection("jdbc:duckdb:");
        try (Statement statement = duckDb.createStatement()) {
            statement.execute("set TimeZone = 'UTC'");
            statement.execute("set enable_external_file_cache = false");
            statement.execute("set threads = 1");
        }
    }

    /** A file whose pages have checksums. */
    static void writeChecked(Path file) throws IOException {
        Schema schema = Schema.of(
                Field.required("id", DataType.INT64),
                Field.nullable("d", DataType.FLOAT64),
                Field.nullable("k", DataType.TEXT));
        List<List<Object>> rows = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            rows.add(Arrays.asList((long) i * i, i % 3 == 0 ? null : (Object) (i / 7.0), "k" + i % 5));
        }
        Rows.write(file, schema, rows, 250);
    }

    /** The mutant of that number. */
    byte[] mutant(long seed, int number) {
        Random random = new Random(seed * 1_000_003 + number);
        return Mutation.of(sound.get(number % sound.size()), random);
    }

    /**
     * @throws AssertionError where something else happens than what may
     */
    void run(long seed, int from, int to) throws IOException {
        for (int number = from; number < to; number++) {
            Path file = folder.resolve("mutant.parquet");
            Files.write(file, mutant(seed, number));
            try {
                Path original = folder.resolve("sound-" + number % sound.size() + ".parquet");
                String outcome = worker.submit(() -> outcome(file, original)).get(SECONDS, TimeUnit.SECONDS);
                outcomes.merge(outcome, 1, Integer::sum);
            } catch (TimeoutException e) {
                throw new AssertionError(name(seed, number) + " is not read after " + SECONDS + " seconds", e);
            } catch (InterruptedException | ExecutionException e) {
                throw new AssertionError(name(seed, number), e);
            }
        }
    }

    private static String name(long seed, int number) {
        return "mutant " + number + " of seed " + seed;
    }

    private String outcome(Path file, Path original) throws IOException {
        long limit = ReadLimits.DEFAULT.memory(Files.size(file));
        long before = threads.getCurrentThreadAllocatedBytes();
        String message = null;
        long rows = 0;
        try {
            rows = rows(file);
        } catch (InputException e) {
            message = String.valueOf(e.getMessage());
        }
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        mostAllocated = Math.max(mostAllocated, allocated);
        if (allocated > limit) {
            throw new AssertionError(allocated + " bytes were allocated, and the limit is " + limit + "; " + message);
        }
        if (message != null) {
            return "refused: " + kind(file, message);
        }
        read++;
        return rows > MOST_ROWS ? "read, too long to compare" : compared(file, original);
    }

    private static long rows(Path file) {
        EventSource source = Rows.open(Reader.PAGE, file);
        long rows = 0;
        for (Split split : source.splits(source.schema())) {
            try (BatchReader reader = split.open(4096)) {
                for (ColumnBatch batch = reader.next(); batch != null; batch = reader.next()) {
                    rows += batch.rowCount();
                }
            }
        }
        return rows;
    }

    private static String kind(Path file, String message) {
        if (!message.startsWith(file.toString())) {
            throw new AssertionError("the message does not begin with the file: " + message);
        }
        return message.substring(file.toString().length())
                .replaceAll("column [^,]*, page", "column C, page")
                .replaceAll("the column .* is (encoded|compressed)", "the column C is $1")
                .replaceAll("(?<![A-Z_0-9])-?[0-9a-f]*[0-9][0-9a-f]*\\b", "N")
                .lines()
                .findFirst()
                .orElse("");
    }

    /** Equal to what DuckDB reads, where that reads it. */
    private String compared(Path file, Path original) {
        EventSource source = Rows.open(Reader.PAGE, file);
        Schema schema = source.schema();
        if (schema.size() == 0) {
            return "read, no column is left";
        }
        List<List<Object>> expected;
        try {
            expected = DuckDb.query(duckDb, Rows.query(schema, file));
        } catch (SQLException e) {
            return "read, refused by DuckDB: "
                    + String.valueOf(e.getMessage())
                            .lines()
                            .findFirst()
                            .orElse("")
                            .replaceAll("[0-9]+", "N")
                            .replaceAll("\"[^\"]*\"", "Q");
        }
        List<List<Object>> rows = Rows.read(source, schema, ColumnBatch.MAX_ROWS);
        for (int i = 0; i < Math.max(rows.size(), expected.size()); i++) {
            if (i >= rows.size() || i >= expected.size() || !rows.get(i).equals(expected.get(i))) {
                throw new AssertionError("row " + i + " of " + rows.size() + " is "
                        + (i < rows.size() ? rows.get(i) : "none") + ", and DuckDB's of " + expected.size() + " is "
                        + (i < expected.size() ? expected.get(i) : "none"));
            }
        }
        compared++;
        RangeCheck.Outcome ranges = RangeCheck.of(file, original);
        ranged += ranges == RangeCheck.Outcome.HOLDS ? 1 : 0;
        return "read as DuckDB does"
                + switch (ranges) {
                    case HOLDS -> ", the same without pruning";
                    case NOTHING_TO_SKIP_BY -> ", nothing can be pruned";
                    case NO_LONGER_FITS -> ", its statistics no longer fit its values";
                };
    }

    int readCount() {
        return read;
    }

    /** How many hold what the statistics say that row groups would be skipped by. */
    int rangedCount() {
        return ranged;
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
