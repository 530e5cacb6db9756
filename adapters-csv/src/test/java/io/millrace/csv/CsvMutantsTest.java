package io.millrace.csv;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * CSV files in which quotes, delimiters, line ends and other bytes were changed, also within compressed ones: they are read right
 * or refused. How many are tried is {@code millrace.mutants}.
 */
final class CsvMutantsTest {
    private static final int MUTANTS = Integer.getInteger("millrace.mutants", 500);
    private static final long SEED = Long.getLong("millrace.seed", 20_241_031);

    @TempDir
    private Path folder;

    @Test
    void readsRightOrRefusesMutants() throws IOException, SQLException {
        int first = Integer.getInteger("millrace.first", 0);
        try (CsvMutants mutants = new CsvMutants(folder)) {
            mutants.run(SEED, first, first + MUTANTS);
            String report = MUTANTS + " mutants of seed " + SEED + " from " + first + " on\n" + mutants.report();
            Files.writeString(Path.of("target", "mutants.txt"), report);
            assertTrue(mutants.readCount() > MUTANTS / 2, report);
            assertTrue(mutants.refusedCount() > MUTANTS / 10, report);
            assertTrue(mutants.comparedCount() > MUTANTS / 10, report);
        }
    }
}
