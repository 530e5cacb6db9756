package io.millrace.core.run;

import io.millrace.core.port.Split;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The splits of an input, for several threads to take, and the failure that ends the reading.
 *
 * <p>They are taken in order, but for those for which their file has no memory left as long as others of it are read ({@link
 * Split#share}): a thread goes on with the next one that fits, or ends where there is none. Whoever reads of that file takes what
 * was left out.
 *
 * <p>Of all that is wrong with an input the first is told, in the order of the splits, whatever the number of threads: who
 * meets something tells it here; threads in splits before that one go on to the end of theirs, where they may meet something
 * as well; all others stop.
 */
public final class SplitQueue {
    private static final int NONE = Integer.MAX_VALUE;

    private final List<Split> splits;
    private final BitSet taken = new BitSet();
    private int first;
    /** What is set aside of the memory that files may take, by their names. */
    private final Map<String, Long> inUse = new HashMap<>();

    private volatile int failed = NONE;
    private @Nullable InputException failure;

    public SplitQueue(List<Split> splits) {
        this.splits = List.copyOf(splits);
    }

    /**
     * A split that one thread has taken.
     *
     * @param number its place in the order of all
     */
    public record Taken(int number, Split split) {}

    /** The rows of all splits together; -1 where one does not know its own. */
    public static long rows(List<Split> splits) {
        long sum = 0;
        for (Split split : splits) {
            if (split.rows() < 0) {
                return -1;
            }
            sum = Math.addExact(sum, split.rows());
        }
        return sum;
    }

    /**
     * The first split that nobody has taken and that fits; null where there is none, or something is wrong before it. It is to be
     * given back by {@link #done}.
     */
    public synchronized @Nullable Taken take() {
        first = taken.nextClearBit(first);
        int end = Math.min(splits.size(), failed);
        for (int place = first; place < end; place = taken.nextClearBit(place + 1)) {
            Split split = splits.get(place);
            if (fits(split)) {
                taken.set(place);
                split.share().ifPresent(share -> inUse.merge(split.file(), share.bytes(), Long::sum));
                return new Taken(place, split);
            }
        }
        return null;
    }

    private boolean fits(Split split) {
        long used = inUse.getOrDefault(split.file(), 0L);
        return split.share()
                .map(share -> used == 0 || share.bytes() <= share.ofFile() - used)
                .orElse(true);
    }

    /** The split is not read any more, whatever became of it. */
    public synchronized void done(Taken split) {
        split.split().share().ifPresent(share -> inUse.merge(split.split().file(), -share.bytes(), Long::sum));
    }

    /** Something is wrong in a split; its rows before that were read. */
    public synchronized void fail(Taken in, InputException problem) {
        if (in.number() < failed) {
            failed = in.number();
            failure = problem;
        }
    }

    /** Whether what is in the split matters: nothing is wrong before it. */
    public boolean matters(Taken split) {
        return split.number() <= failed;
    }

    /**
     * Called when no thread reads any more.
     *
     * @throws InputException the first that was told
     * @throws IllegalStateException where none was, and a split was left out
     */
    public synchronized void throwFailure() {
        if (failure != null) {
            throw failure;
        }
        if (taken.cardinality() < splits.size()) {
            throw new IllegalStateException(
                    "split " + taken.nextClearBit(0) + " of " + splits.size() + " was not read");
        }
    }
}
