package io.millrace.core.contract;

import io.millrace.core.sketch.Registers;
import io.millrace.core.sketch.ValueHash;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** How many different values there are, about. */
final class ReferenceDistinct {
    private ReferenceDistinct() {}

    /** Exact while there are few, then the estimate from the registers that the different values' hashes raise. */
    static long approximate(List<Object> values) {
        Set<Object> different = new HashSet<>(values);
        if (different.size() <= Registers.APPROX_COUNT_DISTINCT_EXACT) {
            return different.size();
        }
        Registers arithmetic = Registers.APPROX_COUNT_DISTINCT;
        int[] ranks = new int[arithmetic.count()];
        for (Object value : different) {
            long hash = hash(value);
            int register = arithmetic.index(hash);
            ranks[register] = Math.max(ranks[register], arithmetic.rank(hash));
        }
        int[] histogram = new int[arithmetic.mostRank() + 1];
        for (int rank : ranks) {
            histogram[rank]++;
        }
        return arithmetic.estimate(histogram);
    }

    private static long hash(Object value) {
        if (value instanceof String text) {
            byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
            return ValueHash.of(utf8, 0, utf8.length);
        }
        if (value instanceof Double number) {
            return ValueHash.of(number);
        }
        if (value instanceof Boolean flag) {
            return ValueHash.of(flag ? 1L : 0L);
        }
        return ValueHash.of(
                value instanceof BigDecimal number ? number.unscaledValue().longValueExact() : (Long) value);
    }
}
