package io.millrace.engine.arrow;

import io.millrace.core.event.ColumnBatch;
import io.millrace.core.event.ColumnVector;
import io.millrace.core.event.DataType;
import io.millrace.core.event.DoubleVector;
import io.millrace.core.event.LongVector;
import io.millrace.core.number.Int128;
import io.millrace.core.plan.AggregationCall;
import io.millrace.core.plan.BoundExpression;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.arrow.memory.util.MemoryUtil;

/** Finishes aggregations: from cells of records to columns of results. */
final class ResultGatherer {
    private final List<RecordLayout.Result> results;
    private final FeatureNames names;

    ResultGatherer(RecordLayout layout, FeatureNames names) {
        this.results = layout.results();
        this.names = names;
    }

    /**
     * Fills the first columns of the batch, one per aggregation.
     *
     * @param states {@code states[row]} is the address of the record with the row's state
     * @param keys {@code keys[row]} is that of the record with the row's key
     */
    void gather(long[] states, long[] keys, int count, ColumnBatch values) {
        for (int i = 0; i < results.size(); i++) {
            RecordLayout.Result result = results.get(i);
            ColumnVector column = values.column(i);
            for (int row = 0; row < count; row++) {
                if (result.call().nullable() && isAbsent(result, states[row])) {
                    column.setNull(row);
                } else {
                    finish(i, result, states[row], keys[row], column, row);
                }
            }
        }
    }

    private static boolean isAbsent(RecordLayout.Result result, long state) {
        return result.count() >= 0
                ? MemoryUtil.getLong(state + result.count()) == 0
                : MemoryUtil.getByte(state + result.presence()) == 0;
    }

    private void finish(int place, RecordLayout.Result result, long state, long key, ColumnVector column, int row) {
        long cell = state + result.value();
        AggregationCall call = result.call();
        boolean isDouble = call.argument().map(BoundExpression::type).orElse(DataType.INT64) == DataType.FLOAT64;
        switch (call.function()) {
            case COUNT_ROWS, COUNT -> ((LongVector) column).set(row, MemoryUtil.getLong(cell));
            case SUM -> {
                if (isDouble) {
                    ((DoubleVector) column).set(row, doubleSum(place, cell, key));
                } else {
                    ((LongVector) column).set(row, longSum(place, cell, key));
                }
            }
            case AVG -> {
                double sum = isDouble ? doubleSum(place, cell, key) : wholeSum(cell);
                // A quotient may underflow to -0.0.
                ((DoubleVector) column).set(row, sum / MemoryUtil.getLong(state + result.count()) + 0.0);
            }
            case MIN -> set(column, row, isDouble, Extremes.decodeMin(MemoryUtil.getLong(cell)));
            case MAX -> set(column, row, isDouble, Extremes.decodeMax(MemoryUtil.getLong(cell)));
        }
    }

    private static void set(ColumnVector column, int row, boolean isDouble, long extreme) {
        if (isDouble) {
            ((DoubleVector) column).set(row, Extremes.unordered(extreme));
        } else {
            ((LongVector) column).set(row, extreme);
        }
    }

    private double doubleSum(int place, long cell, long key) {
        double sum = DoubleSum.value(cell);
        if (Double.isInfinite(sum)) {
            throw names.failure(names.ofValue(place), key, "the sum is outside the range of double", null);
        }
        return sum;
    }

    private static double wholeSum(long cell) {
        return Int128.toDouble(MemoryUtil.getLong(cell + 8), MemoryUtil.getLong(cell));
    }

    private long longSum(int place, long cell, long key) {
        long low = MemoryUtil.getLong(cell);
        long high = MemoryUtil.getLong(cell + 8);
        if (!Int128.fitsLong(high, low)) {
            BigInteger sum = new BigInteger(
                    ByteBuffer.allocate(16).putLong(high).putLong(low).array());
            throw names.failure(
                    names.ofValue(place),
                    key,
                    "the sum " + sum + " is outside bigint; sum a double, cast(… as double), where that is meant",
                    null);
        }
        return low;
    }
}
