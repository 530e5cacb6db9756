package io.millrace.core.port;

import io.millrace.core.event.DataType;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A file format; found with {@link java.util.ServiceLoader}. */
public interface TableFormat {
    /** The name, in lower case, for example {@code parquet}. */
    String name();

    /** The file name endings that mean this format, without the dot, in lower case. */
    List<String> extensions();

    /**
     * Describes files of this format from their metadata.
     *
     * @param files at least one regular file
     * @param declared types that the caller states for columns; a format whose files tell their types checks them, one
     *     whose files do not (CSV) uses them and takes all other columns for text
     * @throws io.millrace.core.run.InputException where a file is not of this format or does not hold what is declared
     */
    EventSource open(List<Path> files, Map<String, DataType> declared);

    /** A sink whose commit replaces the file at {@code target} atomically. */
    MatrixSink create(Path target);
}
