package io.millrace.engine.arrow;

import io.millrace.core.event.ColumnBatch;
import io.millrace.core.event.ColumnVector;
import io.millrace.core.event.DataType;
import io.millrace.core.event.DoubleVector;
import io.millrace.core.event.Schema;
import io.millrace.core.plan.FeaturePlan;
import io.millrace.core.port.EngineRequest;
import io.millrace.core.port.Entities;
import io.millrace.core.run.Fate;
import io.millrace.core.run.RowCounts;
import java.util.List;

/** One thread's state: finds the entities of rows and brings the cells of their records up to date. */
final class StateUpdate implements RowConsumer, AutoCloseable {
    /** The records of so many rows stay in a near cache while one stage after the other goes over them. */
    static final int BLOCK_ROWS = 1 << 11;

    private final Schema reads;
    private final boolean rosterOnly;
    private final KeyColumn key;
    private final KeyTable table;
    private final ValidatorStage validators;
    private final List<RowStage> stages;
    private final List<UnlistedCounter> unlisted;
    private final RowSet block;
    private final long[] records;
    private long nonFiniteInput;

    StateUpdate(EngineRequest request, RecordLayout layout, KeyTable table, KernelFactory kernels, FeatureNames names) {
        FeaturePlan plan = request.plan();
        int batchRows = request.batchRows();
        this.reads = plan.reads();
        this.rosterOnly = request.entities() == Entities.ROSTER;
        this.key = new KeyColumn(plan.keys(), batchRows);
        this.table = table;
        this.validators = new ValidatorStage(plan, batchRows);
        this.stages = Lanes.stages(plan, layout.cells(), kernels, batchRows, names);
        this.unlisted = plan.breakdowns().stream()
                .map(breakdown -> new UnlistedCounter(plan, breakdown))
                .toList();
        this.block = new RowSet(Math.min(BLOCK_ROWS, batchRows));
        this.records = new long[batchRows];
    }

    @Override
    public void accept(ColumnBatch batch, RowSet rows, RowCounts counts) {
        for (int from = 0; from < rows.count; from += BLOCK_ROWS) {
            block.part(rows, from, Math.min(BLOCK_ROWS, rows.count - from));
            acceptBlock(batch, block, counts);
        }
    }

    private void acceptBlock(ColumnBatch batch, RowSet rows, RowCounts counts) {
        // Not being in the roster comes before being refused; but an entity must not come to be by a refused event.
        if (rosterOnly) {
            findRecords(batch, rows, counts);
            validators.select(batch, rows, counts);
        } else {
            validators.select(batch, rows, counts);
            findRecords(batch, rows, counts);
        }
        counts.add(Fate.USED, rows.count);
        countNonFinite(batch, rows);
        for (UnlistedCounter counter : unlisted) {
            counter.add(batch, rows.rows, rows.count);
        }
        for (RowStage stage : stages) {
            stage.update(batch, rows, records);
        }
    }

    private void findRecords(ColumnBatch batch, RowSet rows, RowCounts counts) {
        ColumnVector keys = key.of(batch, rows.rows, rows.count);
        table.resolve(keys, rows.rows, rows.count, records);
        if (!rosterOnly) {
            return;
        }
        int listed = 0;
        for (int i = 0; i < rows.count; i++) {
            int row = rows.rows[i];
            rows.rows[listed] = row;
            listed += records[row] == KeyTable.ABSENT ? 0 : 1;
        }
        counts.add(Fate.NOT_IN_ROSTER, rows.count - listed);
        rows.count = listed;
    }

    private void countNonFinite(ColumnBatch batch, RowSet rows) {
        for (int column = 0; column < reads.size(); column++) {
            if (reads.field(column).type() == DataType.FLOAT64) {
                nonFiniteInput += nonFinite(batch.doubles(column), rows);
            }
        }
    }

    private static int nonFinite(DoubleVector doubles, RowSet rows) {
        double[] values = doubles.values();
        int found = 0;
        for (int i = 0; i < rows.count; i++) {
            int row = rows.rows[i];
            if (!Double.isFinite(values[row]) && !doubles.isNull(row)) {
                found++;
            }
        }
        return found;
    }

    KeyTable table() {
        return table;
    }

    /** One for every breakdown of the plan. */
    List<UnlistedCounter> unlisted() {
        return unlisted;
    }

    /** Values that were NaN or infinite, in columns and in results of filters and arguments. */
    long nonFinite() {
        return nonFiniteInput + stages.stream().mapToLong(RowStage::nonFinite).sum();
    }

    @Override
    public void close() {
        table.close();
    }
}
