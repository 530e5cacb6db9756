package io.millrace.core.port;

import io.millrace.core.event.DataType;
import java.util.Map;

/**
 * How files are to be read. A format that has no such choice ignores it.
 *
 * @param declared types that the caller states for columns; a format whose files tell their types checks them, one whose
 *     files do not (CSV) uses them and takes all other columns for text
 * @param reader which of its readers a format uses
 * @param pruning whether splits tell what their columns range over, so that what lies outside every window can be skipped;
 *     the matrix and the accounting are the same without
 */
public record ReadOptions(Map<String, DataType> declared, Reader reader, boolean pruning) {
    /** Nothing declared, and everything as it is fastest. */
    public static final ReadOptions DEFAULT = of(Map.of());

    /** A reader of Parquet files. */
    public enum Reader {
        /** For each file the first that can read it: the page reader, Arrow Dataset. */
        AUTO,
        /** Millrace's own, without native code; what it cannot read is refused. */
        PAGE,
        /** Arrow Dataset. */
        ARROW
    }

    public ReadOptions {
        declared = Map.copyOf(declared);
    }

    /** The default, with types declared for columns. */
    public static ReadOptions of(Map<String, DataType> declared) {
        return new ReadOptions(declared, Reader.AUTO, true);
    }

    /** The same, but for the types declared. */
    public ReadOptions withDeclared(Map<String, DataType> types) {
        return new ReadOptions(types, reader, pruning);
    }
}
