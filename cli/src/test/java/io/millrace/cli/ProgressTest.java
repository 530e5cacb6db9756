package io.millrace.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.cli.Progress.Amount;
import io.millrace.cli.render.JsonLine;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class ProgressTest {
    private static final Progress HALFWAY = new Progress(
            "read",
            Duration.ofSeconds(12),
            Duration.ofSeconds(10),
            new Amount(4_000_000, 80L << 20),
            new Amount(1_000_000, 30L << 20),
            48_000,
            7L << 20,
            632L << 20,
            0,
            0);

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private static Progress in(String phase, long spilled) {
        Amount amount = new Amount(10, 10);
        return new Progress(phase, Duration.ZERO, Duration.ZERO, amount, amount, 5, 1024, 2048, spilled, 7);
    }

    @Test
    void tellsPeopleWhatIsReadAndHeldAndLeft() {
        assertEquals(
                "reading: 25 %, 30.0 s left, 30.0 MiB, 100 thousand rows/s, 1 M rows, up to 48.0 thousand entities,"
                        + " state 7 MiB of 632 MiB",
                HALFWAY.line());
        assertEquals(
                "reading the roster, up to 5 entities, state 1 KiB of 2 KiB",
                in("roster", 0).line());
        assertEquals(
                "merging, up to 5 entities, state 1 KiB of 2 KiB, spilled 3 KiB",
                in("merge", 3072).line());
        assertEquals("writing: 7 rows, state 1 KiB of 2 KiB", in("write", 0).line());
        assertEquals(
                "simulating: 9 events",
                Progress.simulating(9, Duration.ofSeconds(1)).line());
    }

    @Test
    void goesByBytesWhereRowsAreNotKnownAndTellsNoTimeBeforeAHundredthIsRead() {
        Progress csv = new Progress(
                "read",
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                new Amount(-1, 1000),
                new Amount(3, 500),
                -1,
                -1,
                -1,
                0,
                0);
        assertEquals(0.5, csv.share());
        assertEquals(1.0, csv.secondsLeft());
        Progress begun = new Progress(
                "read", Duration.ZERO, Duration.ZERO, new Amount(1000, 1), new Amount(1, 1), -1, -1, -1, 0, 0);
        assertEquals(-1, begun.secondsLeft());
        assertEquals(0, begun.rowsPerSecond());
    }

    @Test
    void tellsProgramsTheSame() throws Exception {
        JsonNode facts = new ObjectMapper().readTree(JsonLine.of(HALFWAY.facts(true)));

        assertEquals(new ObjectMapper().readTree("""
                                {"version": 1, "kind": "progress", "phase": "read", "ended": true, "elapsed_seconds": 12.0,
                                 "share": 0.25, "seconds_left": 30.0, "rows": 1000000, "rows_expected": 4000000,
                                 "rows_per_second": 100000.0, "bytes": 31457280, "bytes_expected": 83886080,
                                 "entities_at_most": 48000, "memory_bytes": 7340032, "memory_budget_bytes": 662700032,
                                 "spilled_bytes": 0, "rows_written": 0}
                                """), facts);
        assertNull(Progress.simulating(1, Duration.ZERO).facts(false).get("share"));
    }

    /** What is said while a ticker that ticks all the time works until it has ticked a few times. */
    private String ticked(Console console, ProgressMode mode) throws InterruptedException {
        CountDownLatch ticks = new CountDownLatch(3);
        try (Ticker ticker = new Ticker(
                console,
                mode,
                () -> {
                    ticks.countDown();
                    return HALFWAY;
                },
                Duration.ofMillis(1))) {
            assertTrue(ticks.await(30, TimeUnit.SECONDS));
            ticker.say("a line");
        }
        assertEquals("", out.toString(StandardCharsets.UTF_8));
        return err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void writesOneLineAgainAndAgainOnATerminalAndALineEachElsewhere() throws Exception {
        String watched = ticked(Console.watched(out, err), ProgressMode.AUTO);
        String clear = "\r\u001b[K";
        assertTrue(watched.startsWith(clear + "reading: 25 %, 30.0 s left"), watched);
        assertTrue(watched.contains(clear + "a line\n"), watched);
        assertTrue(watched.lines()
                .allMatch(line ->
                        List.of(line.split("\r")).stream().allMatch(shown -> shown.length() < 100 + clear.length())));

        err.reset();
        String plain = ticked(Console.watched(out, err), ProgressMode.PLAIN);
        assertFalse(plain.contains("\r"), plain);
        assertTrue(plain.startsWith(HALFWAY.line() + "\n"), plain);
        err.reset();
        assertTrue(ticked(Console.of(out, err), ProgressMode.AUTO).startsWith(HALFWAY.line() + "\n"));
    }

    @Test
    void tellsProgramsAnObjectALineAndALastOne() throws Exception {
        String told = ticked(Console.of(out, err), ProgressMode.JSON);

        List<String> lines = told.lines().filter(line -> !line.equals("a line")).toList();
        assertTrue(lines.size() >= 3, told);
        for (int i = 0; i < lines.size(); i++) {
            assertEquals(
                    i == lines.size() - 1,
                    new ObjectMapper().readTree(lines.get(i)).get("ended").asBoolean());
        }
    }

    @Test
    void saysNothingWhereNothingIsAskedForOrTheCommandIsShort() {
        new Ticker(Console.of(out, err), ProgressMode.NONE, () -> HALFWAY).close();
        new Ticker(Console.watched(out, err), ProgressMode.AUTO, () -> HALFWAY).close();

        assertEquals("", err.toString(StandardCharsets.UTF_8));
    }
}
