package io.millrace.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GenerateCommandTest {
    @TempDir
    Path folder;

    private Outcome generate(String name, String... more) {
        List<String> arguments = new ArrayList<>(
                List.of("generate", folder.resolve(name).toString(), "--subscribers", "50", "--seed", "4", "--start"));
        arguments.add("2024-02-28");
        arguments.addAll(List.of(more));
        return InProcess.run(arguments.toArray(String[]::new));
    }

    @Test
    void writesTheSameBytesWithAnyNumberOfThreads() throws Exception {
        assertEquals(0, generate("one", "--days", "3", "--threads", "1").code());
        assertEquals(0, generate("four", "--days", "3", "--threads", "4").code());

        for (String file : List.of(
                "events_2024-02-28.parquet", "events_2024-02-29.parquet", "events_2024-03-01.parquet", "roster.csv")) {
            assertArrayEquals(
                    Files.readAllBytes(folder.resolve("one").resolve(file)),
                    Files.readAllBytes(folder.resolve("four").resolve(file)),
                    file);
        }
    }

    @Test
    void writesTheSameEventsInEveryFormat() throws Exception {
        assertEquals(0, generate("parquet", "--days", "1", "--columns", "full").code());
        assertEquals(
                0,
                generate("csv", "--days", "1", "--columns", "full", "--format", "csv")
                        .code());
        String columns = "sum(hash(user_id, event_type, epoch_us(timestamp), session_id, duration_seconds, revenue,"
                + " metadata::varchar)), count(*)";

        assertEquals(
                Golden.query("select " + columns + " from '" + folder.resolve("parquet/*.parquet") + "'"),
                Golden.query("select " + columns + " from read_csv('" + folder.resolve("csv/events*.csv")
                        + "', header = true, types = {'timestamp': 'TIMESTAMP', 'metadata': 'VARCHAR'})"));
    }

    @Test
    void doesNotMixTwoRuns() {
        assertEquals(0, generate("twice", "--days", "3").code());

        Outcome shorter = generate("twice", "--days", "2");

        assertEquals(2, shorter.code());
        assertTrue(shorter.err().contains("events_2024-03-01.parquet")
                && shorter.err().contains("--force"));
        assertEquals(0, generate("twice", "--days", "2", "--force").code());
        assertFalse(Files.exists(folder.resolve("twice/events_2024-03-01.parquet")));
    }
}
