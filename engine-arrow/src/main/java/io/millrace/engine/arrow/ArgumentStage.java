package io.millrace.engine.arrow;

import io.millrace.core.evaluate.EvaluationException;
import io.millrace.core.evaluate.Evaluator;
import io.millrace.core.event.ColumnBatch;
import io.millrace.core.event.ColumnVector;
import io.millrace.core.plan.BoundExpression;
import io.millrace.core.plan.FeaturePlan;
import io.millrace.core.plan.Window;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The arguments of aggregations over one filter's rows: evaluated once over the rows of all their windows, nulls dropped
 * once, then window by window the kernels.
 */
final class ArgumentStage {
    private final List<RecordLayout.Lane> lanes;
    private final TimeRanges windows;
    private final Evaluator[] evaluators;
    private final boolean[] neverNull;
    private final ColumnVector[] values;
    private final int time;
    private final StageBuffers buffers;
    private final FeatureNames names;
    private final List<InWindow> updates = new ArrayList<>();

    /** What is done with the values of one window's rows. */
    private record InWindow(TimeRanges window, List<Kernel> kernels) {}

    /**
     * @param entries at least one, all with one filter and the same arguments
     */
    ArgumentStage(FeaturePlan plan, List<Lanes.Entry> entries, StageBuffers buffers, FeatureNames names) {
        this.lanes = entries.stream().map(Lanes.Entry::lane).distinct().toList();
        this.time = plan.time();
        this.buffers = buffers;
        this.names = names;
        List<BoundExpression> arguments = entries.get(0).arguments();
        this.evaluators = new Evaluator[arguments.size()];
        this.neverNull = new boolean[evaluators.length];
        this.values = new ColumnVector[evaluators.length];
        for (int i = 0; i < evaluators.length; i++) {
            evaluators[i] = Evaluator.of(arguments.get(i), buffers.batchRows);
            neverNull[i] = arguments.get(i) instanceof BoundExpression.Column column
                    && (plan.keys().contains(column.ordinal()) || column.ordinal() == plan.time());
        }
        Map<Window, List<Kernel>> byWindow = new LinkedHashMap<>();
        entries.forEach(entry -> byWindow.computeIfAbsent(entry.window(), window -> new ArrayList<>())
                .add(entry.kernel()));
        this.windows = new TimeRanges(byWindow.keySet());
        byWindow.forEach(
                (window, kernels) -> updates.add(new InWindow(new TimeRanges(List.of(window)), List.copyOf(kernels))));
    }

    /**
     * @param rows those that the filter keeps
     */
    void update(ColumnBatch batch, RowSet rows, long[] records) {
        long[] times = batch.longs(time).values();
        RowSet within = windows.select(rows, times, buffers.inArgumentWindows);
        if (within.count == 0) {
            return;
        }
        for (int i = 0; i < evaluators.length; i++) {
            values[i] = evaluate(evaluators[i], batch, within, records);
        }
        RowSet present = dropNulls(within);
        for (InWindow update : updates) {
            RowSet chosen = update.window.select(present, times, buffers.inWindow);
            for (Kernel kernel : update.kernels) {
                kernel.update(values, times, chosen.rows, records, chosen.count);
            }
        }
    }

    private RowSet dropNulls(RowSet rows) {
        RowSet remaining = rows;
        for (int i = 0; i < values.length; i++) {
            if (!neverNull[i] && values[i].hasNulls()) {
                RowSet present = buffers.present;
                present.earliest = rows.earliest;
                present.latest = rows.latest;
                present.count = dropNulls(values[i], remaining, present.rows);
                remaining = present;
            }
        }
        return remaining;
    }

    private static int dropNulls(ColumnVector values, RowSet rows, int[] kept) {
        int count = 0;
        for (int i = 0; i < rows.count; i++) {
            int row = rows.rows[i];
            kept[count] = row;
            count += values.isNull(row) ? 0 : 1;
        }
        return count;
    }

    private ColumnVector evaluate(Evaluator evaluator, ColumnBatch batch, RowSet rows, long[] records) {
        try {
            return evaluator.evaluate(batch, rows.rows, rows.count);
        } catch (EvaluationException e) {
            int row = names.firstFailing(rows.rows, rows.count, one -> evaluator.evaluate(batch, one, 1));
            throw names.failure(names.ofLanes(lanes), records[row], e);
        }
    }

    long nonFinite() {
        long sum = 0;
        for (Evaluator evaluator : evaluators) {
            sum += evaluator.nonFinite();
        }
        return sum;
    }
}
