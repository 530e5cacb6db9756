package io.millrace.parquet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.millrace.core.port.EventSource;
import io.millrace.core.port.ReadOptions.Reader;
import io.millrace.core.port.Split;
import io.millrace.core.run.InputException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReaderChoiceTest {
    @TempDir
    private Path folder;

    private Path file(String name, String options) {
        Path file = folder.resolve(name);
        DuckDb.write(file, "select i as id, 'k' || i % 3 as k from range(10) t(i)", options);
        return file;
    }

    private static List<String> readers(Reader reader, Path... files) {
        EventSource source = Rows.open(reader, files);
        return source.splits(source.schema()).stream()
                .map(Split::reader)
                .map(name -> name.orElse("unknown"))
                .toList();
    }

    @Test
    void choosesForEachFile() {
        Path snappy = file("snappy.parquet", ", codec 'snappy'");
        Path brotli = file("brotli.parquet", ", codec 'brotli'");
        assertEquals(
                List.of("page reader", "Arrow Dataset, the column id is compressed with BROTLI"),
                readers(Reader.AUTO, snappy, brotli));
        assertEquals(List.of("page reader"), readers(Reader.PAGE, snappy));
        assertEquals(List.of("Arrow Dataset, as asked for"), readers(Reader.ARROW, snappy));
    }

    @Test
    void readsWithArrowWhatThePageReaderCannot() {
        Path file = SharedData.folder("corpus/parquet-testing/data").resolve("hadoop_lz4_compressed.parquet");
        EventSource source = Rows.open(file);
        assertEquals(Rows.expected(source.schema(), file), Rows.read(file));
    }

    @Test
    void refusesWhatThePageReaderIsAskedForAndCannotRead() {
        Path one = file("one.parquet", ", codec 'brotli'");
        Path two = file("two.parquet", ", codec 'brotli'");
        String rest = ": the column id is compressed with BROTLI, which the page reader cannot read; "
                + "--reader auto or arrow leaves it to Arrow Dataset";
        assertEquals(
                one + rest + "\n" + two + rest,
                assertThrows(InputException.class, () -> readers(Reader.PAGE, one, two))
                        .getMessage());
    }
}
