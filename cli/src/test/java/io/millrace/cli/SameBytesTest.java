package io.millrace.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Neither threads, nor the order of files, nor the size of batches, nor memory, nor the reader changes a byte. */
final class SameBytesTest {
    @TempDir
    static Path events;

    @TempDir
    Path folder;

    @BeforeAll
    static void simulate() {
        InProcess.done(
                "generate",
                events.toString(),
                "--subscribers",
                "1500",
                "--days",
                "12",
                "--seed",
                "9",
                "--order",
                "time",
                "--independent",
                "--quiet");
    }

    private static List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(events)) {
            return files.map(Path::toString)
                    .filter(name -> name.endsWith(".parquet"))
                    .sorted()
                    .toList();
        }
    }

    private byte[] build(String name, List<String> inputs, String threads, String batchRows) throws IOException {
        return build(name, inputs, threads, batchRows, List.of("--window", "12d"));
    }

    private byte[] build(String name, List<String> inputs, String threads, String batchRows, List<String> more)
            throws IOException {
        Path matrix = folder.resolve(name);
        List<String> arguments = new ArrayList<>(List.of("build"));
        arguments.addAll(inputs);
        arguments.addAll(List.of("--features", "streamflow-churn", "--as-of", "2024-10-13"));
        arguments.addAll(List.of("--roster", events.resolve("roster.csv").toString()));
        arguments.addAll(more);
        arguments.addAll(List.of("--threads", threads, "--batch-rows", batchRows, "--out", matrix.toString()));
        String told = InProcess.done(arguments.toArray(String[]::new));
        assertTrue(told.contains(" took "), told);
        return Files.readAllBytes(matrix);
    }

    @Test
    void writesTheSameBytesInEveryFormat() throws IOException {
        List<String> backwards = new ArrayList<>(files());
        Collections.reverse(backwards);
        List<String> folderItself = List.of(events.toString());
        for (String ending : List.of("parquet", "csv", "arrow")) {
            byte[] first = build("first." + ending, files(), "1", "65536");

            assertArrayEquals(first, build("threads." + ending, folderItself, "8", "65536"));
            assertArrayEquals(first, build("batches." + ending, files(), "3", "1000"));
            assertArrayEquals(first, build("backwards." + ending, backwards, "8", "1000"));
        }
    }

    @Test
    void writesTheSameBytesWithEveryReaderAndWithoutPruning() throws IOException {
        List<String> folderItself = List.of(events.toString());
        for (List<String> when : List.of(List.of("--window", "3d"), List.of("--window", "12d"))) {
            byte[] first = build("first.csv", folderItself, "2", "65536", when);
            String counts = rows("first.csv");
            for (List<String> how : List.of(
                    List.of("--no-pruning"),
                    List.of("--reader", "page"),
                    List.of("--reader", "arrow"),
                    List.of("--reader", "arrow", "--no-pruning"))) {
                List<String> all = new ArrayList<>(when);
                all.addAll(how);
                assertArrayEquals(first, build("other.csv", folderItself, "3", "1000", all), all.toString());
                assertEquals(counts, rows("other.csv"), all.toString());
            }
        }
    }

    /** The fates of all rows, by file, as the record tells them. */
    private String rows(String matrix) throws IOException {
        JsonNode record =
                new ObjectMapper().readTree(folder.resolve(matrix + ".run.json").toFile());
        assertTrue(record.path("rows").path("read").asLong() > 0, record.toString());
        return record.path("rows") + " " + record.path("inputs").path("files") + " " + record.path("event_times");
    }

    @Test
    void writesTheSameBytesHoweverItIsRun() throws IOException {
        List<String> backwards = new ArrayList<>(files());
        Collections.reverse(backwards);
        byte[] first = build("first.parquet", files(), "1", "65536");
        int runs = 0;
        for (String threads : List.of("1", "2", "3", "8")) {
            for (String batchRows : List.of("1000", "65536")) {
                for (String reader : List.of("page", "arrow")) {
                    // Arrow Dataset takes some in each thread.
                    for (String memory : List.of(reader.equals("page") ? "512m" : "1g", "8g")) {
                        List<String> inputs = runs++ % 2 == 0 ? files() : backwards;
                        List<String> how = List.of("--window", "12d", "--memory", memory, "--reader", reader);
                        assertArrayEquals(
                                first,
                                build("other.parquet", inputs, threads, batchRows, how),
                                () -> threads + " threads, batches of " + batchRows + ", " + how);
                    }
                }
            }
        }
        assertEquals(32, runs);
    }
}
