package io.millrace.parquet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.core.event.ColumnBatch;
import io.millrace.core.port.EventSource;
import io.millrace.core.port.ReadOptions.Reader;
import io.millrace.core.run.InputException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Gives mutants to Arrow Dataset, behind our own checks, in a process of its own: native code may take that down. The page reader,
 * given the same mutants, never does. What came of them is written to {@code target/arrow-mutants.txt}.
 */
final class ArrowMutantsTest {
    private static final int MUTANTS = Integer.getInteger("millrace.arrow.mutants", 200);
    private static final long SEED = Long.getLong("millrace.seed", 20_241_031);
    private static final int SECONDS = 120;
    private static final String REFUSED = "refused by our checks";
    private static final String REFUSED_BEHIND = "refused by Arrow Dataset, or for a value";

    @TempDir
    private Path folder;

    @Test
    void survivesMutantsOrDiesInAnotherProcess() throws IOException, InterruptedException {
        Map<String, Integer> outcomes = outcomes(Long.toString(SEED), MUTANTS);
        String report = report(MUTANTS + " mutants of seed " + SEED, outcomes);
        Files.writeString(Path.of("target", "arrow-mutants.txt"), report);
        assertEquals(0, outcomes.getOrDefault("failed", 0), report);
        assertTrue(outcomes.getOrDefault(REFUSED, 0) > MUTANTS / 10, report);
        assertTrue(outcomes.getOrDefault("read", 0) > MUTANTS / 20, report);
    }

    /** Files that killed Arrow once; behind our checks none of them may. */
    @ParameterizedTest
    @ValueSource(strings = {"arrow-testing/data/parquet", "parquet-testing/bad_data"})
    void survivesEveryCrasher(String corpus) throws IOException, InterruptedException {
        Path crashers = SharedData.folder("corpus/" + corpus);
        int count = Child.files(crashers).size();
        Map<String, Integer> outcomes = outcomes(crashers.toString(), count);
        String report = report(count + " files of " + corpus, outcomes);
        assertTrue(Set.of("read", REFUSED, REFUSED_BEHIND).containsAll(outcomes.keySet()), report);
        assertEquals(
                count, outcomes.values().stream().mapToInt(Integer::intValue).sum(), report);
    }

    private static String report(String what, Map<String, Integer> outcomes) {
        StringBuilder report = new StringBuilder(what + "\n");
        outcomes.forEach((outcome, number) -> report.append(String.format("%8d  %s%n", number, outcome)));
        return report.toString();
    }

    /**
     * What comes of files in other processes.
     *
     * @param source the seed of mutants, or a folder
     */
    private Map<String, Integer> outcomes(String source, int count) throws IOException, InterruptedException {
        Map<String, Integer> outcomes = new TreeMap<>();
        int next = 0;
        while (next < count) {
            Path log = folder.resolve("log.txt");
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx256m",
                            "--add-opens=java.base/java.nio=ALL-UNNAMED",
                            "-XX:-CreateCoredumpOnCrash",
                            "-XX:ErrorFile=" + folder.resolve("crash.log"),
                            "-cp",
                            System.getProperty("java.class.path"),
                            Child.class.getName(),
                            folder.toString(),
                            source,
                            Integer.toString(next),
                            Integer.toString(count))
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            boolean ended = process.waitFor(SECONDS, TimeUnit.SECONDS);
            if (!ended) {
                process.destroyForcibly().waitFor();
            }
            List<String> lines = Files.readAllLines(log, StandardCharsets.ISO_8859_1).stream()
                    .filter(line -> line.startsWith("mutant "))
                    .toList();
            assertTrue(!lines.isEmpty(), Files.readString(log, StandardCharsets.ISO_8859_1));
            lines.forEach(line -> outcomes.merge(line.replaceFirst("mutant [0-9]+ ?", ""), 1, Integer::sum));
            outcomes.remove("");
            if (ended && process.exitValue() == 0) {
                break;
            }
            String last = lines.get(lines.size() - 1);
            next = Integer.parseInt(last.split(" ")[1]) + 1;
            outcomes.merge(ended ? "killed the process, exit code " + process.exitValue() : "hung", 1, Integer::sum);
            outcomes.merge("  which was mutant " + (next - 1), 1, Integer::sum);
        }
        return outcomes;
    }

    /** What the other process runs. */
    static final class Child {
        private Child() {}

        public static void main(String[] arguments) throws IOException, SQLException {
            int from = Integer.parseInt(arguments[2]);
            int to = Integer.parseInt(arguments[3]);
            if (arguments[1].matches("-?[0-9]+")) {
                readMutants(Path.of(arguments[0]), Long.parseLong(arguments[1]), from, to);
            } else {
                readFiles(files(Path.of(arguments[1])), from, to);
            }
            System.exit(0);
        }

        private static void readFiles(List<Path> files, int from, int to) {
            for (int number = from; number < to; number++) {
                System.out.println("mutant " + number);
                System.out.println("mutant " + number + " " + outcome(files.get(number)));
            }
        }

        /** All below the folder, in order. */
        static List<Path> files(Path folder) throws IOException {
            try (Stream<Path> files = Files.walk(folder)) {
                return files.filter(Files::isRegularFile).sorted().toList();
            }
        }

        private static void readMutants(Path folder, long seed, int from, int to) throws IOException, SQLException {
            try (MutantCampaign mutants = new MutantCampaign(folder)) {
                for (int number = from; number < to; number++) {
                    System.out.println("mutant " + number);
                    Path file = folder.resolve("arrow-mutant.parquet");
                    Files.write(file, mutants.mutant(seed, number));
                    System.out.println("mutant " + number + " " + outcome(file));
                }
            }
        }

        private static String outcome(Path file) {
            try {
                EventSource source = Rows.open(Reader.ARROW, file);
                Rows.read(source, source.schema(), ColumnBatch.MAX_ROWS);
                return "read";
            } catch (InputException e) {
                String message = String.valueOf(e.getMessage());
                if (!message.startsWith(file.toString())) {
                    return "failed";
                }
                boolean ours = message.contains(" is damaged: ")
                        || message.contains("asks for too much")
                        || message.contains("is not a Parquet file")
                        || message.contains("it was cut off");
                return ours ? REFUSED : REFUSED_BEHIND;
            } catch (RuntimeException e) {
                e.printStackTrace();
                return "failed";
            }
        }
    }
}
