package io.millrace.engine.arrow.table;

import io.millrace.core.event.ColumnVector;

/** Gives nulls, for a column that the file lacks. */
final class MissingReader extends ColumnReader {
    @Override
    void copy(int from, int count, ColumnVector into) {
        into.setNullRange(0, count);
    }
}
