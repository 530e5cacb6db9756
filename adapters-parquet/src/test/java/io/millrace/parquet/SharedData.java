package io.millrace.parquet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** Data outside the project; tests that need it are skipped where it is not there. */
final class SharedData {
    private SharedData() {}

    static Path folder(String name) {
        String shared = System.getProperty("millrace.shared");
        Assumptions.assumeTrue(shared != null, "millrace.shared is not set");
        Path folder =
                Path.of(System.getProperty("millrace.root", "")).resolve(shared).resolve(name);
        Assumptions.assumeTrue(Files.isDirectory(folder), () -> folder + " is not there");
        return folder;
    }

    static List<Path> files(String folder, String ending) {
        try (Stream<Path> files = Files.list(folder(folder))) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
