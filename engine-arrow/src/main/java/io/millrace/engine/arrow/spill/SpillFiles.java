package io.millrace.engine.arrow.spill;

import java.io.IOException;
import java.nio.file.Path;

/** What spilling asks of a file system. Tests put one in its place that fails. */
public interface SpillFiles {
    /** A new, empty file that only its owner may read. */
    SpillFile create(Path path) throws IOException;

    SpillFile open(Path path) throws IOException;

    void delete(Path path) throws IOException;
}
