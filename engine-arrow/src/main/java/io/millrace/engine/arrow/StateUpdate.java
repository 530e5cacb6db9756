package io.millrace.engine.arrow;

import io.millrace.core.event.ColumnBatch;
import io.millrace.core.event.DataType;
import io.millrace.core.event.DoubleVector;
import io.millrace.core.event.Schema;
import io.millrace.core.plan.FeaturePlan;
import io.millrace.core.run.Fate;
import io.millrace.core.run.RowCounts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One thread's state: finds the entities of rows and brings the cells of their records up to date. */
final class StateUpdate implements RowConsumer, AutoCloseable {
    private final int key;
    private final Schema reads;
    private final KeyTable table;
    private final List<FilterStage> stages = new ArrayList<>();
    private final long[] records;
    private long nonFiniteInput;

    StateUpdate(
            FeaturePlan plan,
            RecordLayout layout,
            KeyTable table,
            WideSums wideSums,
            int batchRows,
            FeatureNames names) {
        this.key = plan.key();
        this.reads = plan.reads();
        this.table = table;
        this.records = new long[batchRows];
        List<Optional<Integer>> filters = layout.cells().stream()
                .map(RecordLayout.Cell::filter)
                .distinct()
                .toList();
        for (Optional<Integer> filter : filters) {
            List<RecordLayout.Cell> cells = layout.cells().stream()
                    .filter(cell -> cell.filter().equals(filter))
                    .toList();
            stages.add(new FilterStage(plan, filter, cells, cell -> Kernel.of(cell, wideSums), batchRows, names));
        }
    }

    @Override
    public void accept(ColumnBatch batch, int[] rows, int count, RowCounts counts) {
        table.resolve(batch.column(key), rows, count, records);
        int used = dropAbsent(rows, count);
        counts.add(Fate.NOT_IN_ROSTER, count - used);
        counts.add(Fate.USED, used);
        countNonFinite(batch, rows, used);
        for (FilterStage stage : stages) {
            stage.update(batch, rows, records, used);
        }
    }

    private int dropAbsent(int[] rows, int count) {
        int used = 0;
        for (int i = 0; i < count; i++) {
            int row = rows[i];
            rows[used] = row;
            used += records[row] == KeyTable.ABSENT ? 0 : 1;
        }
        return used;
    }

    private void countNonFinite(ColumnBatch batch, int[] rows, int count) {
        for (int column = 0; column < reads.size(); column++) {
            if (reads.field(column).type() == DataType.FLOAT64) {
                DoubleVector doubles = batch.doubles(column);
                double[] values = doubles.values();
                for (int i = 0; i < count; i++) {
                    if (!Double.isFinite(values[rows[i]]) && !doubles.isNull(rows[i])) {
                        nonFiniteInput++;
                    }
                }
            }
        }
    }

    KeyTable table() {
        return table;
    }

    /** Values that were NaN or infinite, in columns and in results of filters and arguments. */
    long nonFinite() {
        return nonFiniteInput
                + stages.stream().mapToLong(FilterStage::nonFinite).sum();
    }

    @Override
    public void close() {
        table.close();
    }
}
