package io.millrace.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.core.run.MemoryBudget;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the script {@code millrace} starts a JVM with, and that a process so started keeps to its memory. */
final class LauncherTest {
    private static final Path SCRIPT =
            Path.of("..", "millrace").toAbsolutePath().normalize();
    private static final long MIB = 1L << 20;

    @TempDir
    Path root;

    /** The flags of the JVM, and all arguments. */
    private static List<String> launch(Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("sh", SCRIPT.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("MILLRACE_") || name.equals("_JAVA_OPTIONS"));
        builder.environment().put("MILLRACE_DRY_RUN", "1");
        builder.environment().putAll(environment);
        Process process = builder.start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), printed);
        return printed.lines().toList();
    }

    private static List<String> flags(Map<String, String> environment, String... arguments) throws Exception {
        List<String> all = launch(environment, arguments);
        return all.subList(0, all.indexOf("-jar"));
    }

    private static List<String> expected(String memory, int threads) {
        MemorySplit split = MemorySplit.of(MemoryBudget.parse(memory), threads);
        long heap = split.heap() / MIB;
        long direct = split.direct() / MIB;
        return List.of(
                "-Xmx" + heap + "m",
                "-XX:MaxDirectMemorySize=" + direct + "m",
                "-D" + JvmLimits.PROPERTY + "=" + heap + "," + direct);
    }

    private static List<String> limits(List<String> flags) {
        return flags.stream()
                .filter(flag -> flag.matches("-Xmx.*|-XX:MaxDirectMemorySize=.*|-Dmillrace.limits=.*"))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "512m",
                "513m",
                "520m",
                "1000m",
                "1g",
                "1023MiB",
                "2GiB",
                "7gb",
                "8G",
                "32g",
                "33g",
                "100g",
                "3t",
                "64m",
                "20k",
                "700000K",
                "600000kib",
                "1073741824",
                "999999999b",
                "1 g",
                "0512m",
                "0",
                "999999999999"
            })
    void countsHeapAndDirectMemoryAsTheCommandLineDoes(String memory) throws Exception {
        for (int threads : new int[] {1, 2, 3, 8, 61}) {
            List<String> flags =
                    flags(Map.of(), "build", "events", "--memory", memory, "--out", "m.csv", "--threads", "" + threads);
            MemoryBudget least = memory.equals("0") ? new MemoryBudget(1) : MemoryBudget.parse(memory);
            assertEquals(expected(least.toString(), threads), limits(flags), memory + ", " + threads + " threads");
        }
    }

    @Test
    void findsTheOptionsWhereverTheyStand() throws Exception {
        List<String> expected = expected("2g", 3);
        for (String line : List.of(
                "explain e --memory=2g --threads=3",
                "why m.csv --memory 2g --threads 3 --entity 1 --feature f",
                "--debug demo --threads 3 --memory 2g",
                "--class-path build --debug build --threads 3 --memory 2g -- --memory",
                "build e --memory=2g --threads 3 -- --memory=9g")) {
            assertEquals(expected, limits(flags(Map.of(), line.split(" "))), line);
        }
        int processors = Runtime.getRuntime().availableProcessors();
        assertEquals(expected(MemorySplit.DEFAULT, processors), limits(flags(Map.of(), "build", "e")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "--version",
                "features",
                "check build --memory 2g",
                "doctor --memory 2g",
                "build --memory 2x",
                "build --memory",
                "build --threads two",
                "build --threads 0",
                "build --memory 1234567890123",
                "-- build"
            })
    void limitsNothingWhereThereIsNoMemoryToDivide(String line) throws Exception {
        String[] arguments =
                Arrays.stream(line.split(" ")).filter(word -> !word.isEmpty()).toArray(String[]::new);

        assertEquals(
                List.of(),
                limits(flags(Map.of(), arguments)).stream()
                        .filter(flag -> !line.equals("build --memory"))
                        .toList());
        List<String> all = launch(Map.of(), arguments);
        assertEquals(List.of(arguments), all.subList(all.indexOf("-jar") + 2, all.size()));
    }

    @Test
    void letsFlagsOfTheUserWinAndTellsNothingThen() throws Exception {
        List<String> flags = flags(Map.of("MILLRACE_JAVA_OPTS", "-Xmx3g -XX:+UseParallelGC"), "build", "e");

        assertEquals(List.of("-Xmx3g", "-XX:+UseParallelGC"), flags.subList(flags.size() - 2, flags.size()));
        assertTrue(flags.stream().noneMatch(flag -> flag.contains("millrace.limits")), flags.toString());
        assertTrue(flags.stream().noneMatch(flag -> flag.contains("SerialGC")), flags.toString());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 8})
    void keepsTheProcessWithinItsMemory(int threads) throws Exception {
        Path events = root.resolve("events");
        InProcess.done(
                "generate", events.toString(), "--subscribers", "3000", "--days", "10", "--seed", "3", "--quiet");
        Path folder = Files.createDirectory(root.resolve("work"));
        Path temporary = Files.createDirectory(root.resolve("temporary"));
        String[] build = {
            "build",
            events.toString(),
            "--features",
            "streamflow-churn",
            "--as-of",
            "2024-10-11",
            "--out",
            "m.parquet",
            "--memory",
            "512m",
            "--threads",
            "" + threads,
            "--roster",
            events.resolve("roster.csv").toString()
        };

        Outcome outcome = new CommandProcess(folder, temporary)
                .withLimits(flags(Map.of(), build))
                .run(build);

        assertEquals(0, outcome.code(), outcome.err());
        JsonNode record = new ObjectMapper().readTree(Files.readString(folder.resolve("m.parquet.run.json")));
        JsonNode memory = record.at("/memory");
        assertTrue(
                record.at("/rows/read").asLong() > 300_000, record.at("/rows").toString());
        assertEquals(512 * MIB, memory.at("/process_limit_bytes").asLong());
        long share = memory.at("/budget_bytes").asLong();
        assertTrue(share >= 32 * MIB && share < 256 * MIB, memory.toString());
        if (ProcessMemory.peak().isPresent()) {
            long peak = memory.at("/process_peak_bytes").asLong();
            assertTrue(peak > share / 8 && peak <= 512 * MIB, memory.toString());
        }
        assertTrue(outcome.out().contains("of the 512 MiB that --memory allows"), outcome.out());
    }

    /** Rows of 16 MiB of which a column is read, and shorter and short ones between, in 100 MiB. */
    private static long writeLongRows(Path file) throws IOException {
        Random random = new Random(16);
        long rows = 0;
        try (BufferedWriter writer = Files.newBufferedWriter(file)) {
            writer.write("user_id,ts,payload,amount\n");
            for (int i = 0; i < 12; i++) {
                int size = i % 3 == 0 ? (16 << 20) - 60 : random.nextInt(1 << 20);
                writer.write((i % 7) + ",2024-10-02 00:00:01," + "x".repeat(size) + ",1\n");
                for (int k = 0; k < 2000; k++) {
                    writer.write((k % 50) + ",2024-10-02 00:00:02,p" + k % 9 + ",2\n");
                }
                rows += 2001;
            }
        }
        return rows;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 8})
    void readsLongRowsWithinItsMemory(int threads) throws Exception {
        Path events = root.resolve("long.csv");
        long rows = writeLongRows(events);
        Path folder = Files.createDirectory(root.resolve("work"));
        Path temporary = Files.createDirectory(root.resolve("temporary"));
        Files.writeString(folder.resolve("f.yaml"), """
                feature_set: f
                entity: user_id
                time: ts
                window: 5d
                features:
                  events: count(*)
                  amount: sum(amount)
                  longest: max(length(payload))
                """);
        List<String> build = new ArrayList<>(List.of("build", events.toString(), "--features", "f.yaml"));
        build.addAll(List.of("--as-of", "2024-10-05", "--out", "m.csv", "--memory", "512m", "--threads", "" + threads));
        String[] usual = build.toArray(String[]::new);
        Outcome outcome = new CommandProcess(folder, temporary)
                .withLimits(flags(Map.of(), usual))
                .run(usual);

        assertEquals(0, outcome.code(), outcome.err());
        JsonNode record = new ObjectMapper().readTree(Files.readString(folder.resolve("m.csv.run.json")));
        assertEquals(rows, record.at("/rows/used").asLong());
        assertTrue(record.at("/memory/process_peak_bytes").asLong() <= 512 * MIB, record.toString());
        List<String> matrix = Files.readAllLines(folder.resolve("m.csv"));
        assertEquals(51, matrix.size());
        // of the rows that are long, those with the numbers 0 and 7 are of user 0
        assertEquals("0,482,962,16777156", matrix.get(1).replaceAll("\\.0+(?=,|$)", ""));

        build.addAll(List.of("--max-row", "64m"));
        String[] longer = build.toArray(String[]::new);
        Outcome refused = new CommandProcess(folder, temporary)
                .withLimits(flags(Map.of(), longer))
                .run(longer);
        assertEquals(4, refused.code(), refused.err());
        assertTrue(refused.err().contains("of the Java heap: give at least "), refused.err());
        assertTrue(refused.err().contains("or allow less by --max-row"), refused.err());
    }

    @Test
    void countsTheWholeProcess() {
        long peak = ProcessMemory.peak().orElse(Long.MAX_VALUE);

        assertTrue(
                peak > Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory());
    }

    @Test
    void runsWhatAnArchiveHoldsAndBuildsNothing() throws Exception {
        Path unpacked = Files.createDirectories(root.resolve("a folder/millrace-1.0"));
        Path script = Files.copy(
                SCRIPT, Files.createDirectory(unpacked.resolve("bin")).resolve("millrace"));
        Path jar =
                Files.createFile(Files.createDirectory(unpacked.resolve("lib")).resolve("millrace.jar"));
        ProcessBuilder builder = new ProcessBuilder("sh", script.toString(), "features").redirectErrorStream(true);
        builder.environment().put("MILLRACE_DRY_RUN", "1");

        Process process = builder.start();

        List<String> printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
        assertEquals(0, process.waitFor(), printed.toString());
        assertEquals(
                List.of("-jar", jar.toRealPath().toString(), "features"),
                printed.subList(printed.indexOf("-jar"), printed.size()));
    }

    @Test
    void asksForLargePagesWhereTheSystemGivesThem() throws Exception {
        Path modes = Path.of("/sys/kernel/mm/transparent_hugepage/enabled");
        boolean given = Files.isReadable(modes) && !Files.readString(modes).contains("[never]");
        String flag = "-XX:+UseTransparentHugePages";
        String other = "-XX:-UseTransparentHugePages";

        assertEquals(given, flags(Map.of(), "build", "e").contains(flag));
        List<String> flags = flags(Map.of("MILLRACE_JAVA_OPTS", other), "build", "e");
        assertTrue(flags.indexOf(other) > flags.indexOf(flag), flags::toString);
    }

    @Test
    void leavesOutTheSecondCompilerWhereLittleIsRead() throws Exception {
        String flag = "-XX:TieredStopAtLevel=1";
        Path small = Files.writeString(root.resolve("small"), "x".repeat(10_000));
        Path large = Files.createDirectory(root.resolve("large folder"));
        Files.write(large.resolve("a"), new byte[140 << 20]);

        List<String> little = flags(Map.of(), "build", small.toString(), "--threads", "2", "--memory", "512m");
        assertTrue(little.containsAll(List.of(flag, "-XX:Tier3BackEdgeThreshold=5000", "-Xmn117m")), little::toString);
        assertTrue(flags(Map.of(), "build", small.toString(), "--memory", "8g").contains("-Xmn160m"));
        assertFalse(flags(Map.of(), "build", large.toString()).stream().anyMatch(any -> any.startsWith("-Xmn")));
        assertTrue(flags(Map.of(), "--version").contains(flag));
        assertFalse(flags(Map.of(), "build", large.toString()).contains(flag));
        assertFalse(flags(Map.of(), "--debug", "check", small.toString(), large.toString())
                .contains(flag));
        assertFalse(flags(Map.of(), "generate", root.resolve("new").toString()).contains(flag));
        assertFalse(flags(Map.of("MILLRACE_JAVA_OPTS", "-XX:+TieredCompilation"), "--version")
                .contains(flag));
    }
}
