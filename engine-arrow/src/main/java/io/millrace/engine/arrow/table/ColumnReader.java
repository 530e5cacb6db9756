package io.millrace.engine.arrow.table;

import io.millrace.core.event.ColumnVector;
import io.millrace.core.event.DataType;
import io.millrace.core.run.InputException;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.apache.arrow.vector.types.pojo.ArrowType;

/** Copies the values of one Arrow column into batches. */
abstract sealed class ColumnReader permits NumberReader, TextReader, MissingReader {
    /**
     * @param type what the column's values are as events
     */
    static ColumnReader of(FieldVector column, DataType type, DictionaryProvider dictionaries) {
        return type == DataType.TEXT ? new TextReader(column, dictionaries) : new NumberReader(column);
    }

    /** The type of the column's values, that of the dictionary's entries where it has one. */
    static ArrowType type(FieldVector column, DictionaryProvider dictionaries) {
        var encoding = column.getField().getDictionary();
        return encoding == null
                ? column.getField().getType()
                : dictionaries.lookup(encoding.getId()).getVectorType();
    }

    /** Called when Arrow has loaded new values, and new dictionaries perhaps. */
    void startRecordBatch() {}

    /** Called before rows are copied into another batch. */
    void startBatch(ColumnVector into) {}

    /**
     * Copies rows {@code from} to {@code from + count - 1} to rows 0 to {@code count - 1}.
     *
     * @throws InputException where a value is none of ours; it does not name the file
     */
    abstract void copy(int from, int count, ColumnVector into);
}
