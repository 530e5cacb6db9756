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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Files in which bytes were changed or are missing: they are read or refused with a message that names the file, and
 * nothing else happens. How many are tried is {@code millrace.mutants}.
 */
final class PageMutantsTest {
    private static final int MUTANTS = Integer.getInteger("millrace.mutants", 150);
    private static final long SEED = 20_241_031;
    private static final String QUERY = """
            select i, case when i % 3 > 0 then i % 7 end as few, hash(i)::ubigint % 1000000007 as far, i % 2 = 0 as b,
              case when i % 5 > 0 then sqrt(i) end as d, (i % 9)::float as f, make_timestamp(i * 1000000007) as at,
              'k' || i % 10 as words, case when i % 4 > 0 then 'unique ' || hash(i) end as text,
              md5(i::varchar)::uuid as uuid, (i * 1.01)::decimal(7, 2) as price
            from range(700) t(i)
            """;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "codec 'uncompressed', parquet_version V1",
                "codec 'snappy', parquet_version V1, dictionary_size_limit 1",
                "codec 'uncompressed', parquet_version V2, dictionary_size_limit 1",
                "codec 'snappy', parquet_version V2",
                "codec 'zstd', parquet_version V2, dictionary_size_limit 1",
                "codec 'gzip', parquet_version V1",
                "codec 'lz4_raw', parquet_version V1"
            })
    void readsOrRefusesMutants(String options) throws IOException {
        Path file = folder.resolve("mutant.parquet");
        DuckDb.write(file, QUERY, ", " + options + ", row_group_size 2048");
        byte[] sound = Files.readAllBytes(file);
        Random random = new Random(SEED);
        int refused = 0;
        for (int i = 0; i < MUTANTS; i++) {
            Files.write(file, mutant(sound, random));
            refused += read(file, i).isEmpty() ? 1 : 0;
        }
        assertTrue(refused > MUTANTS / 10, refused + " of " + MUTANTS + " were refused");
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
        for (int i = 0; i < 2 * MUTANTS; i++) {
            byte[] changed = sound.clone();
            changed[4 + random.nextInt(footer - 4)] ^= (byte) (1 << random.nextInt(8));
            Files.write(file, changed);
            Optional<List<List<Object>>> read = read(file, i);
            if (read.isPresent()) {
                assertEquals(rows, read.get(), "a header's bit that says nothing, or damage that nobody saw: " + i);
            }
        }
    }

    private static byte[] mutant(byte[] sound, Random random) {
        if (random.nextInt(20) == 0) {
            return Arrays.copyOf(sound, random.nextInt(sound.length));
        }
        byte[] changed = sound.clone();
        int changes = 1 + random.nextInt(3);
        for (int i = 0; i < changes; i++) {
            int place = random.nextInt(sound.length);
            switch (random.nextInt(4)) {
                case 0 -> changed[place] ^= (byte) (1 << random.nextInt(8));
                case 1 -> changed[place] = (byte) random.nextInt();
                case 2 -> changed[place] = (byte) (random.nextBoolean() ? 0xff : 0);
                default -> {
                    int length = Math.min(1 + random.nextInt(8), sound.length - place);
                    Arrays.fill(changed, place, place + length, (byte) random.nextInt());
                }
            }
        }
        return changed;
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
