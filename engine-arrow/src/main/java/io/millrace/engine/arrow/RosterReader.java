package io.millrace.engine.arrow;

import io.millrace.core.evaluate.Selection;
import io.millrace.core.event.ColumnBatch;
import io.millrace.core.event.ColumnVector;
import io.millrace.core.event.Field;
import io.millrace.core.event.Schema;
import io.millrace.core.port.BatchReader;
import io.millrace.core.port.EngineRequest;
import io.millrace.core.port.Roster;
import io.millrace.core.port.Split;
import io.millrace.core.run.InputException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Reads a roster's entities, those of the sample. */
final class RosterReader {
    /** Takes the keys of rows. */
    interface Keys {
        void accept(ColumnVector keys, int[] rows, int count);
    }

    private final Roster roster;
    private final Schema columns;
    private final WorkerPool pool;
    private final KeyColumn key;
    private final SampleFilter sample;
    private final int[] rows;
    private final Map<String, Long> rowsByFile = new HashMap<>();

    RosterReader(EngineRequest request, Roster roster, WorkerPool pool) {
        this.roster = roster;
        this.columns = columns(request, roster);
        this.pool = pool;
        List<Integer> places = IntStream.range(0, columns.size()).boxed().toList();
        this.key = new KeyColumn(places, request.batchRows());
        this.sample = new SampleFilter(request.sample(), places);
        this.rows = new int[request.batchRows()];
    }

    private static Schema columns(EngineRequest request, Roster roster) {
        List<Field> entity = request.plan().keyFields();
        List<Field> fields = new ArrayList<>();
        for (int i = 0; i < entity.size(); i++) {
            fields.add(Field.nullable(roster.columns().get(i), entity.get(i).type()));
        }
        return new Schema(fields);
    }

    /**
     * @throws InputException where a column of an entity is null
     */
    void read(Keys keys) {
        for (Split split : roster.table().splits(columns)) {
            try (BatchReader reader = split.open(rows.length)) {
                for (ColumnBatch batch = reader.next(); batch != null; batch = reader.next()) {
                    pool.checkStopped();
                    requireNoNull(split, batch);
                    Selection.fill(rows, batch.rowCount());
                    int count = sample.select(batch, rows, batch.rowCount());
                    keys.accept(key.of(batch, rows, count), rows, count);
                    rowsByFile.merge(split.file(), (long) batch.rowCount(), Long::sum);
                }
            }
        }
    }

    private void requireNoNull(Split split, ColumnBatch batch) {
        for (int column = 0; column < columns.size(); column++) {
            for (int row = 0; row < batch.rowCount(); row++) {
                if (batch.column(column).isNull(row)) {
                    long number = rowsByFile.getOrDefault(split.file(), 0L) + row + 1;
                    throw new InputException("the roster " + split.file() + " has a row without "
                            + columns.field(column).name() + " (row " + number + "); remove it, or fill it in");
                }
            }
        }
    }
}
