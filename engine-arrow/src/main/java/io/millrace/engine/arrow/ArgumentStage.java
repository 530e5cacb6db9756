package io.millrace.engine.arrow;

import io.millrace.core.evaluate.EvaluationException;
import io.millrace.core.evaluate.Evaluator;
import io.millrace.core.event.ColumnBatch;
import io.millrace.core.event.ColumnVector;
import io.millrace.core.plan.BoundExpression;
import io.millrace.core.plan.FeaturePlan;
import io.millrace.core.plan.Window;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The arguments of aggregations over one filter's rows: evaluated once over the rows of all their windows, nulls dropped
 * once, then window by window the kernels.
 */
final class ArgumentStage {
    private static final int COMPUTED = -1;

    private final List<RecordLayout.Lane> lanes;
    private final TimeRanges windows;
    private final Evaluator[] evaluators;
    /** For each argument that is a column its ordinal, else {@link #COMPUTED}. */
    private final int[] columns;

    private final boolean columnsAlone;
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
        this.columns = new int[evaluators.length];
        this.values = new ColumnVector[evaluators.length];
        for (int i = 0; i < evaluators.length; i++) {
            evaluators[i] = Evaluator.of(arguments.get(i), buffers.batchRows);
            columns[i] = arguments.get(i) instanceof BoundExpression.Column column ? column.ordinal() : COMPUTED;
        }
        // An argument that is computed is computed for every row, also where another one is null.
        this.columnsAlone = Arrays.stream(columns).allMatch(column -> column != COMPUTED);
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
        RowSet present = within;
        for (int i = 0; i < evaluators.length; i++) {
            if (columnsAlone) {
                present = dropNulls(batch.column(columns[i]), present);
            }
        }
        for (int i = 0; i < evaluators.length; i++) {
            values[i] = evaluate(evaluators[i], batch, present, records);
        }
        for (int i = 0; i < evaluators.length; i++) {
            if (!columnsAlone || values[i] != batch.column(columns[i])) {
                present = dropNulls(values[i], present);
            }
        }
        for (InWindow update : updates) {
            RowSet chosen = update.window.select(present, times, buffers.inWindow);
            for (Kernel kernel : update.kernels) {
                buffers.updates.update(kernel, values, times, chosen, records);
            }
        }
    }

    private RowSet dropNulls(ColumnVector from, RowSet rows) {
        if (!from.hasNulls()) {
            return rows;
        }
        buffers.present.present(rows, from);
        return buffers.present;
    }

    private ColumnVector evaluate(Evaluator evaluator, ColumnBatch batch, RowSet rows, long[] records) {
        try {
            return evaluator.evaluate(batch, rows.rows, rows.count);
        } catch (EvaluationException e) {
            int row = names.firstFailing(rows.rows, rows.count, one -> evaluator.evaluate(batch, one, 1));
            throw names.failure(names.ofLanes(lanes), buffers.updates.record(row, records), e);
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
