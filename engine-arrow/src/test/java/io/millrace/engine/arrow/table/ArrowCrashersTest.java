package io.millrace.engine.arrow.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.millrace.core.event.ColumnBatch;
import io.millrace.core.port.BatchReader;
import io.millrace.core.port.EventSource;
import io.millrace.core.port.ReadOptions;
import io.millrace.core.port.Split;
import io.millrace.core.run.MillraceException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Files that crashed readers of Arrow: each is read, or refused with a reason that names it. What becomes of those of Arrow's own format
 * stands in a table that is checked in, and as it is now in {@code target/arrow-ipc-stream.txt}.
 */
class ArrowCrashersTest {
    private static final String TABLE = "arrow-ipc-stream.txt";

    @Test
    void doesWithEveryCrasherOfItsFormatWhatTheTableSays() throws IOException {
        Path folder = data().resolve("arrow-ipc-stream");
        StringBuilder lines = new StringBuilder();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                lines.append(folder.relativize(file))
                        .append(": ")
                        .append(outcome(file))
                        .append('\n');
            }
        }
        Files.writeString(Path.of("target", TABLE), lines);
        try (InputStream table = ArrowCrashersTest.class.getResourceAsStream(TABLE)) {
            assertEquals(new String(table.readAllBytes(), StandardCharsets.UTF_8), lines.toString());
        }
    }

    @Test
    void readsOrRefusesEveryCrasher() throws IOException {
        int refused = 0;
        try (Stream<Path> files = Files.walk(data())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                refused += outcome(file).startsWith("refused") ? 1 : 0;
            }
        }
        assertTrue(refused > 20, refused + " refused");
    }

    private static Path data() {
        String shared = System.getProperty("millrace.shared", "");
        assumeTrue(!shared.isEmpty(), "no shared folder");
        Path data = Path.of(System.getProperty("millrace.root", "."))
                .resolve(shared)
                .resolve("corpus/arrow-testing/data");
        assumeTrue(Files.isDirectory(data), "no such corpus");
        return data;
    }

    private static String outcome(Path file) {
        long rows = 0;
        try {
            EventSource source = new ArrowFormat().open(List.of(file), ReadOptions.of(Map.of()));
            for (Split split : source.splits(source.schema())) {
                try (BatchReader reader = split.open(1000)) {
                    for (ColumnBatch batch = reader.next(); batch != null; batch = reader.next()) {
                        assertTrue(batch.rowCount() <= 1000);
                        rows += batch.rowCount();
                    }
                }
            }
            return "read, " + source.schema().size() + " columns x " + rows + " rows";
        } catch (MillraceException e) {
            String message = String.valueOf(e.getMessage());
            assertTrue(message.startsWith(file.toString()), message);
            return "refused, it"
                    + message.substring(file.toString().length())
                            .lines()
                            .findFirst()
                            .orElse("");
        }
    }
}
