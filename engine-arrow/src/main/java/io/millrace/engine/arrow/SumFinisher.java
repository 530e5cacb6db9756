package io.millrace.engine.arrow;

import io.millrace.core.event.ColumnVector;
import io.millrace.core.event.DataType;
import io.millrace.core.event.LongVector;
import io.millrace.core.number.Int128;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;

/** Sums of integers and decimals, which must fit their type. */
final class SumFinisher implements Finisher {
    private final int offset;
    private final DataType type;
    private final List<String> features;
    private final FeatureNames names;
    private final long most;

    /**
     * @param type of the result: int64 or a decimal
     */
    SumFinisher(int offset, DataType type, List<String> features, FeatureNames names) {
        this.offset = offset;
        this.type = type;
        this.features = features;
        this.names = names;
        this.most = type.isDecimal() ? BigInteger.TEN.pow(type.precision()).longValueExact() - 1 : Long.MAX_VALUE;
    }

    @Override
    public void finish(long block, long record, ColumnVector column, int row) {
        long low = LongSum.low(block + offset);
        long high = LongSum.high(block + offset);
        if (!Int128.fitsLong(high, low) || type.isDecimal() && Math.abs(low) > most) {
            BigInteger sum = LongSum.integer(high, low);
            throw names.failure(
                    features,
                    record,
                    "the sum " + new BigDecimal(sum, type.scale()).toPlainString() + " is outside " + type.sql()
                            + "; sum a double, cast(… as double), where that is meant",
                    null);
        }
        ((LongVector) column).set(row, low);
    }
}
