package io.millrace.csv;

import io.millrace.core.port.CsvDialect;
import io.millrace.core.port.ReadLimits;
import io.millrace.core.port.ReadOptions;
import io.millrace.core.run.FileFailure;
import io.millrace.core.run.InputException;
import io.millrace.core.text.PlainText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A file and what its header says.
 *
 * @param bytes its size
 * @param names of the columns, in order; a column may have none and is then out of reach
 * @param dialect of the text, with the most bytes that a row of this file may have
 * @param firstRow where the first row begins, in the text as UTF-8
 * @param starts where rows begin; for a file that cannot be read from any place, those of its one split
 */
record CsvFile(
        Path path,
        long bytes,
        List<String> names,
        Encoding encoding,
        CsvDialect dialect,
        ReadLimits limits,
        long firstRow,
        RowStarts starts,
        LineNumbers lines) {
    CsvFile {
        names = List.copyOf(names);
    }

    /**
     * Reads the header.
     *
     * @param splitBytes how large a split is
     * @throws InputException where there is no header, or a name stands twice in it
     */
    static CsvFile describe(Path path, ReadOptions options, long splitBytes) {
        ReadLimits limits = options.limits();
        try {
            long bytes = Files.size(path);
            Encoding encoding = Encoding.of(path, options.csv().charset());
            int mostRowBytes = encoding.mostRowBytes(options.csv().mostRowBytes(), bytes, limits);
            CsvDialect dialect = options.csv().withMostRowBytes(mostRowBytes);
            List<String> declared = List.copyOf(options.declared().keySet());
            Header header = Header.read(path, encoding, dialect, declared, limits);
            requireDistinct(path, header.names());
            long split = encoding.isPlain() ? splitBytes : Long.MAX_VALUE / 2;
            RowStarts starts = new RowStarts(bytes, header.end(), split);
            return new CsvFile(
                    path,
                    bytes,
                    header.names(),
                    encoding,
                    dialect,
                    limits,
                    header.end(),
                    starts,
                    new LineNumbers(path));
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }

    static InputException unreadable(Path file, IOException cause) {
        if (cause instanceof Refused) {
            return new InputException(file + " " + cause.getMessage(), cause);
        }
        return new InputException("cannot read " + file + ": " + FileFailure.reason(cause), cause);
    }

    private static void requireDistinct(Path path, List<String> names) {
        Map<String, Integer> seen = new HashMap<>();
        for (int i = 0; i < names.size(); i++) {
            Integer before = names.get(i).isEmpty() ? null : seen.putIfAbsent(names.get(i), i);
            if (before != null) {
                throw new InputException(path + ", line 1: columns " + (before + 1) + " and " + (i + 1)
                        + " are both named " + PlainText.line(names.get(i)));
            }
        }
        if (seen.isEmpty()) {
            throw new InputException(path + ", line 1: no column has a name");
        }
    }

    /** The most bytes that a row may have. */
    int mostRowBytes() {
        return (int) (encoding.isPlain() ? Math.min(dialect.mostRowBytes(), bytes) : dialect.mostRowBytes());
    }

    String name() {
        return path.toString();
    }
}
