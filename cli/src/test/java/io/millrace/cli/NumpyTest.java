package io.millrace.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a build writes for NumPy, read by NumPy where there is one, and the lines that it prints. */
final class NumpyTest {
    private static final String PYTHON = "/usr/bin/python3";

    @TempDir
    static Path events;

    @TempDir
    Path folder;

    @BeforeAll
    static void simulate() {
        InProcess.done("generate", events.toString(), "--subscribers", "200", "--days", "3", "--seed", "5", "--quiet");
    }

    private Outcome build(String features, String out, String... more) {
        List<String> arguments = new ArrayList<>(List.of("build", events.toString(), "--features", features));
        arguments.addAll(List.of("--out", folder.resolve(out).toString()));
        arguments.addAll(List.of(more));
        return InProcess.runOnce(arguments.toArray(String[]::new));
    }

    private static boolean hasNumpy() throws IOException, InterruptedException {
        return Files.isExecutable(Path.of(PYTHON))
                && new ProcessBuilder(PYTHON, "-c", "import numpy").start().waitFor() == 0;
    }

    private String python(String program) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(PYTHON, "-c", program)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), printed);
        return printed;
    }

    /** The lines to paste, without their indent. */
    private static String lines(Outcome outcome) {
        String printed = outcome.out();
        return printed.substring(printed.indexOf("Load it in Python\n"))
                .lines()
                .skip(1)
                .map(String::strip)
                .reduce("", (all, line) -> all + line + "\n");
    }

    @Test
    void holdsTheValuesOfTheCsvThatTheSameBuildWrites() throws Exception {
        assumeTrue(hasNumpy(), "no NumPy");
        String[] when = {"--as-of", "2024-10-03,2024-10-04", "--window", "2d"};
        Outcome outcome = build("streamflow-churn", "m.npy", when);
        assertEquals(0, outcome.code(), outcome.err());
        assertEquals(0, build("streamflow-churn", "m.csv", when).code());

        String printed = python(lines(outcome) + """
                import csv
                with open("m.csv", newline="") as file:
                    names, *rows = csv.reader(file)
                assert columns == names[2:], columns
                assert isinstance(X, np.memmap) and X.flags["C_CONTIGUOUS"] and X.dtype == np.float64
                assert X.shape == (len(rows), 15), X.shape
                assert key_0.dtype == np.int64 and key_0.tolist() == [int(row[0]) for row in rows]
                times = np.array([row[1].replace(" ", "T") for row in rows], dtype="datetime64[us]")
                assert (key_1 == times).all()
                cells = np.array([[float(cell) if cell else np.nan for cell in row[2:]] for row in rows])
                assert np.array_equal(X, cells, equal_nan=True)
                print(len(rows), "rows are equal")
                """);

        assertTrue(printed.matches("\\d+ rows are equal\n"), printed);
    }

    @Test
    void holdsTextKeysAndNulls() throws Exception {
        assumeTrue(hasNumpy(), "no NumPy");
        Files.writeString(folder.resolve("visits.csv"), """
                visitor,at,amount
                ann,2024-10-01 09:30:00,12
                zoë 😀,2024-10-02 18:05:00,
                """);
        Path set = Files.writeString(folder.resolve("v.yaml"), """
                feature_set: visits
                entity: visitor
                time: at
                window: 4d
                columns: {at: timestamp, amount: double}
                features:
                  visits: count(*)
                  spent: sum(amount)
                  last: max(at)
                """);
        Outcome outcome = InProcess.runOnce(
                "build",
                folder.resolve("visits.csv").toString(),
                "--features",
                set.toString(),
                "--as-of",
                "2024-10-05",
                "--out",
                folder.resolve("v.npy").toString());
        assertEquals(0, outcome.code(), outcome.err());

        String printed = python(lines(outcome) + """
                print(keys.tolist() == ["ann", "zo\\u00eb \\U0001f600"], keys.dtype, columns, X[0, :2].tolist(), np.isnan(X[1, 1]))
                print(np.array(X[:, 2], dtype="int64").astype("datetime64[us]").tolist()[0])
                """);

        assertEquals("True <U5 ['visits', 'spent', 'last'] [1.0, 12.0] True\n2024-10-01 09:30:00\n", printed);
    }

    @Test
    void refusesFeaturesThatAreTextBeforeAnythingIsRead() throws Exception {
        Path set = Files.writeString(folder.resolve("t.yaml"), """
                feature_set: t
                entity: user_id
                time: timestamp
                window: 2d
                features:
                  n: count(*)
                  device: mode(device_type)
                """);

        Outcome outcome = build(set.toString(), "t.npy", "--as-of", "2024-10-04");

        assertEquals(2, outcome.code(), outcome.err());
        assertTrue(outcome.err().contains("the feature device is text"), outcome.err());
        try (var files = Files.list(folder)) {
            assertEquals(List.of(set), files.toList());
        }
    }

    @Test
    void isRefusedByWhatReadsMatricesWithWhatToDo() {
        Path matrix = folder.resolve("m.npy");
        assertEquals(
                0,
                build("streamflow-churn", "m.npy", "--as-of", "2024-10-04", "--window", "2d")
                        .code());
        for (List<String> command : List.of(
                List.of("check", "M"),
                List.of("report", "M"),
                List.of("inspect", "M"),
                List.of("diff", "M", "M"),
                List.of("why", "M", "--entity", "1", "--feature", "total_revenue"))) {
            Outcome outcome = InProcess.runOnce(command.stream()
                    .map(word -> word.equals("M") ? matrix.toString() : word)
                    .toArray(String[]::new));

            assertEquals(3, outcome.code(), command + outcome.err());
            assertTrue(outcome.err().contains("--out matrix.parquet"), command + outcome.err());
        }
    }

    @Test
    void isNoFormatOfEventsAndPassedOverInTheirFolder() throws Exception {
        Outcome generate = InProcess.runOnce(
                "generate",
                folder.resolve("e").toString(),
                "--subscribers",
                "9",
                "--days",
                "1",
                "--seed",
                "1",
                "--format",
                "npy");
        assertEquals(2, generate.code());
        assertTrue(generate.err().contains("there is no format npy"), generate.err());
        Path log = Files.createDirectory(folder.resolve("log"));
        Files.writeString(log.resolve("visits.csv"), "user_id,timestamp,event_type\n1,2024-10-03 10:00:00,search\n");
        Files.writeString(log.resolve("old.npy"), "no events");
        assertEquals(0, InProcess.runOnce("inspect", log.toString()).code());
    }
}
