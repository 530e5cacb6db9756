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
 * then by window. Filters and arguments are constant as of their time, so that those of different times can be equal.
 */
final class Lanes {
    private final FeaturePlan plan;
    private final KernelFactory kernels;
    private final FeatureNames names;
    private final int batchRows;
    private final List<Entry> entries = new ArrayList<>();

    /** A cell as of a time. */
    record Entry(
            RecordLayout.Lane lane,
            Optional<BoundExpression> filter,
            List<BoundExpression> arguments,
            Window window,
            Kernel kernel) {}

    private Lanes(FeaturePlan plan, KernelFactory kernels, int batchRows, FeatureNames names) {
        this.plan = plan;
        this.kernels = kernels;
        this.batchRows = batchRows;
        this.names = names;
    }

    /**
     * The stages that bring those cells up to date.
     *
     * @param cells of every block
     */
    static List<FilterStage> stages(
            FeaturePlan plan,
            Collection<RecordLayout.Cell> cells,
            KernelFactory kernels,
            int batchRows,
            FeatureNames names) {
        Lanes lanes = new Lanes(plan, kernels, batchRows, names);
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
        entries.add(new Entry(
                lane,
                lane.filter().map(place -> AsOfTimes.at(plan.filters().get(place), time)),
                lane.arguments().stream()
                        .map(argument -> AsOfTimes.at(argument, time))
                        .toList(),
                plan.windows().get(lane.window()).at(time),
                kernels.kernel(cell, asOf)));
    }

    private List<FilterStage> stages() {
        Map<Optional<BoundExpression>, List<Entry>> byFilter = new LinkedHashMap<>();
        entries.forEach(entry -> byFilter.computeIfAbsent(entry.filter(), filter -> new ArrayList<>())
                .add(entry));
        StageBuffers buffers = new StageBuffers(batchRows);
        List<FilterStage> stages = new ArrayList<>();
        byFilter.values().forEach(group -> stages.add(new FilterStage(plan, group, buffers, names)));
        return stages;
    }
}
