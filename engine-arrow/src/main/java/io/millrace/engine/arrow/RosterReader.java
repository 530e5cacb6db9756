package io.millrace.engine.arrow;

import io.millrace.core.event.ColumnBatch;
import io.millrace.core.event.ColumnVector;
import io.millrace.core.event.DataType;
import io.millrace.core.event.Field;
import io.millrace.core.event.Schema;
import io.millrace.core.port.BatchReader;
import io.millrace.core.port.Roster;
import io.millrace.core.port.Split;
import io.millrace.core.run.InputException;
import java.util.HashMap;
import java.util.Map;

/** Reads a roster's entities. */
final class RosterReader {
    /** Takes the keys of rows. */
    interface Keys {
        void accept(ColumnVector keys, int[] rows, int count);
    }

    private final Roster roster;
    private final DataType keyType;
    private final WorkerPool pool;
    private final int[] rows;
    private final Map<String, Long> rowsByFile = new HashMap<>();

    RosterReader(Roster roster, DataType keyType, WorkerPool pool, int batchRows) {
        this.roster = roster;
        this.keyType = keyType;
        this.pool = pool;
        this.rows = new int[batchRows];
        for (int row = 0; row < batchRows; row++) {
            rows[row] = row;
        }
    }

    /**
     * @throws InputException where an entity is null
     */
    void read(Keys keys) {
        for (Split split : roster.table().splits(Schema.of(Field.nullable(roster.column(), keyType)))) {
            try (BatchReader reader = split.open(rows.length)) {
                for (ColumnBatch batch = reader.next(); batch != null; batch = reader.next()) {
                    pool.checkStopped();
                    requireNoNull(split, batch);
                    keys.accept(batch.column(0), rows, batch.rowCount());
                    rowsByFile.merge(split.file(), (long) batch.rowCount(), Long::sum);
                }
            }
        }
    }

    private void requireNoNull(Split split, ColumnBatch batch) {
        for (int row = 0; row < batch.rowCount(); row++) {
            if (batch.column(0).isNull(row)) {
                long number = rowsByFile.getOrDefault(split.file(), 0L) + row + 1;
                throw new InputException("the roster " + split.file() + " has a row without " + roster.column()
                        + " (row " + number + "); remove it, or fill it in");
            }
        }
    }
}
