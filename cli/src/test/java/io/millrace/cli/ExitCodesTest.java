package io.millrace.cli;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.core.port.RunListener;
import io.millrace.core.port.TableFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every way to fail, as a process: the exit code, what is said, and that nothing is left. */
final class ExitCodesTest {
    private static final String FIRST_DAY_PASSED = "2024-10-02";

    @TempDir
    static Path events;

    @TempDir
    Path root;

    private Path folder;
    private Path temporary;
    private CommandProcess millrace;

    @BeforeAll
    static void simulate() {
        InProcess.done("generate", events.toString(), "--subscribers", "200", "--days", "3", "--seed", "5", "--quiet");
    }

    @BeforeEach
    void makeFolders() throws IOException {
        folder = Files.createDirectory(root.resolve("work"));
        temporary = Files.createDirectory(root.resolve("temporary"));
        millrace = new CommandProcess(folder, temporary);
    }

    private Outcome build(String features, String... more) throws IOException, InterruptedException {
        return millrace.run(Stream.concat(
                        Stream.of("build", events.toString(), "--features", features, "--out", "matrix.csv"),
                        Stream.of(more))
                .toArray(String[]::new));
    }

    private void assertFails(int code, Outcome outcome, String... words) throws IOException {
        assertAll(Stream.of(words)
                .map(word ->
                        () -> assertTrue(outcome.err().contains(word), () -> word + " is not in " + outcome.err())));
        assertEquals(code, outcome.code(), outcome.err());
        assertTrue(outcome.err().lines().noneMatch(line -> line.startsWith("\tat ")), outcome.err());
        assertEquals("", outcome.out());
        assertNothingLeft();
    }

    private void assertNothingLeft() throws IOException {
        for (Path empty : List.of(folder, temporary)) {
            try (Stream<Path> files = Files.list(empty)) {
                assertEquals(
                        List.of(),
                        files.filter(file -> !file.toString().endsWith(".yaml")).toList());
            }
        }
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    @Test
    void endsWithZeroWhenDone() throws Exception {
        Outcome outcome = build("streamflow-churn", "--as-of", FIRST_DAY_PASSED, "--strict");

        assertEquals(0, outcome.code(), outcome.err());
        assertTrue(outcome.out().contains("threads took"), outcome.out());
        assertTrue(outcome.out().contains("PASS"), outcome.out());
        assertEquals(List.of("matrix.csv", "matrix.csv.run.json"), names(folder));
        assertEquals(List.of(), names(temporary));
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void endsWithOneWhereAStrictBuildFailsACheckAndWritesTheMatrixAllTheSame() throws Exception {
        write("strict.yaml", set("events: count(*)") + "checks:\n  events: {max: 3}\n");

        Outcome strict = build("strict.yaml", "--as-of", FIRST_DAY_PASSED, "--strict");

        assertEquals(1, strict.code(), strict.err());
        assertTrue(strict.out().contains("FAIL"), strict.out());
        assertTrue(Files.exists(folder.resolve("matrix.csv")));
        assertEquals(0, build("strict.yaml", "--as-of", FIRST_DAY_PASSED).code());
        assertEquals(1, millrace.run("check", "matrix.csv").code());
    }

    private static String set(String feature) {
        return "feature_set: own\nentity: user_id\ntime: timestamp\nwindow: 1d\nfeatures:\n  " + feature + "\n";
    }

    @Test
    void refusesAnUnknownCommandOptionAndFeatureSetWithTheNearest() throws Exception {
        assertFails(2, millrace.run("biuld"), "no command biuld", "did you mean build?");
        assertFails(2, build("streamflow-churn", "--as-off", "2024-10-02"), "no option --as-off", "--as-of?");
        assertFails(
                2,
                build("streamflow-chrun", "--as-of", "2024-10-02"),
                "no feature set streamflow-chrun",
                "did you mean streamflow-churn?");
    }

    @Test
    void refusesADateThatDoesNotExist() throws Exception {
        assertFails(2, build("streamflow-churn", "--as-of", "2024-13-01"), "--as-of", "2024-13-01", "month is 13");
    }

    @Test
    void refusesAnUnknownEndingOfTheOutput() throws Exception {
        assertFails(
                2,
                millrace.run("build", "x", "--features", "streamflow-churn", "--as-of", "2024-10-02", "--out", "m.xls"),
                "m.xls",
                ".parquet");
    }

    @Test
    void tellsAllProblemsOfAFile() throws Exception {
        write("bad.yaml", set("a: count(*) +\n  b: cuont(event_type)"));

        assertFails(2, build("bad.yaml", "--as-of", FIRST_DAY_PASSED), "count(*) +", "^");

        write("tabs.yaml", "feature_set: own\n\tentity: user_id\n");

        assertFails(2, build("tabs.yaml", "--as-of", FIRST_DAY_PASSED), "tabs.yaml", "line 2");
    }

    @Test
    void refusesAMissingColumnWithTheNearest() throws Exception {
        write("column.yaml", set("a: count(event_typ)"));

        assertFails(3, build("column.yaml", "--as-of", FIRST_DAY_PASSED), "event_typ", "did you mean event_type?");
    }

    @Test
    void refusesAColumnOfAnotherType() throws Exception {
        write("type.yaml", set("a: count(*)").replace("user_id", "revenue"));

        assertFails(3, build("type.yaml", "--as-of", FIRST_DAY_PASSED), "revenue", "double");
    }

    @Test
    void refusesAFileThatIsNotOfItsFormat() throws Exception {
        Path file = Files.writeString(root.resolve("text.parquet"), "this is no Parquet file, whatever it is called");

        assertFails(
                3,
                millrace.run(
                        "build",
                        file.toString(),
                        "--features",
                        "streamflow-churn",
                        "--as-of",
                        "2024-10-02",
                        "--out",
                        "m.csv"),
                "text.parquet");
    }

    @Test
    void refusesAnEmptyFolderAndAMissingOne() throws Exception {
        Path empty = Files.createDirectory(root.resolve("empty"));

        assertFails(3, millrace.run("inspect", empty.toString()), empty.toString(), "no event file");
        assertFails(3, millrace.run("inspect", "nowhere"), "no file or folder nowhere");
    }

    @Test
    void refusesAWindowWithoutAnEvent() throws Exception {
        assertFails(
                3,
                build("streamflow-churn", "--as-of", "2023-01-31"),
                "none of the",
                "2023-01-01T00:00:00Z",
                "2024-10-01");
    }

    @Test
    void namesTheMemoryThatIsEnough() throws Exception {
        String[] two = {"--as-of", FIRST_DAY_PASSED, "--threads", "2", "--memory"};
        Outcome outcome = build("streamflow-churn", with(two, "20k"));

        assertFails(4, outcome, "--memory 20k is too small");
        Matcher enough = Pattern.compile("at least (\\w+)").matcher(outcome.err());
        assertTrue(enough.find(), outcome.err());
        Outcome again = build("streamflow-churn", with(two, enough.group(1)));
        assertEquals(0, again.code(), again.err());
    }

    private static String[] with(String[] words, String... more) {
        return Stream.concat(Stream.of(words), Stream.of(more)).toArray(String[]::new);
    }

    @Test
    void namesTheFlagsForAJvmThatMayTakeMoreThanTheMemory() throws Exception {
        String[] two = {"--as-of", FIRST_DAY_PASSED, "--threads", "2", "--memory"};
        millrace = millrace.withLimits(List.of("-Xmx2g"));

        Outcome outcome = build("streamflow-churn", with(two, "600m"));

        assertFails(2, outcome, "this JVM may take 2g of heap and 2g of direct memory", "./millrace");
        Matcher flags = Pattern.compile("java (-.*) -jar").matcher(outcome.err());
        Matcher memory = Pattern.compile("give this JVM --memory (\\w+)").matcher(outcome.err());
        assertTrue(flags.find() && memory.find(), outcome.err());
        assertEquals(0, build("streamflow-churn", with(two, memory.group(1))).code());
        millrace = millrace.withLimits(List.of(flags.group(1).split(" ")));
        assertEquals(0, build("streamflow-churn", with(two, "600m")).code());
    }

    @Test
    void refusesAFolderThatIsNotThere() throws Exception {
        Outcome outcome = millrace.run(
                "build",
                events.toString(),
                "--features",
                "streamflow-churn",
                "--as-of",
                FIRST_DAY_PASSED,
                "--out",
                "nowhere/m.parquet");

        assertFails(4, outcome, "nowhere", "there is no folder");
    }

    @Test
    void leavesNothingWhereTheDiskTakesNoMore() throws Exception {
        Path arrow = root.resolve("arrow");
        InProcess.done(
                "generate",
                arrow.toString(),
                "--subscribers",
                "9000",
                "--days",
                "1",
                "--seed",
                "1",
                "--format",
                "arrow");

        Outcome outcome = millrace.runInShell(
                "ulimit -f 64; exec \"$@\"",
                "build",
                arrow.toString(),
                "--features",
                "streamflow-churn",
                "--as-of",
                FIRST_DAY_PASSED,
                "--out",
                "m.csv");

        assertFails(4, outcome, "cannot write m.csv");
    }

    @Test
    void asksToReportWhatNobodyForesaw() throws Exception {
        Path services = Files.createDirectories(root.resolve("more/META-INF/services"));
        Files.writeString(services.resolve(RunListener.class.getName()), BrokenListener.class.getName() + "\n");

        Outcome outcome = millrace.withClassPath(root.resolve("more"))
                .run(
                        "build",
                        events.toString(),
                        "--features",
                        "streamflow-churn",
                        "--as-of",
                        FIRST_DAY_PASSED,
                        "--out",
                        "matrix.csv");

        assertFails(5, outcome, "bug", "report", "broken on purpose");
        assertEquals(1, outcome.err().lines().count(), outcome.err());
    }

    @Test
    void refusesAServiceThatIsNotThere() throws Exception {
        Path services = Files.createDirectories(root.resolve("more/META-INF/services"));
        Files.writeString(services.resolve(TableFormat.class.getName()), "io.millrace.NoSuchFormat\n");

        Outcome outcome = millrace.withClassPath(root.resolve("more")).run("inspect", events.toString());

        assertFails(2, outcome, "an extension cannot be loaded", "io.millrace.NoSuchFormat", "META-INF/services");
    }

    @Test
    void tellsThatStandardOutputTakesNoMore() throws Exception {
        if (Files.exists(Path.of("/dev/full"))) {
            Outcome outcome = millrace.runInShell("exec \"$@\" > /dev/full", "features");

            assertFails(4, outcome, "standard output");
        }
    }

    @Test
    void leavesNothingWhenInterrupted() throws Exception {
        Path big = root.resolve("big");
        InProcess.done("generate", big.toString(), "--subscribers", "20000", "--days", "30", "--seed", "1", "--quiet");
        Process process = millrace.start(
                "build",
                big.toString(),
                "--features",
                "streamflow-churn",
                "--as-of",
                "2024-10-31",
                "--out",
                "m.parquet",
                "--batch-rows",
                "1",
                "--threads",
                "1");
        // The output is begun right before reading is.
        while (process.isAlive() && names(folder).isEmpty()) {
            Thread.sleep(2);
        }

        new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();

        assertFails(130, millrace.outcome(process), "interrupted");
    }
}
