package io.millrace.engine.arrow;

import io.millrace.core.plan.FeaturePlan;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Counts that need no cell: of the events on one side of a time, where those on the other side and all of them are
 * counted as well.
 */
final class CountDifferences {
    private final FeaturePlan plan;
    private final Map<RecordLayout.Lane, RecordLayout.Lane> subtrahends = new HashMap<>();

    /**
     * @param counted the lanes whose values are counted, in order; for each whether the count is nothing but a result
     */
    CountDifferences(FeaturePlan plan, Map<RecordLayout.Lane, Boolean> counted) {
        this.plan = plan;
        counted.forEach((lane, isResultAlone) -> {
            if (isResultAlone && lane.filter().isPresent() && counted.containsKey(minuend(lane))) {
                counted.keySet().stream()
                        .filter(other -> !has(other) && complement(lane, other))
                        .findFirst()
                        .ifPresent(other -> subtrahends.put(lane, other));
            }
        });
    }

    private boolean complement(RecordLayout.Lane lane, RecordLayout.Lane other) {
        return minuend(lane).equals(minuend(other))
                && filter(lane)
                        .flatMap(one -> filter(other).map(one::complements))
                        .orElse(false);
    }

    private Optional<TimeFilter> filter(RecordLayout.Lane lane) {
        return lane.filter().flatMap(place -> TimeFilter.of(plan, plan.filters().get(place)));
    }

    /** Whether the lane's count is a difference. */
    boolean has(RecordLayout.Lane lane) {
        return subtrahends.containsKey(lane);
    }

    /** The lane of all events. */
    RecordLayout.Lane minuend(RecordLayout.Lane lane) {
        return new RecordLayout.Lane(lane.window(), Optional.empty(), lane.arguments());
    }

    /** The lane of the events on the other side, of a lane whose count is a difference. */
    RecordLayout.Lane subtrahend(RecordLayout.Lane lane) {
        RecordLayout.Lane other = subtrahends.get(lane);
        if (other == null) {
            throw new IllegalArgumentException("no difference: " + lane);
        }
        return other;
    }
}
