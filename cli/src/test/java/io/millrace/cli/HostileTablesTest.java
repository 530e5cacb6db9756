package io.millrace.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rosters and matrices are files like events: damaged ones are refused with exit code 3, by a message that names them. */
final class HostileTablesTest {
    @TempDir
    private Path folder;

    private Path events;

    @BeforeEach
    void generate() {
        events = folder.resolve("events");
        Outcome made = InProcess.run(
                "generate", events.toString(), "--subscribers", "50", "--days", "3", "--seed", "1", "--quiet");
        assertEquals(0, made.code(), made.err());
    }

    private Outcome build(Path input, Path roster) {
        return InProcess.run(
                "build",
                input.toString(),
                "--features",
                "streamflow-churn",
                "--as-of",
                "2024-10-04",
                "--window",
                "3d",
                "--roster",
                roster.toString(),
                "--out",
                folder.resolve("m.parquet").toString(),
                "--reader",
                "page",
                "--quiet");
    }

    private static void assertRefused(Outcome outcome, Path file) {
        assertEquals(3, outcome.code(), outcome.err());
        assertTrue(outcome.err().startsWith("millrace: " + file), outcome.err());
    }

    @Test
    void refusesDamagedRostersAndMatrices() throws IOException {
        Path file = folder.resolve("table.parquet");
        Outcome made = build(events, events.resolve("roster.csv"));
        assertEquals(0, made.code(), made.err());
        byte[] sound = Files.readAllBytes(folder.resolve("m.parquet"));
        byte[] page = sound.clone();
        Arrays.fill(page, 4, 64, (byte) 0xff);
        byte[] footer = sound.clone();
        Arrays.fill(footer, sound.length - 300, sound.length - 8, (byte) 0xfc);
        for (byte[] damaged : new byte[][] {{}, Arrays.copyOf(sound, sound.length / 2), page, footer}) {
            Files.write(file, damaged);
            assertRefused(build(events, file), file);
            assertRefused(InProcess.run("check", file.toString(), "--features", "streamflow-churn"), file);
        }
    }

    @Test
    void printsNamesOfFilesWithoutTheirControlCharacters() throws IOException {
        Path file = Files.writeString(folder.resolve("a\u001b[2J.parquet"), "none");
        Outcome refused = InProcess.run("inspect", file.toString());
        assertEquals(3, refused.code());
        assertTrue(refused.err().contains("a\\u001b[2J.parquet is not a Parquet file"), refused.err());
        assertTrue(refused.err().indexOf('\u001b') < 0);
    }

    @Test
    void showsNamesThatTurnTheOrderOfLettersAround() throws IOException {
        Path file = Files.writeString(
                folder.resolve("a\u202efdp\u0007\t.csv"), "x\u202e,\"c\nd\",event_type,timestamp\n1,2,\u001b[31m,x\n");
        Outcome refused = InProcess.run("inspect", file.toString());
        assertEquals(3, refused.code(), refused.err());
        assertTrue(refused.err().contains("a\\u202efdp\\u0007\t.csv, line 3, column timestamp"), refused.err());
        assertPlain(refused.err());
        Files.writeString(file, "x\u202e,\"c\nd\",event_type,timestamp\n1,2,\u001b[31m,2024-10-01\n");
        Outcome read = InProcess.run("inspect", file.toString());
        assertEquals(0, read.code(), read.err());
        assertTrue(read.out().contains("x\\u202e") && read.out().contains("c\\nd"), read.out());
        assertTrue(read.out().contains("\\u001b[31m"), read.out());
        assertPlain(read.out());
    }

    private static void assertPlain(String text) {
        assertTrue(
                text.chars().noneMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\t' || c == 0x202e), text);
    }

    @Test
    void refusesDamagedRostersOfCsvAndArrow() throws IOException {
        byte[] sound = gzip(Files.readAllBytes(events.resolve("roster.csv")));
        Path packed = folder.resolve("roster.csv.gz");
        Files.write(packed, sound);
        Outcome made = build(events, packed);
        assertEquals(0, made.code(), made.err());
        byte[] flipped = sound.clone();
        flipped[sound.length - 6] ^= 1;
        for (byte[] damaged : new byte[][] {{}, Arrays.copyOf(sound, sound.length - 1), flipped}) {
            Files.write(packed, damaged);
            assertRefused(build(events, packed), packed);
        }
        Path open = Files.writeString(folder.resolve("open.csv"), "user_id\n\"1\n2\n");
        assertRefused(build(events, open), open);
        Path arrow = folder.resolve("roster.arrow");
        for (byte[] damaged :
                new byte[][] {{}, {'A', 'R', 'R', 'O', 'W', '1'}, {-1, -1, -1, -1, 0, 0, 0, 0x7f}, new byte[500]}) {
            Files.write(arrow, damaged);
            assertEquals(3, build(events, arrow).code());
        }
    }

    private static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(packed)) {
            out.write(content);
        }
        return packed.toByteArray();
    }

    private Path wide(int columns) throws IOException {
        String names = IntStream.range(0, columns).mapToObj(i -> "c" + i).collect(Collectors.joining(","));
        return Files.writeString(folder.resolve("wide.csv"), names + "\n1" + ",2.5".repeat(columns - 1) + "\n");
    }

    @Test
    void takesNoMoreForManyColumnsThanThereIs() throws IOException {
        Outcome inspected = InProcess.run("inspect", wide(10_000).toString(), "--format", "json");
        assertEquals(0, inspected.code(), inspected.err());
        Path set = Files.writeString(folder.resolve("s.yaml"), """
                feature_set: s
                entity: c0
                time: timestamp
                window: 1d
                features:
                  c1: count(*)
                """);
        Path matrix = wide(50_000);
        String[] check = {"check", matrix.toString(), "--features", set.toString()};
        Outcome checked = InProcess.run(check);
        assertEquals(3, checked.code(), checked.err());
        assertTrue(
                checked.err().contains("asks for too much: the correlations of its 50000 columns take"), checked.err());
        Outcome limited = InProcess.run("inspect", matrix.toString(), "--max-columns", "49999");
        assertEquals(3, limited.code(), limited.err());
        assertTrue(
                limited.err().contains("asks for too much: it has 50000 columns, and the limit is 49999"),
                limited.err());
    }

    @Test
    void refusesNamesWithLineEnds() throws IOException {
        Path alone = Files.createDirectory(folder.resolve("alone"));
        Path file = Files.copy(events.resolve("roster.csv"), alone.resolve("a.csv\nmillrace: all is well.csv"));
        for (Outcome refused : new Outcome[] {
            InProcess.run("inspect", file.toString()),
            InProcess.run("inspect", alone.toString()),
            InProcess.run("check", file.toString(), "--features", "streamflow-churn"),
            build(events, file),
            InProcess.run("inspect", file + "x")
        }) {
            assertEquals(3, refused.code(), refused.err());
            assertTrue(refused.err().contains("a.csv\\nmillrace: all is well.csv"), refused.err());
        }
    }

    @Test
    void findsEventsAmongOtherThings() throws IOException {
        Files.writeString(events.resolve("notes.txt"), "no events");
        Files.createDirectory(events.resolve("empty.parquet"));
        Files.createSymbolicLink(events.resolve("gone.parquet"), folder.resolve("nowhere"));
        Path dotted = events.resolve("..").resolve("events");
        Outcome read = InProcess.run("inspect", dotted.toString(), "--footers", "--format", "json");
        assertEquals(0, read.code(), read.err());
        assertTrue(read.out().contains("\"files\": 3"), read.out());
        Files.createSymbolicLink(events.resolve("loop"), events);
        Outcome loop = InProcess.run("inspect", events.toString());
        assertEquals(3, loop.code());
        assertTrue(loop.err().contains("a link in it leads back to itself"), loop.err());
    }
}
