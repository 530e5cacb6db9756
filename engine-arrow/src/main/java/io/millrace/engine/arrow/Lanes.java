package io.millrace.engine.arrow;

import io.millrace.core.plan.AsOfTimes;
import io.millrace.core.plan.BoundExpression;
import io.millrace.core.plan.FeaturePlan;
import io.millrace.core.plan.Window;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The lanes of all cells as of all times, arranged so that what is equal is evaluated once: by filter, then by arguments,
 * then by window. A filter on the event time is none, but a narrower window. Filters and arguments are constant as of their time, so that those of different times can be equal.
 */
final class Lanes {
    private final FeaturePlan plan;
    private final KernelFactory kernels;
    private final FeatureNames names;
    private final StageBuffers buffers;
    private final List<Entry> entries = new ArrayList<>();

    /** A cell as of a time. */
    record Entry(
            RecordLayout.Lane lane,
            Optional<BoundExpression> filter,
            List<BoundExpression> arguments,
            Window window,
            Kernel kernel) {}

    private Lanes(FeaturePlan plan, KernelFactory kernels, StageBuffers buffers, FeatureNames names) {
        this.plan = plan;
        this.kernels = kernels;
        this.buffers = buffers;
        this.names = names;
    }

    /**
     * The stages that bring those cells up to date.
     *
     * @param cells of every block
     */
    static List<RowStage> stages(
            FeaturePlan plan,
            Collection<RecordLayout.Cell> cells,
            KernelFactory kernels,
            StageBuffers buffers,
            FeatureNames names) {
        Lanes lanes = new Lanes(plan, kernels, buffers, names);
        for (int asOf = 0; asOf < plan.asOfTimes().size(); asOf++) {
            for (RecordLayout.Cell cell : cells) {
                lanes.add(cell, asOf);
            }
        }
        return lanes.stages();
    }

    private void add(RecordLayout.Cell cell, int asOf) {
        long time = plan.asOfTimes().get(asOf);
        RecordLayout.Lane lane = cell.lane();
        Optional<Window> window = Optional.of(plan.windows().get(lane.window()).at(time));
        Optional<BoundExpression> filter =
                lane.filter().map(place -> plan.filters().get(place));
        Optional<TimeFilter> timed = filter.flatMap(condition -> TimeFilter.of(plan, condition));
        if (timed.isPresent()) {
            filter = Optional.empty();
            window = timed.get().within(window.get(), time);
        }
        if (window.isPresent()) {
            entries.add(new Entry(
                    lane,
                    filter.map(condition -> AsOfTimes.at(condition, time)),
                    lane.arguments().stream()
                            .map(argument -> AsOfTimes.at(argument, time))
                            .toList(),
                    window.get(),
                    kernels.kernel(cell, asOf)));
        }
    }

    private List<RowStage> stages() {
        CodeCountStages counts = new CodeCountStages(plan, buffers);
        List<Entry> others =
                entries.stream().filter(entry -> !counts.take(entry)).toList();
        // These first: they find the records that were resolved, as nothing before them can have spilled.
        List<RowStage> stages = new ArrayList<>(counts.stages(this::filterStages));
        stages.addAll(filterStages(others));
        return stages;
    }

    private List<RowStage> filterStages(List<Entry> some) {
        Map<Optional<BoundExpression>, List<Entry>> byFilter = new LinkedHashMap<>();
        some.forEach(entry -> byFilter.computeIfAbsent(entry.filter(), filter -> new ArrayList<>())
                .add(entry));
        List<RowStage> stages = new ArrayList<>();
        byFilter.values().forEach(group -> stages.add(new FilterStage(plan, group, buffers, names)));
        return stages;
    }
}
