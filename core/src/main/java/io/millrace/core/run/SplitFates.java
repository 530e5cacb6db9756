package io.millrace.core.run;

import io.millrace.core.plan.FeaturePlan;
import io.millrace.core.plan.Window;
import io.millrace.core.plan.WindowRange;
import io.millrace.core.port.Split;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** What becomes of the rows of a split, where the range of their event times alone tells it of all of them. */
public final class SplitFates {
    private final int time;
    private final long lastAsOf;
    /** Disjoint, ascending. */
    private final List<Window> windows;

    public SplitFates(FeaturePlan plan) {
        this.time = plan.time();
        this.lastAsOf = plan.reach().end();
        this.windows = union(plan);
    }

    private static List<Window> union(FeaturePlan plan) {
        Deque<Window> union = new ArrayDeque<>();
        plan.asOfTimes().stream()
                .flatMap(asOf -> plan.windows().stream().map((WindowRange range) -> range.at(asOf)))
                .sorted(Comparator.comparingLong(Window::start))
                .forEach(next -> {
                    Window last = union.peekLast();
                    if (last != null && next.start() <= last.end()) {
                        union.removeLast();
                        union.addLast(new Window(last.start(), Math.max(last.end(), next.end())));
                    } else {
                        union.addLast(next);
                    }
                });
        return List.copyOf(union);
    }

    /**
     * The fate of all rows of a split of the plan's reads: before the windows (or between them), or at or after the last as-of
     * time. Empty where its range is not known, a window needs it, or rows of both fates are in it.
     */
    public Optional<Fate> of(Split split) {
        return split.rows() > 0 ? split.range(time).flatMap(this::of) : Optional.empty();
    }

    private Optional<Fate> of(Split.Range range) {
        for (Window window : windows) {
            if (range.smallest() < window.end() && range.largest() >= window.start()) {
                return Optional.empty();
            }
        }
        if (range.smallest() >= lastAsOf) {
            return Optional.of(Fate.AFTER_AS_OF);
        }
        return range.largest() < lastAsOf ? Optional.of(Fate.BEFORE_WINDOW) : Optional.empty();
    }
}
