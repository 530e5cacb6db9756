package io.millrace.core.evaluate;

import io.millrace.core.event.ColumnBatch;
import io.millrace.core.event.ColumnVector;
import io.millrace.core.event.DataType;
import io.millrace.core.event.DoubleVector;
import io.millrace.core.event.LongVector;
import io.millrace.core.number.DecimalText;
import io.millrace.core.number.DoubleText;
import io.millrace.core.number.TimestampText;
import java.nio.charset.StandardCharsets;

/** A cast to text: doubles as short as they read back, {@code true} and {@code false}, times in UTC. */
final class TextOutput extends Node {
    private static final byte[] TRUE = "true".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] FALSE = "false".getBytes(StandardCharsets.US_ASCII);

    private final Node argument;
    private final DataType from;
    private final TextResult result;
    private final LiveRows live;
    private final byte[] line = new byte[64];

    TextOutput(Node argument, DataType from, int capacity) {
        this.argument = argument;
        this.from = from;
        this.result = new TextResult(capacity);
        this.live = new LiveRows(capacity);
    }

    @Override
    ColumnVector evaluate(ColumnBatch batch, int[] rows, int count) {
        ColumnVector values = argument.evaluate(batch, rows, count);
        result.start();
        live.start(rows, count);
        live.require(values, result.vector());
        for (int i = 0; i < live.count(); i++) {
            write(values, live.rows()[i]);
        }
        return result.vector();
    }

    private void write(ColumnVector values, int row) {
        if (values instanceof DoubleVector doubles) {
            result.set(row, line, 0, DoubleText.write(doubles.get(row), line, 0));
            return;
        }
        long value = ((LongVector) values).get(row);
        switch (from.kind()) {
            case BOOLEAN -> {
                byte[] word = value != 0 ? TRUE : FALSE;
                result.set(row, word, 0, word.length);
            }
            case TIMESTAMP -> result.set(row, line, 0, TimestampText.write(value, line, 0));
            default -> result.set(row, line, 0, DecimalText.write(value, from.scale(), line, 0));
        }
    }
}
