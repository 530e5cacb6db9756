package io.millrace.parquet.page;

import io.millrace.core.port.ReadLimits;
import io.millrace.core.port.Split;

/**
 * What reading a row group may still take in memory, over all its columns together. Whoever is about to make something whose size
 * a file decides takes it from here first.
 */
final class Allowance {
    /** About the most bytes of text that a batch has in a column without a dictionary of the row group. */
    private static final int MOST_BATCH_TEXT = 8 << 20;
    /** Texts of a batch are to take a small part of the whole. */
    private static final int PART_OF_TEXTS = 16;

    private final ReadLimits limits;
    private long fileBytes;
    private long granted;
    private boolean partOfFile;
    private long left;
    private long batchTextBytes = MOST_BATCH_TEXT;

    Allowance(ReadLimits limits) {
        this.limits = limits;
    }

    /** Something that is not damaged, and asks for more than it may. */
    static final class Excess extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Excess(String message) {
            super(message);
        }
    }

    ReadLimits limits() {
        return limits;
    }

    /** Starts anew, for the columns of a row group. */
    void start(PageRowGroup group) {
        Split.Share share = group.share(limits);
        start(group.bytes(), share.bytes(), group.columns().size());
        partOfFile = share.bytes() < share.ofFile();
    }

    /** Starts anew, with so many bytes for so many columns of a file of that size. */
    void start(long newFileBytes, long most, int columns) {
        fileBytes = newFileBytes;
        granted = most;
        partOfFile = false;
        left = most;
        batchTextBytes = Math.min(MOST_BATCH_TEXT, left / PART_OF_TEXTS / Math.max(1, columns));
    }

    /** About how many bytes of text a batch may have in a column. */
    long batchTextBytes() {
        return batchTextBytes;
    }

    /**
     * Takes so many bytes.
     *
     * @throws Excess where there are not so many left
     */
    void take(long bytes) {
        if (bytes > left) {
            throw new Excess("reading takes more than the " + granted + " bytes that "
                    + (partOfFile ? "a row group of its size in a file of " : "a file of ") + fileBytes
                    + " may take; --max-ratio raises that");
        }
        left -= bytes;
    }

    /** Gives back what a buffer took that is replaced. */
    void giveBack(long bytes) {
        left += bytes;
    }

    /**
     * The size of a buffer in place of one of {@code now} bytes, which is too small: with room to grow where there is some. It is
     * taken.
     */
    int grown(int now, int needed) {
        long roomy = Math.max(needed, Math.min(Integer.MAX_VALUE - Long.BYTES, now + (now >> 1)));
        int size = (int) (roomy <= left ? roomy : needed);
        take(size);
        giveBack(now);
        return size;
    }

    /**
     * Checks the length of a value.
     *
     * @throws Excess where it is above the limit
     */
    void checkCell(long bytes) {
        if (bytes > limits.cellBytes()) {
            throw new Excess("a value has " + bytes + " bytes, and the limit is " + limits.cellBytes()
                    + "; --max-cell raises it");
        }
    }
}
