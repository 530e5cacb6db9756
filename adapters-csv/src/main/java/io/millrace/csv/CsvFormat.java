package io.millrace.csv;

import com.github.luben.zstd.util.Native;
import io.millrace.core.port.EventSource;
import io.millrace.core.port.MatrixSink;
import io.millrace.core.port.NativeCode;
import io.millrace.core.port.ReadOptions;
import io.millrace.core.port.TableFormat;
import io.millrace.core.port.WriteOptions;
import io.millrace.core.run.ResourceException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * CSV files.
 *
 * <p>Read: fields separated by commas, quoted as in RFC 4180 where they hold commas, quotes or line ends; rows end with
 * CR, LF or CRLF; UTF-8, with or without a byte order mark; plain, or compressed by gzip or Zstandard. {@link
 * io.millrace.core.port.CsvDialect} tells what may be otherwise. An unquoted empty field is null, {@code ""} is empty text,
 * nothing is trimmed. A quote inside a field that does not begin with one stands for itself. Empty lines hold no row,
 * except in a table of one column, where they hold a null. Types are declared or asked for; all other columns are text.
 *
 * <p>Written: the same, with quotes only where needed and LF as line end; doubles as the shortest text that reads back
 * equal, decimals with all digits of their scale, times as {@code 2024-10-31 12:00:00}, booleans as {@code true} and {@code false}.
 */
public final class CsvFormat implements TableFormat {
    private static final int SPLIT_BYTES = 4 << 20;

    private final int splitBytes;

    /** For {@link java.util.ServiceLoader} and whoever wires by hand. */
    public CsvFormat() {
        this(SPLIT_BYTES);
    }

    /**
     * @param splitBytes the bytes of a file that one split has; changes nothing in what is read
     */
    CsvFormat(int splitBytes) {
        this.splitBytes = splitBytes;
    }

    @Override
    public String name() {
        return "csv";
    }

    @Override
    public List<String> extensions() {
        return List.of("csv", "csv.gz", "csv.zst");
    }

    @Override
    public List<NativeCode> nativeCode() {
        return List.of(new NativeCode("zstd-jni", "reading CSV that is compressed by Zstandard", Native::load));
    }

    @Override
    public EventSource open(List<Path> files, ReadOptions options) {
        return CsvSource.open(files, options, splitBytes);
    }

    @Override
    public MatrixSink create(Path target) {
        return create(target, WriteOptions.DEFAULT);
    }

    @Override
    public MatrixSink create(Path target, WriteOptions options) {
        if (!target.toString().toLowerCase(Locale.ROOT).endsWith(".csv")) {
            throw new ResourceException("cannot write " + target
                    + ": CSV is written as it is, and compressed by other programs; end the name with .csv");
        }
        return new CsvSink(target, options.guardCells());
    }
}
