package io.millrace.core.diff;

import io.millrace.core.event.ColumnBatch;
import java.util.ArrayList;
import java.util.List;

/** Counts entities by the matrix that has rows of them. The rows come in the order of their keys. */
final class EntityCount {
    private final int columns;
    private final int examples;
    private final ColumnBatch entity;
    private final List<String> firstGone = new ArrayList<>();
    private final List<String> firstAdded = new ArrayList<>();
    private boolean inFirst;
    private boolean inSecond;
    private long both;
    private long gone;
    private long added;

    /** @param examples how many keys of those that only one matrix has are kept */
    EntityCount(MatrixTable table, int examples) {
        this.columns = table.entities();
        this.examples = examples;
        this.entity = Keys.keeper(table.key());
    }

    /** Takes a key, and which of the matrices has it. */
    void add(ColumnBatch batch, int row, boolean first, boolean second) {
        if (entity.rowCount() == 0 || Keys.compare(entity, 0, batch, row, columns) != 0) {
            end();
            Keys.keep(batch, row, entity);
        }
        inFirst |= first;
        inSecond |= second;
    }

    private void end() {
        if (inFirst && inSecond) {
            both++;
        } else if (inFirst) {
            gone++;
            note(firstGone);
        } else if (inSecond) {
            added++;
            note(firstAdded);
        }
        inFirst = false;
        inSecond = false;
    }

    private void note(List<String> keys) {
        if (keys.size() < examples) {
            keys.add(Keys.print(entity, 0, columns));
        }
    }

    MatrixDifference.Entities gone() {
        end();
        return new MatrixDifference.Entities(gone, both + gone, firstGone);
    }

    MatrixDifference.Entities added() {
        end();
        return new MatrixDifference.Entities(added, both + added, firstAdded);
    }
}
