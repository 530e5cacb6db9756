package io.millrace.benchmarks.compare;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SameBytesTest {
    @TempDir
    Path folder;

    @Test
    void areRequiredOfMillraceAlone() throws IOException {
        List<ProcessContestant> contestants =
                List.of(wrote("millrace-512m", "abcd"), wrote("duckdb-jdbc", "other"), wrote("millrace-8g", "abcd"));
        assertDoesNotThrow(() -> ProcessesCommand.requireSameBytes(contestants));
    }

    @Test
    void areMissed() throws IOException {
        List<ProcessContestant> contestants = List.of(wrote("millrace-512m", "abcd"), wrote("millrace-8g", "abxd"));
        String message = assertThrows(DifferentMatrix.class, () -> ProcessesCommand.requireSameBytes(contestants))
                .getMessage();
        assertEquals("millrace-8g and millrace-512m differ from byte 2 on", message);
    }

    private ProcessContestant wrote(String name, String text) throws IOException {
        Path output = Files.writeString(folder.resolve(name), text);
        return new ProcessContestant(name, "1", List.of(), Map.of(), output);
    }
}
