package io.millrace.parquet;

import io.millrace.core.event.ColumnVector;
import io.millrace.core.event.DoubleVector;
import io.millrace.core.event.Field;
import org.apache.parquet.format.Statistics;

/** Doubles, bit by bit as they are. Statistics never hold a NaN; a minimum of zero is -0 and a maximum +0. */
final class DoubleColumnWriter extends FixedColumnWriter {
    private double min = Double.POSITIVE_INFINITY;
    private double max = Double.NEGATIVE_INFINITY;

    DoubleColumnWriter(Field field, PageWriter pageWriter) {
        super(field, pageWriter);
    }

    @Override
    int stage(ColumnVector vector, int from, int to) {
        double[] values = ((DoubleVector) vector).values();
        long[] target = staged();
        int position = position();
        for (int row = from; row < to; row++) {
            target[position++] = Double.doubleToRawLongBits(values[row]);
        }
        added(to - from);
        return to;
    }

    @Override
    void observe(long[] values, int count) {
        double smallest = min;
        double largest = max;
        for (int i = 0; i < count; i++) {
            double value = Double.longBitsToDouble(values[i]);
            // Comparisons with NaN are false, so a NaN changes neither.
            smallest = value < smallest ? value : smallest;
            largest = value > largest ? value : largest;
        }
        min = smallest;
        max = largest;
    }

    @Override
    void describe(Statistics statistics) {
        if (min <= max) {
            double low = min == 0 ? -0.0 : min;
            double high = max == 0 ? 0.0 : max;
            statistics.setMin_value(littleEndian(Double.doubleToRawLongBits(low)));
            statistics.setMax_value(littleEndian(Double.doubleToRawLongBits(high)));
            statistics.setIs_min_value_exact(true).setIs_max_value_exact(true);
        }
    }

    @Override
    void startRowGroup() {
        super.startRowGroup();
        min = Double.POSITIVE_INFINITY;
        max = Double.NEGATIVE_INFINITY;
    }
}
