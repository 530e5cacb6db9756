package io.millrace.engine.arrow.table;

import io.millrace.core.event.ColumnVector;
import io.millrace.core.event.DictionaryEncoder;
import io.millrace.core.event.TextVector;
import org.apache.arrow.vector.BaseIntVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VariableWidthFieldVector;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.apache.arrow.vector.types.pojo.DictionaryEncoding;
import org.apache.arrow.vector.util.ReusableByteArray;
import org.jspecify.annotations.Nullable;

/** Text, plain or with a dictionary of Arrow's. */
final class TextReader extends ColumnReader {
    private static final int NULL = -1;

    private final FieldVector column;
    private final DictionaryProvider dictionaries;
    private final @Nullable DictionaryEncoding encoding;
    private final DictionaryEncoder encoder = new DictionaryEncoder();
    private final ReusableByteArray bytes = new ReusableByteArray();
    private int[] codes = new int[0];

    TextReader(FieldVector column, DictionaryProvider dictionaries) {
        this.column = column;
        this.dictionaries = dictionaries;
        this.encoding = column.getField().getDictionary();
    }

    /** Finds the code of every entry of Arrow's dictionary: it may hold nulls, and an entry twice. */
    @Override
    void startRecordBatch() {
        if (encoding == null) {
            return;
        }
        encoder.startBatch();
        FieldVector entries = dictionaries.lookup(encoding.getId()).getVector();
        codes = new int[entries.getValueCount()];
        for (int entry = 0; entry < codes.length; entry++) {
            codes[entry] = entries.isNull(entry) ? NULL : code(entries, entry);
        }
    }

    @Override
    void startBatch(ColumnVector into) {
        if (encoding == null) {
            encoder.startBatch();
        }
        ((TextVector) into).dictionary(encoder.dictionary());
    }

    @Override
    void copy(int from, int count, ColumnVector into) {
        TextVector texts = (TextVector) into;
        for (int row = 0; row < count; row++) {
            int code = column.isNull(from + row) ? NULL : codeAt(from + row);
            if (code == NULL) {
                texts.setNull(row);
            } else {
                texts.set(row, code);
            }
        }
    }

    private int codeAt(int row) {
        return encoding == null ? code(column, row) : codes[(int) ((BaseIntVector) column).getValueAsLong(row)];
    }

    private int code(FieldVector texts, int row) {
        ((VariableWidthFieldVector) texts).read(row, bytes);
        return encoder.encode(bytes.getBuffer(), 0, (int) bytes.getLength());
    }
}
