package io.millrace.core.contract;

import io.millrace.core.port.Sample;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;

/** Entity keys, as lists of the values of their columns. */
final class ReferenceKeys {
    /** Column by column. */
    static final Comparator<List<Object>> ORDER = ReferenceKeys::compare;

    private ReferenceKeys() {}

    private static int compare(List<Object> left, List<Object> right) {
        for (int i = 0; i < left.size(); i++) {
            int order = Boxed.compare(left.get(i), right.get(i));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    static boolean isIn(Sample sample, List<Object> key) {
        long hash = Sample.start();
        for (Object value : key) {
            if (value instanceof String text) {
                byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
                hash = Sample.add(hash, utf8, 0, utf8.length);
            } else {
                hash = Sample.add(hash, (Long) value);
            }
        }
        return sample.takes(hash);
    }
}
