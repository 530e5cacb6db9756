package io.millrace.core.contract;

import io.millrace.core.event.DataType;
import io.millrace.core.plan.AggregationFunction;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Aggregations over non-null boxed values. */
final class ReferenceAggregation {
    private static final BigInteger LEAST = BigInteger.valueOf(Long.MIN_VALUE);
    private static final BigInteger GREATEST = BigInteger.valueOf(Long.MAX_VALUE);

    private ReferenceAggregation() {}

    /**
     * @throws ArithmeticException where the result is outside its type
     */
    static @Nullable Object of(AggregationFunction function, DataType type, List<Object> values) {
        if (function == AggregationFunction.COUNT) {
            return (long) values.size();
        }
        if (values.isEmpty()) {
            return null;
        }
        return switch (function) {
            case SUM -> type == DataType.FLOAT64 ? (Object) doubleSum(values) : (Object) longSum(values);
            case AVG -> average(values);
            case MIN -> Collections.min(values, Boxed.ORDER);
            case MAX -> Collections.max(values, Boxed.ORDER);
            default -> throw new IllegalArgumentException(function + " takes no argument");
        };
    }

    private static long longSum(List<Object> values) {
        BigInteger sum = integerSum(values);
        if (sum.compareTo(LEAST) < 0 || sum.compareTo(GREATEST) > 0) {
            throw new ArithmeticException("the sum " + sum + " is outside int64");
        }
        return sum.longValueExact();
    }

    private static BigInteger integerSum(List<Object> values) {
        BigInteger sum = BigInteger.ZERO;
        for (Object value : values) {
            long number = value instanceof Boolean flag ? (flag ? 1 : 0) : (Long) value;
            sum = sum.add(BigInteger.valueOf(number));
        }
        return sum;
    }

    private static double doubleSum(List<Object> values) {
        BigDecimal sum = BigDecimal.ZERO;
        for (Object value : values) {
            sum = sum.add(new BigDecimal((Double) value));
        }
        double rounded = sum.doubleValue();
        if (Double.isInfinite(rounded)) {
            throw new ArithmeticException("the sum is outside the range of double");
        }
        return rounded;
    }

    private static double average(List<Object> values) {
        double sum = values.get(0) instanceof Double
                ? doubleSum(values)
                : integerSum(values).doubleValue();
        return sum / values.size() + 0.0;
    }
}
