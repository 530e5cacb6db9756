package io.millrace.core.contract;

import io.millrace.core.event.DataType;
import io.millrace.core.plan.AggregationCall;
import io.millrace.core.plan.Window;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Aggregations over observations without null. */
final class ReferenceAggregation {
    private ReferenceAggregation() {}

    /**
     * A double may come out infinite.
     *
     * @throws ArithmeticException where the result is outside its type
     */
    static @Nullable Object of(AggregationCall call, long asOf, List<Observation> seen) {
        if (seen.isEmpty()) {
            return call.function().isCount() ? 0L : null;
        }
        return switch (call.function()) {
            case COUNT_ROWS, COUNT -> (long) seen.size();
            case COUNT_DISTINCT -> (long) new HashSet<>(values(seen)).size();
            case SUM -> sum(call.type(), values(seen));
            case AVG -> average(values(seen));
            case MIN -> Collections.min(values(seen), ReferenceValue.ORDER);
            case MAX -> Collections.max(values(seen), ReferenceValue.ORDER);
            case VAR_SAMP -> ReferenceMoments.variance(values(seen), seen.size() - 1);
            case VAR_POP -> ReferenceMoments.variance(values(seen), seen.size());
            case FIRST -> Collections.min(seen, inTime()).value();
            case LAST -> Collections.max(seen, inTime()).value();
            case QUANTILE -> ReferenceQuantiles.exact(values(seen), call.parameter());
            case APPROX_QUANTILE -> ReferenceQuantiles.approximate(values(seen), call.parameter());
            case APPROX_COUNT_DISTINCT -> ReferenceDistinct.approximate(values(seen));
            case MODE -> mode(values(seen));
            case COUNT_DAYS ->
                seen.stream()
                        .map(event -> Math.floorDiv(event.time(), Window.MICROS_PER_DAY))
                        .distinct()
                        .count();
            case MAX_GAP -> longestGap(seen);
            case DECAYED_SUM -> ReferenceMoments.decayedSum(seen, asOf, call.parameter());
            case SLOPE -> ReferenceMoments.slope(seen);
            case USER -> ReferenceUser.aggregate(call.user().orElseThrow(), call.type(), seen);
        };
    }

    private static List<Object> values(List<Observation> seen) {
        return seen.stream().map(Observation::value).toList();
    }

    /** By event time, at equal times by value. */
    private static Comparator<Observation> inTime() {
        return Comparator.comparingLong(Observation::time)
                .thenComparing((left, right) -> ReferenceValue.ORDER.compare(left.value(), right.value()));
    }

    private static Object sum(DataType type, List<Object> values) {
        return switch (type.kind()) {
            case FLOAT64 -> doubleSum(values);
            case DECIMAL -> ReferenceValue.fitted(exactSum(values), type);
            case INT64 -> int64(exactSum(values).toBigIntegerExact());
            case BOOLEAN, TIMESTAMP, TEXT -> throw new IllegalArgumentException("no sum is a " + type);
        };
    }

    private static long int64(BigInteger sum) {
        if (sum.bitLength() > 63) {
            throw new ArithmeticException("the sum " + sum + " is outside int64");
        }
        return sum.longValueExact();
    }

    /** The real sum of numbers; true counts 1. */
    private static BigDecimal exactSum(List<Object> values) {
        return values.stream().map(ReferenceMoments::exact).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static double doubleSum(List<Object> values) {
        return ReferenceMoments.finite(exactSum(values).doubleValue(), "the sum");
    }

    /** Of doubles and integers the rounded sum over the count, of decimals the exact quotient, rounded once. */
    private static double average(List<Object> values) {
        if (values.get(0) instanceof BigDecimal) {
            return ReferenceMoments.quotient(exactSum(values), BigDecimal.valueOf(values.size()));
        }
        return doubleSum(values) / values.size();
    }

    private static Object mode(List<Object> values) {
        TreeMap<Object, Long> counts = new TreeMap<>(ReferenceValue.ORDER);
        values.forEach(value -> counts.merge(value, 1L, Long::sum));
        long most = Collections.max(counts.values());
        return counts.entrySet().stream()
                .filter(entry -> entry.getValue() == most)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
    }

    private static @Nullable Object longestGap(List<Observation> seen) {
        List<Long> times =
                new ArrayList<>(seen.stream().map(Observation::time).sorted().toList());
        BigInteger longest = BigInteger.ZERO;
        for (int i = 1; i < times.size(); i++) {
            BigInteger gap = BigInteger.valueOf(times.get(i)).subtract(BigInteger.valueOf(times.get(i - 1)));
            longest = longest.max(gap);
        }
        return times.size() < 2 ? null : (Object) (longest.doubleValue() / 1e6);
    }
}
