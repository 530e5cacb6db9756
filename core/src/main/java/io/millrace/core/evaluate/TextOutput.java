package io.millrace.core.evaluate;

import io.millrace.core.event.ColumnBatch;
import io.millrace.core.event.ColumnVector;
import io.millrace.core.event.DataType;
import io.millrace.core.event.DictionaryEncoder;
import io.millrace.core.event.DoubleVector;
import io.millrace.core.event.LongVector;
import io.millrace.core.event.TextVector;
import io.millrace.core.number.DoubleText;
import io.millrace.core.number.LongText;
import io.millrace.core.number.TimestampText;
import java.nio.charset.StandardCharsets;

/** A cast to text: numbers as short as they read back, {@code true} and {@code false}, times in UTC. */
final class TextOutput extends Node {
    private static final byte[] TRUE = "true".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] FALSE = "false".getBytes(StandardCharsets.US_ASCII);

    private final Node argument;
    private final DataType from;
    private final TextVector result;
    private final LiveRows live;
    private final DictionaryEncoder encoder = new DictionaryEncoder();
    private final byte[] line = new byte[64];

    TextOutput(Node argument, DataType from, int capacity) {
        this.argument = argument;
        this.from = from;
        this.result = new TextVector(capacity);
        this.live = new LiveRows(capacity);
    }

    @Override
    ColumnVector evaluate(ColumnBatch batch, int[] rows, int count) {
        ColumnVector values = argument.evaluate(batch, rows, count);
        encoder.startBatch();
        result.dictionary(encoder.dictionary());
        result.clearNulls();
        live.start(rows, count);
        live.require(values, result);
        for (int i = 0; i < live.count(); i++) {
            int row = live.rows()[i];
            result.set(row, encode(values, row));
        }
        return result;
    }

    private int encode(ColumnVector values, int row) {
        if (values instanceof DoubleVector doubles) {
            return encoder.encode(line, 0, DoubleText.write(doubles.get(row), line, 0));
        }
        long value = ((LongVector) values).get(row);
        if (from == DataType.BOOLEAN) {
            byte[] word = value != 0 ? TRUE : FALSE;
            return encoder.encode(word, 0, word.length);
        }
        int end = from == DataType.TIMESTAMP ? TimestampText.write(value, line, 0) : LongText.write(value, line, 0);
        return encoder.encode(line, 0, end);
    }
}
