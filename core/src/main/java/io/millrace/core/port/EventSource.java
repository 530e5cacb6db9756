package io.millrace.core.port;

import io.millrace.core.event.Schema;
import java.util.List;
import java.util.Optional;

/**
 * A table of rows that can be read in parts: an event log, and by the same means a roster or a matrix. Describing it
 * reads metadata only.
 */
public interface EventSource {
    /** The name of the format, for example {@code parquet}; an engine that reads files by its own means goes by it. */
    String format();

    /** The files (or other parts) in the order given; their number and order never change the matrix. */
    List<InputFile> files();

    /**
     * The columns of all files together: in order of first occurrence, nullable where any file says so or lacks it. A column that
     * files hold in several types stands here with that of most files, of two as frequent with the first.
     */
    Schema schema();

    /**
     * How files are read that do not tell it themselves, as CSV does not: who reads them again needs to know. Its types are those
     * that were declared; other columns are text.
     */
    default Optional<ReadOptions> reading() {
        return Optional.empty();
    }

    /**
     * The parts to read, each delivering exactly these columns in this order.
     *
     * @param reads columns by name; a type that differs from {@link #schema} is asked for where it can be converted
     *     without loss (an integer as a double is not)
     * @throws io.millrace.core.run.InputException where a file lacks one of the columns or holds it in a type that does
     *     not fit; it names every such file and column, and the nearest name there is
     */
    List<Split> splits(Schema reads);
}
