package io.millrace.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Rows that cannot be read and events that validators refuse, mixed over files: which is the first, and which are set aside, is
 * known as the files are written.
 */
final class FirstProblemTest {
    private static final String HEADER = "user_id,ts,plan,seconds\n";
    private static final int FILES = 5;
    private static final String ADVICE = "correct the row, ";

    /** A row that cannot be used: what its place in the quarantine says, and what ends a run with it. */
    private record Problem(String row, String column, String reason, int caret, String advice) {}

    private static final List<Problem> PROBLEMS = List.of(
            new Problem(
                    "7,2024-10-02 00:00:01,basic,-5",
                    "seconds",
                    "the validator duration_is_positive refuses the event: seconds = -5",
                    28,
                    "leave such events out by the set's where, or have them set aside with --quarantine DIR"),
            new Problem(
                    "7,2024-10-02 00:00:01,basic,five",
                    "seconds",
                    "\"five\" is not an integer",
                    28,
                    "or have such rows set aside with --quarantine DIR"),
            new Problem(
                    "7,2024-10-02 00:00:01,\"gré, \"\"x\"\"\",1",
                    "plan",
                    "the validator known_plan refuses the event: plan = 'gré, \"x\"'",
                    23,
                    "leave such events out by the set's where, or have them set aside with --quarantine DIR"),
            new Problem(
                    "7,2024-10-02 00:00:01,basic",
                    "",
                    "3 fields where the header has 4",
                    27,
                    "or have such rows set aside with --quarantine DIR"),
            new Problem(
                    "7,2024-10-02 00:00:01,basic,86400",
                    "plan, seconds",
                    "the validator basic_is_short refuses the event: plan = 'basic', seconds = 86400",
                    22,
                    "leave such events out by the set's where, or have them set aside with --quarantine DIR"));

    @TempDir
    Path folder;

    private Path events;
    private Path matrix;

    @BeforeEach
    void writeFeatures() throws IOException {
        events = Files.createDirectory(folder.resolve("events"));
        matrix = folder.resolve("m.csv");
        Files.writeString(folder.resolve("f.yaml"), """
                feature_set: f
                entity: user_id
                time: ts
                window: 2d
                validators:
                  known_plan: plan in ('basic', 'plus')
                  duration_is_positive: seconds is null or seconds >= 0
                  basic_is_short: plan <> 'basic' or seconds < 3600
                features:
                  events: count(*)
                  seconds: sum(seconds)
                """);
    }

    /** The files, the rows in them that are to be found, in order, and the first of these as a message. */
    private String write(String extension, String charset, int seed, int rows, StringBuilder aside) throws IOException {
        Random random = new Random(seed);
        List<String> messages = new ArrayList<>();
        int problems = 0;
        for (int number = 0; number < FILES; number++) {
            Path file = events.resolve("day" + number + extension);
            StringBuilder text = new StringBuilder(HEADER);
            int line = 2;
            long offset = HEADER.length();
            for (int i = 0; i < rows; i++) {
                // none in the first file, and in the second one late
                boolean bad = (number > 1 || number == 1 && i > rows * 2 / 3) && random.nextInt(997) == 0;
                String row = random.nextInt(100) + ",2024-10-02 00:00:01,plus," + random.nextInt(99_999);
                if (bad) {
                    Problem problem = PROBLEMS.get((problems++ + seed) % PROBLEMS.size());
                    row = problem.row();
                    messages.add(message(file, line, problem));
                    aside.append(aside(file, line, offset, problem));
                } else if (random.nextInt(50) == 0) {
                    row = "\"" + random.nextInt(100) + "\",2024-10-02 00:00:01,plus,\n";
                }
                text.append(row).append('\n');
                line += 1 + (row.endsWith("\n") ? 1 : 0);
                offset += row.getBytes(StandardCharsets.UTF_8).length + 1;
            }
            Files.write(file, packed(text.toString().getBytes(Charset.forName(charset)), extension));
        }
        return messages.get(0);
    }

    private static byte[] packed(byte[] text, String extension) throws IOException {
        if (extension.endsWith(".zst")) {
            return Zstd.compress(text);
        } else if (!extension.endsWith(".gz")) {
            return text;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text);
        }
        return bytes.toByteArray();
    }

    private static String message(Path file, int line, Problem problem) {
        boolean hasColumn = !problem.column().isEmpty() && !problem.column().contains(",");
        return String.format(
                Locale.ROOT,
                "millrace: %s, line %d%s: %s\n  %s\n  %s^\n%s%s\n",
                file,
                line,
                hasColumn ? ", column " + problem.column() : "",
                problem.reason(),
                problem.row(),
                " ".repeat(problem.caret()),
                ADVICE,
                problem.advice());
    }

    private static String aside(Path file, int line, long offset, Problem problem) {
        return String.join(
                        ",",
                        quoted(file.toString()),
                        Integer.toString(line),
                        Long.toString(offset),
                        quoted(problem.column()),
                        quoted(problem.reason()),
                        quoted(problem.row()))
                + "\n";
    }

    private static String quoted(String text) {
        return '"' + text.replace("\"", "\"\"") + '"';
    }

    private Outcome build(String charset, int threads, String... more) {
        List<String> arguments = new ArrayList<>(List.of("build", events.toString(), "--quiet"));
        arguments.addAll(List.of("--features", folder.resolve("f.yaml").toString(), "--charset", charset));
        arguments.addAll(List.of("--as-of", "2024-10-03", "--column", "seconds=bigint", "--out", matrix.toString()));
        // Four threads have more heap where the launcher starts them: enough for longer rows.
        arguments.addAll(List.of("--threads", Integer.toString(threads), "--max-row", "1m"));
        arguments.addAll(List.of(more));
        return InProcess.run(arguments.toArray(String[]::new));
    }

    @ParameterizedTest
    @CsvSource({
        ".csv, utf-8, 0, 200000",
        ".csv, utf-8, 1, 40000",
        ".csv, utf-8, 2, 40000",
        ".csv, utf-8, 3, 40000",
        ".csv, utf-8, 4, 40000",
        ".csv.gz, utf-8, 0, 200000",
        ".csv.zst, utf-8, 2, 40000",
        ".csv, iso-8859-1, 4, 40000",
        ".csv, utf-16, 0, 40000",
        ".csv.gz, utf-16le, 2, 40000"
    })
    void isTheFirstInTheLogForAnyNumberOfThreads(String extension, String charset, int seed, int rows)
            throws IOException {
        StringBuilder aside = new StringBuilder("file,line,offset,column,reason,raw\n");
        String message = write(extension, charset, seed, rows, aside);
        byte[] first = new byte[0];
        for (int threads : new int[] {1, 2, 4}) {
            for (String removing : List.of("", "--deduplicate=user_id,ts,plan,seconds")) {
                String[] more = removing.isEmpty() ? new String[0] : new String[] {removing};
                Outcome refused = build(charset, threads, more);
                assertEquals(ExitCode.INPUT.code(), refused.code(), refused.err());
                assertEquals(message, refused.err(), threads + " threads " + removing);
                assertFalse(Files.exists(matrix));
            }
            Path place = folder.resolve("aside" + threads);
            Outcome built = build(charset, threads, "--quarantine", place.toString());
            assertEquals(0, built.code(), built.err());
            assertEquals(aside.toString(), Files.readString(place.resolve("bad-rows.csv")), threads + " threads");
            byte[] cells = Files.readAllBytes(matrix);
            first = threads == 1 ? cells : first;
            assertArrayEquals(first, cells);
            Files.delete(matrix);
        }
    }
}
