package io.millrace.core.port;

import java.nio.file.Path;
import java.util.List;

/** A file format; found with {@link java.util.ServiceLoader}. */
public interface TableFormat {
    /** The name, in lower case, for example {@code parquet}. */
    String name();

    /** The file name endings that mean this format, without the dot, in lower case. */
    List<String> extensions();

    /** Whether files of this format can be opened; one that cannot is only written, and passed over in folders of events. */
    default boolean isReadable() {
        return true;
    }

    /**
     * Describes files of this format from their metadata.
     *
     * @param files at least one regular file
     * @throws io.millrace.core.run.InputException where a file is not of this format or does not hold what is declared
     */
    EventSource open(List<Path> files, ReadOptions options);

    /** The native code that it may need, none of which is loaded by this. */
    default List<NativeCode> nativeCode() {
        return List.of();
    }

    /** A sink whose commit replaces the file at {@code target} atomically. */
    MatrixSink create(Path target);

    /** The same, written as the options say. */
    default MatrixSink create(Path target, WriteOptions options) {
        return create(target);
    }
}
