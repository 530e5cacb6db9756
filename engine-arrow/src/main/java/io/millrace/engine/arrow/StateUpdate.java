package io.millrace.engine.arrow;

import io.millrace.core.event.ColumnBatch;
import io.millrace.core.event.DataType;
import io.millrace.core.event.DoubleVector;
import io.millrace.core.event.Schema;
import io.millrace.core.plan.FeaturePlan;
import io.millrace.core.port.BatchReader;
import io.millrace.core.port.EngineRequest;
import io.millrace.core.port.Entities;
import io.millrace.core.port.Split;
import io.millrace.core.run.Fate;
import io.millrace.core.run.RowCounts;
import java.util.List;
import java.util.function.Supplier;

/**
 * One thread's state: finds the entities of rows and brings the cells of their records up to date. Where that does not
 * fit into the budget, the state of all threads is spilled.
 */
final class StateUpdate implements RowConsumer, SpillGate.Member, KernelUpdates.Rows, AutoCloseable {
    /** The records of so many rows stay in a near cache while one stage after the other goes over them. */
    static final int BLOCK_ROWS = 1 << 11;

    private final int thread;
    private final Schema reads;
    private final boolean rosterOnly;
    private final KeyColumn key;
    private final Supplier<KeyTable> tables;
    private final EngineSettings settings;
    private final ValidatorStage validators;
    private final KernelUpdates updates;
    private final List<RowStage> stages;
    private final List<UnlistedCounter> unlisted;
    private final UsedTally used;
    private final VariableStore store;
    private final Spills spills;
    private final TableSpill spill;
    private final SpillGate gate;
    private final RowSet block;
    private final RowSet part;
    private final long[] records;
    private KeyTable table;
    private ColumnBatch current;
    private boolean isAlone;
    private boolean hasGivenUp;
    private long nonFiniteInput;

    /**
     * @param tables makes an empty table
     * @param kernels those that keep their state in the store
     * @param gate where the state of all threads meets
     */
    StateUpdate(
            int thread,
            EngineRequest request,
            EngineSettings settings,
            Supplier<KeyTable> tables,
            KernelFactory kernels,
            VariableStore store,
            Spills spills,
            SpillGate gate) {
        FeaturePlan plan = request.plan();
        int blockRows = Math.min(BLOCK_ROWS, request.batchRows());
        this.thread = thread;
        this.reads = plan.reads();
        this.rosterOnly = request.entities() == Entities.ROSTER;
        this.key = new KeyColumn(plan.keys(), request.batchRows());
        this.tables = tables;
        this.settings = settings;
        this.table = tables.get();
        // Who looks for duplicates asks them before.
        this.validators = new ValidatorStage(plan.duplicates().isPresent() ? List.of() : plan.validators(), request);
        this.updates = new KernelUpdates(this, blockRows);
        StageBuffers buffers = new StageBuffers(request.batchRows(), updates);
        this.stages = Lanes.stages(plan, spills.layout.cells(), kernels, buffers, spills.names);
        this.unlisted = plan.breakdowns().stream()
                .map(breakdown -> new UnlistedCounter(plan, breakdown))
                .toList();
        this.used = new UsedTally(plan);
        this.store = store;
        this.spills = spills;
        this.spill = new TableSpill(spills, store, true);
        this.gate = gate;
        this.block = new RowSet(blockRows);
        this.part = new RowSet(blockRows);
        this.records = new long[request.batchRows()];
        this.current = new ColumnBatch(reads, 1);
    }

    @Override
    public void start(Split split, BatchReader reader) {
        validators.start(split, reader);
    }

    @Override
    public long records() {
        return table.size();
    }

    @Override
    public void accept(ColumnBatch batch, RowSet rows, RowCounts counts) {
        gate.pass(thread);
        current = batch;
        for (int from = 0; from < rows.count; from += BLOCK_ROWS) {
            block.part(rows, from, Math.min(BLOCK_ROWS, rows.count - from));
            acceptBlock(block, counts);
        }
        leaveOthers();
    }

    private void leaveOthers() {
        if (isAlone) {
            isAlone = false;
            gate.open(thread);
        }
    }

    /** A record may be half up to date: none must be spilled. */
    @Override
    public void giveUp() {
        hasGivenUp = true;
        table.close();
        store.clear();
        isAlone = false;
        gate.leave(thread);
    }

    private void acceptBlock(RowSet rows, RowCounts counts) {
        // An entity must not come to be by a refused event.
        if (!rosterOnly) {
            validators.select(current, rows, counts);
        }
        if (!findRecords(rows)) {
            acceptParts(rows, counts);
        } else {
            update(rows, counts);
        }
    }

    /** Takes in rows whose records do not all fit beside what is held: as many at a time as do. */
    private void acceptParts(RowSet rows, RowCounts counts) {
        int from = 0;
        int size = rows.count;
        boolean nothingHeld = spillAll();
        while (from < rows.count) {
            part.part(rows, from, Math.min(size, rows.count - from));
            int count = part.count;
            if (findRecords(part)) {
                from += count;
                update(part, counts);
                nothingHeld = false;
            } else if (nothingHeld && count == 1) {
                // There is no less; this fails with what did not fit.
                resolve(part.rows, 1);
            } else {
                size = nothingHeld ? Math.max(1, count / 2) : size;
                nothingHeld = spillAll();
            }
        }
    }

    /** Finds the records of rows, or tells that not all of them fit. */
    private boolean findRecords(RowSet rows) {
        try {
            resolve(rows.rows, rows.count);
            return true;
        } catch (BudgetExceeded e) {
            if (table.size() == 0) {
                // Its index would be missed by the thread that is to be alone.
                table.close();
            }
            return false;
        }
    }

    @Override
    public void resolve(int[] rows, int count) {
        table.resolve(key.of(current, rows, count), rows, count, records);
        if (table.size() > settings.mostGroups() && spills.written() < settings.mostForced()) {
            throw new BudgetExceeded("more than " + settings.mostGroups() + " entities");
        }
    }

    private void update(RowSet rows, RowCounts counts) {
        if (rosterOnly) {
            // Not being in the roster comes before being refused.
            dropUnlisted(rows, counts);
            validators.select(current, rows, counts);
        }
        counts.add(Fate.USED, rows.count);
        countNonFinite(current, rows);
        used.add(current, rows);
        for (UnlistedCounter counter : unlisted) {
            counter.add(current, rows.rows, rows.count);
        }
        updates.start();
        for (RowStage stage : stages) {
            stage.update(current, rows, records);
        }
    }

    private void dropUnlisted(RowSet rows, RowCounts counts) {
        int listed = 0;
        for (int i = 0; i < rows.count; i++) {
            int row = rows.rows[i];
            rows.rows[listed] = row;
            listed += records[row] == KeyTable.ABSENT ? 0 : 1;
        }
        counts.add(Fate.NOT_IN_ROSTER, rows.count - listed);
        rows.count = listed;
    }

    /** Spills the state of all threads; afterwards this one is alone to the end of the batch. */
    @Override
    public boolean spillAll() {
        isAlone = true;
        return gate.exhausted(thread);
    }

    /** Writes this thread's state to disk and begins with an empty table. */
    @Override
    public void spill() {
        spill.write(table);
        table.close();
        store.clear();
        table = tables.get();
    }

    @Override
    public boolean isEmpty() {
        return hasGivenUp || table.size() == 0;
    }

    /** This thread takes in no more rows; it spills what it has as long as others do. */
    void end() {
        gate.end(thread);
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
        if (rows.isDense() && areFinite(values, rows.rows[0], rows.count)) {
            return 0;
        }
        int found = 0;
        for (int i = 0; i < rows.count; i++) {
            int row = rows.rows[i];
            if (!Double.isFinite(values[row]) && !doubles.isNull(row)) {
                found++;
            }
        }
        return found;
    }

    /** A number times 0 is 0 where it is finite, else NaN. Four sums, so that none waits for the one before. */
    private static boolean areFinite(double[] values, int from, int count) {
        double first = 0;
        double second = 0;
        double third = 0;
        double fourth = 0;
        int end = from + count;
        int row = from;
        for (; row <= end - 4; row += 4) {
            first += values[row] * 0;
            second += values[row + 1] * 0;
            third += values[row + 2] * 0;
            fourth += values[row + 3] * 0;
        }
        for (; row < end; row++) {
            first += values[row] * 0;
        }
        return first + second + (third + fourth) == 0;
    }

    KeyTable table() {
        return table;
    }

    UsedTally used() {
        return used;
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
