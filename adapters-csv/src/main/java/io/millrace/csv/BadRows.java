package io.millrace.csv;

import io.millrace.core.port.BadRow;
import io.millrace.core.run.InputException;
import java.util.function.Supplier;

/** What becomes of rows that cannot be read. */
interface BadRows {
    /**
     * @param split in which it is
     * @param row made where it is needed
     * @param message to be shown where the run ends with it
     * @throws InputException where the run ends
     */
    void add(CsvSplit split, Supplier<BadRow> row, Supplier<String> message);

    /** Hears that a split was read to its end. */
    default void ended(CsvSplit split) {}
}
