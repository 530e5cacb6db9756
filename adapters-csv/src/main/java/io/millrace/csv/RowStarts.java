package io.millrace.csv;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.Arrays;
import java.util.BitSet;

/**
 * Where the first rows of a file's splits begin, as one pass from its beginning would find them: the first row that begins
 * at or after the place where a split does.
 *
 * <p>Who opens a split also finds where the next one begins, and tells it here before it reads a row: threads that take
 * splits one after the other wait for each other only that long. Who comes and finds nobody at work on what it needs finds it
 * alone, from the last place that is known.
 */
final class RowStarts {
    private static final long UNKNOWN = -1;

    /** One at a time looks through bytes that are not in memory anyway, as it may have to hold a long row. */
    private static final Object LOOKING = new Object();

    private final long splitBytes;
    private final long[] starts;
    private final BitSet atWork = new BitSet();

    /**
     * @param first where the file's first row begins
     */
    RowStarts(long fileBytes, long first, long splitBytes) {
        this.splitBytes = splitBytes;
        this.starts = new long[(int) Math.max(1, (fileBytes + splitBytes - 1) / splitBytes)];
        Arrays.fill(starts, UNKNOWN);
        for (int split = 0; split < starts.length && boundary(split) <= first; split++) {
            starts[split] = first;
        }
    }

    int splits() {
        return starts.length;
    }

    /** Where a split begins, whatever stands there. */
    long boundary(int split) {
        return split * splitBytes;
    }

    /** Says that this thread is about to find where the split after this one begins. */
    synchronized void begin(int split) {
        atWork.set(split);
    }

    /** Says that it has found it, or given up. */
    synchronized void end(int split) {
        atWork.clear(split);
        notifyAll();
    }

    private synchronized void found(int split, long start) {
        starts[split] = start;
        notifyAll();
    }

    /** Where the first row of the split begins. */
    long start(int split, Syntax syntax, int fields, FileChannel channel) throws IOException {
        int known;
        synchronized (this) {
            // Who works on a split waits only for those before it, so that nobody waits for himself.
            while (starts[split] == UNKNOWN
                    && atWork.get(split - 1)
                    && !Thread.currentThread().isInterrupted()) {
                try {
                    wait();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            known = split;
            while (starts[known] == UNKNOWN) {
                known--;
            }
            if (known == split) {
                return starts[split];
            }
        }
        return find(known, split, syntax, fields, channel);
    }

    private long find(int known, int split, Syntax syntax, int fields, FileChannel channel) throws IOException {
        long start = starts[known];
        synchronized (LOOKING) {
            RowFinder finder = RowFinder.from(syntax, channel, start, fields);
            for (int next = known + 1; next <= split; next++) {
                start = finder.first(start, boundary(next), false);
                found(next, start);
            }
        }
        return start;
    }

    /**
     * Finds where the split after this one begins, unless that is known.
     *
     * @param start where the first row of this one begins
     * @param block has this split's bytes, and keeps them
     */
    void findNext(int split, long start, Syntax syntax, int fields, FileChannel channel, Block block)
            throws IOException {
        int next = split + 1;
        if (next < starts.length && isUnknown(next)) {
            long boundary = boundary(next);
            long first = start >= boundary
                    ? start
                    : new RowFinder(syntax, channel, block, fields).first(start, boundary, true);
            if (first == RowFinder.NO_ROOM) {
                find(split, next, syntax, fields, channel);
            } else {
                found(next, first);
            }
        }
    }

    private synchronized boolean isUnknown(int split) {
        return starts[split] == UNKNOWN;
    }
}
