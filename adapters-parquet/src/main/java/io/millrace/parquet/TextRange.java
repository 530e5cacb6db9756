package io.millrace.parquet;

import java.util.Arrays;
import org.apache.parquet.format.Statistics;

/** The smallest and largest of byte strings, by unsigned bytes. */
final class TextRange {
    /** Longer values do not become statistics: they would make footers heavy and rule out little. */
    private static final int MOST_BYTES = 256;

    private byte[] min = new byte[0];
    private byte[] max = new byte[0];
    private boolean any;

    void clear() {
        any = false;
    }

    void add(byte[] source, int from, int length) {
        int to = from + length;
        if (!any) {
            min = Arrays.copyOfRange(source, from, to);
            max = min;
            any = true;
        } else if (Arrays.compareUnsigned(source, from, to, min, 0, min.length) < 0) {
            min = Arrays.copyOfRange(source, from, to);
        } else if (Arrays.compareUnsigned(source, from, to, max, 0, max.length) > 0) {
            max = Arrays.copyOfRange(source, from, to);
        }
    }

    void describe(Statistics statistics) {
        if (any && min.length <= MOST_BYTES && max.length <= MOST_BYTES) {
            statistics.setMin_value(min).setMax_value(max);
            statistics.setIs_min_value_exact(true).setIs_max_value_exact(true);
        }
    }
}
