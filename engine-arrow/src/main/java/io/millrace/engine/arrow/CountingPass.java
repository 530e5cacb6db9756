package io.millrace.engine.arrow;

import io.millrace.core.event.ColumnBatch;
import io.millrace.core.plan.FeaturePlan;
import io.millrace.core.port.EngineRequest;
import io.millrace.core.port.Entities;
import io.millrace.core.run.InputException;
import io.millrace.core.run.RowCounts;
import java.util.List;

/** One thread's part in finding out how much state an input needs, without holding any. */
final class CountingPass implements RowConsumer {
    private final KeyColumn key;
    private final boolean rosterOnly;
    private final ValidatorStage validators;
    private final EntityCounter entities = new EntityCounter();
    private final List<RowStage> stages;
    private final VariableNeeds needs = new VariableNeeds();
    private final RowSet one = new RowSet(1);
    private final int time;
    private final long[] hashes;
    private int cells;

    CountingPass(EngineRequest request, RecordLayout layout) {
        FeaturePlan plan = request.plan();
        int batchRows = request.batchRows();
        this.key = new KeyColumn(plan.keys(), batchRows);
        this.rosterOnly = request.entities() == Entities.ROSTER;
        this.validators = new ValidatorStage(plan, batchRows);
        this.hashes = new long[batchRows];
        this.time = plan.time();
        List<RecordLayout.Cell> variable =
                layout.cells().stream().filter(cell -> !Need.of(cell).isEmpty()).toList();
        FeatureNames names = new FeatureNames(plan, record -> "");
        this.stages = Lanes.stages(
                plan,
                variable,
                (cell, asOf) -> new NeedsKernel(cell, plan.asOfTimes().get(asOf), cells++, needs),
                batchRows,
                names);
    }

    @Override
    public void accept(ColumnBatch batch, RowSet rows, RowCounts counts) {
        if (!rosterOnly) {
            validators.select(batch, rows, counts);
        }
        entities.add(key.of(batch, rows.rows, rows.count), rows.rows, rows.count, hashes);
        stages.forEach(stage -> update(stage, batch, rows));
    }

    private void update(RowStage stage, ColumnBatch batch, RowSet rows) {
        try {
            stage.update(batch, rows, hashes);
        } catch (InputException e) {
            if (!rosterOnly) {
                throw e;
            }
            updateEach(stage, batch, rows);
        }
    }

    /** A row that fails may be one that the run itself does not use, because the roster does not list its entity. */
    private void updateEach(RowStage stage, ColumnBatch batch, RowSet rows) {
        for (int i = 0; i < rows.count; i++) {
            one.rows[0] = rows.rows[i];
            one.count = 1;
            one.earliest = batch.longs(time).get(rows.rows[i]);
            one.latest = one.earliest;
            try {
                stage.update(batch, one, hashes);
            } catch (InputException ignored) {
                // The run itself tells, where it uses the row.
            }
        }
    }

    EntityCounter entities() {
        return entities;
    }

    /** Takes in what another thread has counted for the same plan. */
    void add(CountingPass other) {
        entities.add(other.entities);
        needs.add(other.needs);
    }

    VariableNeeds needs() {
        return needs;
    }
}
