package io.millrace.parquet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.core.event.ColumnBatch;
import io.millrace.core.event.DataType;
import io.millrace.core.event.Field;
import io.millrace.core.event.Schema;
import io.millrace.core.port.EventSource;
import io.millrace.core.port.ReadOptions.Reader;
import io.millrace.core.run.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Files in which bytes were changed or are missing: they are read or refused with a message that names the file, and
 * nothing else happens. How many are tried is {@code millrace.mutants}.
 */
final class PageMutantsTest {
    private static final int MUTANTS = Integer.getInteger("millrace.mutants", 500);
    private static final long SEED = Long.getLong("millrace.seed", 20_241_031);

    @TempDir
    private Path folder;

    @Test
    void readsRightOrRefusesMutants() throws IOException, SQLException {
        int first = Integer.getInteger("millrace.first", 0);
        try (MutantCampaign campaign = new MutantCampaign(folder)) {
            campaign.run(SEED, first, first + MUTANTS);
            String report = MUTANTS + " mutants of seed " + SEED + " from " + first + " on\n" + campaign.report();
            Files.writeString(Path.of("target", "mutants.txt"), report);
            assertTrue(campaign.comparedCount() > MUTANTS / 20, report);
            assertTrue(campaign.rangedCount() > MUTANTS / 20, report);
            assertTrue(MUTANTS - campaign.readCount() > MUTANTS / 10, report);
        }
    }

    @Test
    void noticesEveryChangeOfAPageWithAChecksum() throws IOException {
        Path file = folder.resolve("checked.parquet");
        Schema schema = Schema.of(
                Field.required("id", DataType.INT64),
                Field.nullable("d", DataType.FLOAT64),
                Field.nullable("k", DataType.TEXT));
        List<List<Object>> rows = new ArrayList<>();
        for (int i = 0; i < 2000; i++) {
            rows.add(Arrays.asList((long) i * i, i % 3 == 0 ? null : (Object) (i / 7.0), "k" + i % 5));
        }
        Rows.write(file, schema, rows, 1000);
        byte[] sound = Files.readAllBytes(file);
        int footer = sound.length - 8 - (sound[sound.length - 8] & 0xff | (sound[sound.length - 7] & 0xff) << 8);
        Random random = new Random(SEED);
        for (int i = 0; i < Math.min(MUTANTS, 1000); i++) {
            byte[] changed = sound.clone();
            changed[4 + random.nextInt(footer - 4)] ^= (byte) (1 << random.nextInt(8));
            Files.write(file, changed);
            Optional<List<List<Object>>> read = read(file, i);
            if (read.isPresent()) {
                assertEquals(rows, read.get(), "a header's bit that says nothing, or damage that nobody saw: " + i);
            }
        }
    }

    /** The rows, or nothing where the file is refused. */
    private static Optional<List<List<Object>>> read(Path file, int number) {
        try {
            EventSource source = Rows.open(Reader.PAGE, file);
            return Optional.of(Rows.read(source, source.schema(), ColumnBatch.MAX_ROWS));
        } catch (InputException e) {
            assertTrue(String.valueOf(e.getMessage()).startsWith(file.toString()), e.getMessage());
            return Optional.empty();
        } catch (RuntimeException e) {
            throw new AssertionError("mutant " + number, e);
        }
    }
}
