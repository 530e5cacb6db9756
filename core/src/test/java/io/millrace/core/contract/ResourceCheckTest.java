package io.millrace.core.contract;

import static org.junit.jupiter.api.Assertions.assertThrows;

import io.millrace.core.run.MemoryBudget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResourceCheckTest {
    @Test
    void passesWhereNothingIsLeft(@TempDir Path folder) throws IOException {
        Files.createDirectories(folder.resolve("empty"));
        ResourceCheck.create()
                .emptyFolder(() -> folder)
                .emptyFolder(() -> folder.resolve("none"))
                .released("bytes", () -> 0)
                .within(new MemoryBudget(10), () -> 10)
                .verify();
    }

    @Test
    void findsFilesLeftBehind(@TempDir Path folder) throws IOException {
        Files.createFile(Files.createDirectories(folder.resolve("deep")).resolve("left"));
        assertThrows(AssertionError.class, ResourceCheck.create().emptyFolder(() -> folder)::verify);
    }

    @Test
    void findsMemoryStillHeld() {
        assertThrows(AssertionError.class, ResourceCheck.create().released("bytes", () -> 1)::verify);
    }

    @Test
    void findsPeakAboveBudget() {
        assertThrows(AssertionError.class, ResourceCheck.create().within(new MemoryBudget(10), () -> 11)::verify);
    }
}
