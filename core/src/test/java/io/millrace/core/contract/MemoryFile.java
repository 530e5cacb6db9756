package io.millrace.core.contract;

import io.millrace.core.event.Schema;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows that play a file.
 *
 * @param schema the file's columns; those of other files of a source may differ
 * @param rows boxed cells in the order of the columns
 */
public record MemoryFile(String name, Schema schema, List<@Nullable Object[]> rows) {
    public MemoryFile {
        rows = Collections.unmodifiableList(rows);
    }
}
