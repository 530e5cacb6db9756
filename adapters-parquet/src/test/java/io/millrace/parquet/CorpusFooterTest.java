package io.millrace.parquet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.core.run.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Footers of other writers, sound and damaged: they are described, or refused with a message that names the file. */
final class CorpusFooterTest {
    @Test
    void describesOrRefusesEveryFile() throws IOException {
        List<Path> refused = new ArrayList<>();
        List<Path> files = files(SharedData.folder("corpus/parquet-testing"));
        for (Path file : files) {
            try {
                Rows.open(file).schema();
            } catch (InputException e) {
                assertTrue(e.getMessage().startsWith(file.toString()), e.getMessage());
                refused.add(file);
            }
        }
        List<Path> unexpected = refused.stream()
                .filter(file ->
                        file.toString().endsWith(".parquet") && !file.toString().contains("bad_data"))
                .toList();
        assertEquals(List.of(), unexpected);
        assertFalse(refused.isEmpty());
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> found = files.filter(Files::isRegularFile).sorted().toList();
            assertFalse(found.isEmpty());
            return found;
        }
    }
}
