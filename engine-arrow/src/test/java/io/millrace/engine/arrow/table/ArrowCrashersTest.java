package io.millrace.engine.arrow.table;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.millrace.core.event.ColumnBatch;
import io.millrace.core.port.BatchReader;
import io.millrace.core.port.EventSource;
import io.millrace.core.port.ReadOptions;
import io.millrace.core.port.Split;
import io.millrace.core.run.MillraceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Files that crashed readers of Arrow: each is read, or refused with a reason that names it. */
class ArrowCrashersTest {
    @Test
    void readsOrRefusesEveryCrasher() throws IOException {
        String shared = System.getProperty("millrace.shared", "");
        assumeTrue(!shared.isEmpty(), "no shared folder");
        Path data = Path.of(System.getProperty("millrace.root", "."))
                .resolve(shared)
                .resolve("corpus/arrow-testing/data");
        assumeTrue(Files.isDirectory(data), "no such corpus");
        int refused = 0;
        try (Stream<Path> files = Files.walk(data)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                refused += isRefused(file) ? 1 : 0;
            }
        }
        assertTrue(refused > 20, refused + " refused");
    }

    private static boolean isRefused(Path file) {
        try {
            EventSource source = new ArrowFormat().open(List.of(file), ReadOptions.of(Map.of()));
            for (Split split : source.splits(source.schema())) {
                try (BatchReader reader = split.open(1000)) {
                    for (ColumnBatch batch = reader.next(); batch != null; batch = reader.next()) {
                        assertTrue(batch.rowCount() <= 1000);
                    }
                }
            }
            return false;
        } catch (MillraceException e) {
            assertTrue(e.getMessage().startsWith(file.toString()), e.getMessage());
            return true;
        }
    }
}
