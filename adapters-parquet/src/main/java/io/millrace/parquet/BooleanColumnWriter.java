package io.millrace.parquet;

import io.millrace.core.event.ColumnVector;
import io.millrace.core.event.Field;
import io.millrace.core.event.LongVector;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.Statistics;

/** Booleans, one bit each. */
final class BooleanColumnWriter extends ColumnWriter {
    private final byte[] staged = new byte[PAGE_ROWS];
    private int count;
    private boolean anyTrue;
    private boolean anyFalse;

    BooleanColumnWriter(Field field, PageWriter pageWriter) {
        super(field, pageWriter);
    }

    @Override
    int stage(ColumnVector vector, int from, int to) {
        long[] values = ((LongVector) vector).values();
        for (int row = from; row < to; row++) {
            boolean value = values[row] != 0;
            anyTrue |= value;
            anyFalse |= !value;
            staged[count++] = (byte) (value ? 1 : 0);
        }
        return to;
    }

    @Override
    boolean isPageFull() {
        return false;
    }

    @Override
    Encoding encodeStaged(Bytes out, boolean mayDropDictionary) {
        for (int i = 0; i < count; i += Byte.SIZE) {
            int octet = 0;
            for (int bit = 0; bit < Math.min(Byte.SIZE, count - i); bit++) {
                octet |= staged[i + bit] << bit;
            }
            out.write(octet);
        }
        count = 0;
        return Encoding.PLAIN;
    }

    @Override
    int encodeDictionary(Bytes out) {
        return 0;
    }

    @Override
    void describe(Statistics statistics) {
        if (anyTrue || anyFalse) {
            statistics.setMin_value(new byte[] {(byte) (anyFalse ? 0 : 1)});
            statistics.setMax_value(new byte[] {(byte) (anyTrue ? 1 : 0)});
            statistics.setIs_min_value_exact(true).setIs_max_value_exact(true);
        }
    }

    @Override
    void startRowGroup() {
        anyTrue = false;
        anyFalse = false;
    }
}
