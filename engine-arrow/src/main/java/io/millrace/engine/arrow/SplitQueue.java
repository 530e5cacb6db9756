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

    /** A split that nobody else takes; null where none is left. */
    @Nullable
    Split take() {
        int next = taken.getAndIncrement();
        return next < splits.size() ? splits.get(next) : null;
    }
}
