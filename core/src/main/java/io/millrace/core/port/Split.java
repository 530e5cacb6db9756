package io.millrace.core.port;

import java.util.Optional;

/** A part of the input that one thread reads. */
public interface Split {
    /** The file (or other source of rows) that this is a part of; the unit of the accounting. */
    String file();

    /** The rows of this split where the format knows them beforehand, else -1. */
    long rows();

    /** The bytes of this split in the input; 0 for a source that has none. */
    long bytes();

    /**
     * The values of a column of integers or times, as its batches hold them, where this is known without reading: only
     * where every row has one. Whoever needs no row of such values need not read the split.
     *
     * @param column the ordinal of one of the columns that are read
     */
    default Optional<Range> range(int column) {
        return Optional.empty();
    }

    /**
     * The values of a column.
     *
     * @param smallest the smallest value there is, not only a bound
     * @param largest the largest value there is
     */
    record Range(long smallest, long largest) {
        public Range {
            if (smallest > largest) {
                throw new IllegalArgumentException("a range from " + smallest + " to " + largest);
            }
        }
    }

    /**
     * The most bytes that an open reader of this split holds beside its batch, on the heap or off it: pages, decoders,
     * what a native library decodes ahead. 0 where that is next to nothing.
     */
    default long memory() {
        return 0;
    }

    /**
     * The most bytes of the heap that all open readers of the source hold together, beside what each of them holds, at
     * times when this split is read.
     */
    default long sharedMemory() {
        return 0;
    }

    /**
     * The part of what its file may take that is set aside while this split is read; empty where reading takes no more than a file
     * of that many splits may take in any case.
     */
    default Optional<Share> share() {
        return Optional.empty();
    }

    /**
     * Memory that reading may take, by the size of a file: who reads splits of a file at the same time keeps the sum of their shares
     * within what the file may take. One split alone always fits.
     *
     * @param bytes the most that reading the split takes; more is refused
     * @param ofFile the most that reading the file takes at a time
     */
    record Share(long bytes, long ofFile) {
        public Share {
            if (bytes < 0 || bytes > ofFile) {
                throw new IllegalArgumentException("a share of " + bytes + " of " + ofFile + " bytes");
            }
        }
    }

    /** Which reader opens this split, and why, for people; empty where the format has only one. */
    default Optional<String> reader() {
        return Optional.empty();
    }

    /**
     * Starts to read.
     *
     * @param batchRows the most rows a batch may have, 1 to {@link io.millrace.core.event.ColumnBatch#MAX_ROWS}
     * @throws io.millrace.core.run.InputException where the input cannot be opened
     */
    BatchReader open(int batchRows);
}
