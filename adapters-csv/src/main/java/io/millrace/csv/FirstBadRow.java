package io.millrace.csv;

import io.millrace.core.port.BadRow;
import io.millrace.core.port.BatchReader;
import io.millrace.core.run.InputException;
import java.util.BitSet;
import java.util.List;
import java.util.function.Supplier;

/**
 * Ends the run with the first row that cannot be read, in the order of files and lines. Threads find bad rows in any order:
 * who finds one looks through those splits before it that nobody has read to the end, so that the message is the same
 * whatever the number of threads.
 */
final class FirstBadRow implements BadRows {
    private static final int BATCH_ROWS = 1 << 10;

    private final BitSet ended = new BitSet();
    private List<CsvSplit> splits = List.of();

    /** The splits of the source, in order. */
    void of(List<CsvSplit> all) {
        splits = all;
    }

    @Override
    public void add(CsvSplit split, Supplier<BadRow> row, Supplier<String> message) {
        InputException found = new InputException(message.get());
        for (CsvSplit before : splits.subList(0, split.number())) {
            if (!hasEnded(before) && !Thread.currentThread().isInterrupted()) {
                readThrough(before);
            }
        }
        throw found;
    }

    private void readThrough(CsvSplit split) {
        BadRows first = (place, row, message) -> {
            throw new InputException(message.get());
        };
        try (BatchReader reader = split.open(BATCH_ROWS, first)) {
            while (reader.next() != null) {
                // only to come upon a bad row
            }
        }
    }

    private synchronized boolean hasEnded(CsvSplit split) {
        return ended.get(split.number());
    }

    @Override
    public synchronized void ended(CsvSplit split) {
        ended.set(split.number());
    }
}
