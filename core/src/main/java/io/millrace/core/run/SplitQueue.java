package io.millrace.core.run;

import io.millrace.core.port.Split;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The splits of an input, for several threads to take in order, and the failure that ends the reading.
 *
 * <p>Of all that is wrong with an input the first is told, in the order of the splits, whatever the number of threads: who
 * meets something tells it here; threads in splits before that one go on to the end of theirs, where they may meet something
 * as well; all others stop.
 */
public final class SplitQueue {
    private static final int NONE = Integer.MAX_VALUE;

    private final List<Split> splits;
    private int taken;
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

    /** The first split that nobody has taken; null where none is left, or the reading has failed. */
    public synchronized @Nullable Taken take() {
        if (taken == splits.size() || failed != NONE) {
            return null;
        }
        Taken next = new Taken(taken, splits.get(taken));
        taken++;
        return next;
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
     */
    public synchronized void throwFailure() {
        if (failure != null) {
            throw failure;
        }
    }
}
