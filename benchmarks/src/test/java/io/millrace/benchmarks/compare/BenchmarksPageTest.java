package io.millrace.benchmarks.compare;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page that explains the comparison names commands that there are. */
class BenchmarksPageTest {
    private static final Pattern CALL = Pattern.compile("(?m)^benchmarks/compare (.*)$");
    private static final Pattern ROW = Pattern.compile("\\| `((?:warm|processes)[^`]*)` \\|");

    private final String page = read();

    private static String read() {
        try {
            return Files.readString(
                    Path.of(System.getProperty("millrace.root", "..")).resolve("docs/benchmarks.md"));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void namesCommandsThatAreUnderstood() {
        for (Pattern pattern : List.of(CALL, ROW)) {
            List<String> calls =
                    pattern.matcher(page).results().map(call -> call.group(1)).toList();
            assertTrue(calls.size() > 5, calls::toString);
            for (String call : calls) {
                assertDoesNotThrow(() -> Comparison.commandLine().parseArgs(call.split(" ")), call);
            }
        }
    }

    @Test
    void namesAllContestantsAndFiles() {
        WarmCommand.NAMES.forEach(name -> assertTrue(page.contains("`" + name + "`"), name));
        for (Dataset.Kind kind : Dataset.Kind.values()) {
            assertTrue(page.contains("| `" + kind + "`"), kind::toString);
        }
    }
}
