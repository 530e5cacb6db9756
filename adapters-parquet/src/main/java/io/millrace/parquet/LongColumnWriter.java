package io.millrace.parquet;

import io.millrace.core.event.ColumnVector;
import io.millrace.core.event.Field;
import io.millrace.core.event.LongVector;
import org.apache.parquet.format.Statistics;

/** Integers, times and decimals. */
final class LongColumnWriter extends FixedColumnWriter {
    private long min = Long.MAX_VALUE;
    private long max = Long.MIN_VALUE;

    LongColumnWriter(Field field, PageWriter pageWriter) {
        super(field, pageWriter);
    }

    @Override
    int stage(ColumnVector vector, int from, int to) {
        System.arraycopy(((LongVector) vector).values(), from, staged(), position(), to - from);
        added(to - from);
        return to;
    }

    @Override
    void observe(long[] values, int count) {
        long smallest = min;
        long largest = max;
        for (int i = 0; i < count; i++) {
            smallest = Math.min(smallest, values[i]);
            largest = Math.max(largest, values[i]);
        }
        min = smallest;
        max = largest;
    }

    @Override
    void describe(Statistics statistics) {
        if (min <= max) {
            statistics.setMin_value(littleEndian(min)).setMax_value(littleEndian(max));
            statistics.setIs_min_value_exact(true).setIs_max_value_exact(true);
        }
    }

    @Override
    void startRowGroup() {
        super.startRowGroup();
        min = Long.MAX_VALUE;
        max = Long.MIN_VALUE;
    }
}
