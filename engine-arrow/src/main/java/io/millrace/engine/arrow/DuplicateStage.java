package io.millrace.engine.arrow;

import io.millrace.core.event.ColumnBatch;
import io.millrace.core.plan.FeaturePlan;
import io.millrace.core.port.BatchReader;
import io.millrace.core.port.EngineRequest;
import io.millrace.core.port.Split;
import io.millrace.core.run.Fate;
import io.millrace.core.run.RowCounts;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One thread's part of finding duplicates: keeps the events that nothing else sets aside, until all are read. */
final class DuplicateStage implements RowConsumer {
    private final @Nullable KeyTable roster;
    private final KeyColumn key;
    private final ValidatorStage validators;
    private final EventCodec codec;
    private final HeldEvents events;
    private final EventSpills spills;
    private final DuplicateCounts counts;
    private final EngineSettings settings;
    private final long[] records;
    private int file;

    /**
     * @param roster the only entities whose events are taken; null where all are
     */
    DuplicateStage(
            EngineRequest request,
            List<Integer> duplicates,
            @Nullable KeyTable roster,
            HeldEvents events,
            EventSpills spills,
            DuplicateCounts counts,
            EngineSettings settings) {
        FeaturePlan plan = request.plan();
        this.roster = roster;
        this.key = new KeyColumn(plan.keys(), request.batchRows());
        this.validators = new ValidatorStage(plan.validators(), request);
        this.codec = new EventCodec(plan, duplicates, settings.hashMask());
        this.events = events;
        this.spills = spills;
        this.counts = counts;
        this.settings = settings;
        this.records = new long[request.batchRows()];
    }

    @Override
    public void start(Split split, BatchReader reader) {
        file = counts.place(split.file());
        validators.start(split, reader);
    }

    @Override
    public void accept(ColumnBatch batch, RowSet rows, RowCounts fates) {
        dropUnlisted(batch, rows, fates);
        validators.select(batch, rows, fates);
        for (int i = 0; i < rows.count; i++) {
            codec.encode(batch, rows.rows[i], file);
            if (isFull() || !add()) {
                spills.write(events);
                add();
            }
        }
    }

    private boolean add() {
        return events.add(codec.bytes(), codec.size(), codec.keySize());
    }

    private boolean isFull() {
        return events.count() >= settings.mostGroups() && spills.written() < settings.mostForced();
    }

    private void dropUnlisted(ColumnBatch batch, RowSet rows, RowCounts fates) {
        if (roster == null || rows.count == 0) {
            return;
        }
        roster.lookUp(key.of(batch, rows.rows, rows.count), rows.rows, rows.count, records);
        int listed = 0;
        for (int i = 0; i < rows.count; i++) {
            int row = rows.rows[i];
            rows.rows[listed] = row;
            listed += records[row] == KeyTable.ABSENT ? 0 : 1;
        }
        fates.add(Fate.NOT_IN_ROSTER, rows.count - listed);
        rows.count = listed;
    }

    HeldEvents events() {
        return events;
    }

    EventCodec codec() {
        return codec;
    }
}
