package io.millrace.core.why;

import io.millrace.core.evaluate.EvaluationException;
import io.millrace.core.event.ColumnBatch;
import io.millrace.core.event.DictionaryEncoder;
import io.millrace.core.event.Field;
import io.millrace.core.event.TextVector;
import io.millrace.core.plan.FeaturePlan;
import io.millrace.core.port.BatchReader;
import io.millrace.core.run.InputException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Looks at the batches of one reader, and hands on what aggregations take of the entity. */
final class EventWatch {
    private static final int MOST_ROWS = 1 << 10;

    private final FeaturePlan plan;
    private final EntityMatch entity;
    private final TakenRows taken;
    private final List<BitSet> callsOfParts;
    private final EntityEvents events;
    private final ColumnBatch some;
    private final List<DictionaryEncoder> encoders = new ArrayList<>();
    private int[] rows = new int[0];

    /**
     * @param callsOfParts for each part the aggregations of the plan that it is computed from
     * @param events where the events go
     */
    EventWatch(FeaturePlan plan, long asOf, List<Object> entity, List<BitSet> callsOfParts, EntityEvents events) {
        this.plan = plan;
        this.entity = EntityMatch.of(plan.keys(), entity);
        this.taken = new TakenRows(plan, asOf, MOST_ROWS);
        this.callsOfParts = callsOfParts;
        this.events = events;
        this.some = new ColumnBatch(plan.reads(), MOST_ROWS);
        for (Field field : plan.reads().fields()) {
            DictionaryEncoder encoder = new DictionaryEncoder();
            encoders.add(encoder);
            if (some.column(plan.reads().indexOf(field.name())) instanceof TextVector texts) {
                texts.dictionary(encoder.dictionary());
            }
        }
    }

    void look(String file, int fileOrder, ColumnBatch batch, BatchReader reader) {
        if (rows.length < batch.rowCount()) {
            rows = new int[batch.capacity()];
        }
        int count = entity.select(batch, rows);
        for (int from = 0; from < count; from += MOST_ROWS) {
            look(file, fileOrder, batch, from, Math.min(count, from + MOST_ROWS), reader);
        }
    }

    private void look(String file, int fileOrder, ColumnBatch batch, int from, int to, BatchReader reader) {
        copy(batch, from, to);
        List<BitSet> calls;
        try {
            calls = taken.of(some);
        } catch (EvaluationException e) {
            throw new InputException(file + ": an event of the entity cannot be computed with: " + e.getMessage(), e);
        }
        for (int i = from; i < to; i++) {
            int row = rows[i];
            int copy = i - from;
            BitSet parts = parts(calls.get(copy));
            if (!parts.isEmpty()) {
                long time = some.longs(plan.time()).get(copy);
                events.add(
                        time,
                        parts,
                        () -> new EntityEvent(
                                file, fileOrder, reader.place(row, List.of()), time, values(copy), parts));
            }
        }
    }

    private void copy(ColumnBatch batch, int from, int to) {
        some.clear();
        encoders.forEach(DictionaryEncoder::startBatch);
        for (int column = 0; column < plan.reads().size(); column++) {
            for (int i = from; i < to; i++) {
                Cells.copy(batch.column(column), rows[i], some.column(column), i - from, encoders.get(column));
            }
        }
        some.rowCount(to - from);
    }

    private BitSet parts(BitSet calls) {
        BitSet parts = new BitSet();
        for (int part = 0; part < callsOfParts.size(); part++) {
            if (callsOfParts.get(part).intersects(calls)) {
                parts.set(part);
            }
        }
        return parts;
    }

    private List<@Nullable Object> values(int row) {
        List<@Nullable Object> values = new ArrayList<>();
        for (int column = 0; column < plan.reads().size(); column++) {
            values.add(Cells.of(some, column, row));
        }
        return values;
    }
}
