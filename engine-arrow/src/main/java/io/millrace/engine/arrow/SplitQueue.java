package io.millrace.engine.arrow;

import io.millrace.core.port.Split;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The splits of a run, for several threads to take. */
final class SplitQueue {
    private final List<Split> splits;
    private final AtomicInteger taken = new AtomicInteger();

    SplitQueue(List<Split> splits) {
        this.splits = List.copyOf(splits);
    }

    /** The rows of all splits together; -1 where one does not know its own. */
    static long rows(List<Split> splits) {
        long sum = 0;
        for (Split split : splits) {
            if (split.rows() < 0) {
                return -1;
            }
            sum = Math.addExact(sum, split.rows());
        }
        return sum;
    }

    /** A split that nobody else takes; null where none is left. */
    @Nullable
    Split take() {
        int next = taken.getAndIncrement();
        return next < splits.size() ? splits.get(next) : null;
    }
}
