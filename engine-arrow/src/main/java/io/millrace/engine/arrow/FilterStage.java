package io.millrace.engine.arrow;

import io.millrace.core.evaluate.EvaluationException;
import io.millrace.core.evaluate.Evaluator;
import io.millrace.core.event.ColumnBatch;
import io.millrace.core.plan.BoundExpression;
import io.millrace.core.plan.FeaturePlan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One distinct filter, evaluated once per batch over the rows of all its windows, and the arguments that are aggregated
 * over the rows it keeps.
 */
final class FilterStage implements RowStage {
    private final @Nullable Evaluator filter;
    private final List<RecordLayout.Lane> lanes;
    private final TimeRanges windows;
    private final int time;
    private final StageBuffers buffers;
    private final FeatureNames names;
    private final List<ArgumentStage> arguments = new ArrayList<>();

    /**
     * @param entries at least one, all with one filter
     */
    FilterStage(FeaturePlan plan, List<Lanes.Entry> entries, StageBuffers buffers, FeatureNames names) {
        this.filter = entries.get(0)
                .filter()
                .map(condition -> Evaluator.of(condition, buffers.batchRows))
                .orElse(null);
        this.lanes = entries.stream().map(Lanes.Entry::lane).distinct().toList();
        this.windows = new TimeRanges(
                entries.stream().map(Lanes.Entry::window).distinct().toList());
        this.time = plan.time();
        this.buffers = buffers;
        this.names = names;
        Map<List<BoundExpression>, List<Lanes.Entry>> byArguments = new LinkedHashMap<>();
        entries.forEach(entry -> byArguments
                .computeIfAbsent(entry.arguments(), arguments -> new ArrayList<>())
                .add(entry));
        byArguments.values().forEach(group -> arguments.add(new ArgumentStage(plan, group, buffers, names)));
    }

    @Override
    public void update(ColumnBatch batch, RowSet rows, long[] records) {
        RowSet within = windows.select(rows, batch.longs(time).values(), buffers.inFilterWindows);
        if (within.count == 0) {
            return;
        }
        RowSet kept = filter == null ? within : keep(filter, batch, within, records);
        for (ArgumentStage argument : arguments) {
            argument.update(batch, kept, records);
        }
    }

    private RowSet keep(Evaluator condition, ColumnBatch batch, RowSet rows, long[] records) {
        RowSet kept = buffers.kept;
        kept.earliest = rows.earliest;
        kept.latest = rows.latest;
        try {
            kept.count = condition.select(batch, rows.rows, rows.count, kept.rows);
            return kept;
        } catch (EvaluationException e) {
            int row = names.firstFailing(rows.rows, rows.count, one -> condition.select(batch, one, 1, kept.rows));
            throw names.failure(names.ofFilters(lanes), buffers.updates.record(row, records), e);
        }
    }

    @Override
    public long nonFinite() {
        long arguments =
                this.arguments.stream().mapToLong(ArgumentStage::nonFinite).sum();
        return arguments + (filter == null ? 0 : filter.nonFinite());
    }
}
