package io.millrace.parquet.page;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.millrace.core.port.ReadLimits;
import io.millrace.core.port.Split;
import io.millrace.parquet.StoredType;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.parquet.format.ColumnMetaData;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PageRowGroupTest {
    private static PageColumn column(long compressed, long uncompressed) {
        ColumnMetaData chunk = new ColumnMetaData();
        chunk.setTotal_compressed_size(compressed);
        chunk.setTotal_uncompressed_size(uncompressed);
        return new PageColumn("x", StoredType.INTEGER, 0, 0, false, chunk);
    }

    /** In MiB: the file, two columns compressed and as they say they are uncompressed; the share, and what the file may take. */
    @ParameterizedTest
    @CsvSource({
        "1,    1, 0,     2, 0,        64, 64", // a small file is read by one thread at a time
        "8,    1, 1,     8, 8,        64, 128",
        "100,  3, 2,     9, 9,        80, 1600", // sixteen times its bytes
        "100,  1, 1,     300, 200,    1000, 1600", // or twice what it says it becomes
        "100,  1, 1,     900, 900,    1600, 1600", // never more than the file
        "100,  -5, 1,    -7, 1,       64, 1600",
        "100,  1, 1,     8796093022207, 8796093022207, 1600, 1600"
    })
    void hasAShareOfItsFile(
            long file, long compressed, long compressedToo, long said, long saidToo, long share, long ofFile) {
        List<PageColumn> columns = Stream.of(
                        column(compressed << 20, said << 20), column(compressedToo << 20, saidToo << 20))
                .toList();
        PageRowGroup group =
                new PageRowGroup(Path.of("events.parquet"), "events.parquet", file << 20, 0, 0, 1, columns);

        assertEquals(new Split.Share(share << 20, ofFile << 20), group.share(ReadLimits.DEFAULT));
    }
}
