package io.millrace.parquet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.core.event.DataType;
import io.millrace.core.event.Field;
import io.millrace.core.event.Schema;
import io.millrace.core.port.EventSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Describing, writing and reading files must not load Arrow nor any other native library: Arrow's takes half a second and a
 * temporary file.
 */
final class LazyNativeLibraryTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"ours", "uncompressed", "snappy", "gzip", "zstd", "lz4_raw"})
    void describesWritesAndReadsWithoutNativeCode(String codec) throws IOException, InterruptedException {
        Path file = folder.resolve("file.parquet");
        if (!codec.equals("ours")) {
            DuckDb.write(file, "select 1::bigint as id, repeat('x', 1000) as text", ", codec '" + codec + "'");
        }
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xlog:class+load:stdout",
                        // As the launcher does, for aircompressor, which writes Snappy and reads Zstandard and LZ4.
                        "-Dsun.misc.unsafe.memory.access=allow",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Describer.class.getName(),
                        file.toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), output);
        assertTrue(output.contains("described 1 split of 1 row, and read [1"), output);
        assertTrue(output.contains("io.millrace.parquet.ParquetFooter "));
        assertFalse(output.contains(" org.apache.arrow."), "Arrow was loaded");
        assertFalse(output.contains(" com.github.luben."), "zstd-jni was loaded");
        assertTrue(
                output.lines().noneMatch(line -> line.contains("WARNING")),
                () -> output.lines()
                        .filter(line -> line.contains("WARNING"))
                        .toList()
                        .toString());
    }

    /** What the other process runs. */
    static final class Describer {
        private Describer() {}

        public static void main(String[] arguments) {
            Path file = Path.of(arguments[0]);
            if (!Files.exists(file)) {
                Rows.write(file, Schema.of(Field.required("id", DataType.INT64)), List.of(List.of(1L)), 1);
            }
            EventSource source = Rows.open(file);
            int splits = source.splits(source.schema()).size();
            System.out.println("described " + splits + " split of "
                    + source.files().get(0).rows().orElseThrow() + " row, and read "
                    + Rows.read(file).get(0));
        }
    }
}
