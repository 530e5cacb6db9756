package io.millrace.engine.arrow;

import io.millrace.core.event.ColumnVector;
import io.millrace.core.event.DataType;
import io.millrace.core.event.DictionaryEncoder;
import io.millrace.core.event.DoubleVector;
import io.millrace.core.event.LongVector;
import io.millrace.core.event.TextVector;
import io.millrace.core.port.Result;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Results of a user's aggregation. */
final class UserFinisher implements Finisher {
    private final int offset;
    private final DataType type;
    private final Finish finish;
    private final UserFailure failure;
    private final Target target = new Target();
    private final DictionaryEncoder texts = new DictionaryEncoder();
    private long nonFinite;

    /** Calls the aggregation for the state in a cell. */
    interface Finish {
        void finish(long cell, Result result);
    }

    /**
     * @param offset the cell's place in a block
     * @param type of the result
     */
    UserFinisher(int offset, DataType type, Finish finish, UserFailure failure) {
        this.offset = offset;
        this.type = type;
        this.finish = finish;
        this.failure = failure;
    }

    @Override
    public void startBatch(ColumnVector column) {
        if (column instanceof TextVector vector) {
            texts.startBatch();
            vector.dictionary(texts.dictionary());
        }
    }

    @Override
    public void finish(long block, long record, ColumnVector column, int row) {
        target.isSet = false;
        target.problem = null;
        try {
            finish.finish(block + offset, target);
        } catch (RuntimeException e) {
            throw failure.of(record, e);
        }
        if (target.problem != null) {
            throw failure.of(record, target.problem);
        }
        if (!target.isSet) {
            column.setNull(row);
        } else {
            write(column, row);
        }
    }

    private void write(ColumnVector column, int row) {
        if (column instanceof LongVector longs) {
            longs.set(row, target.integer);
        } else if (column instanceof TextVector vector) {
            vector.set(row, texts.encode(target.text));
        } else if (!Double.isFinite(target.number)) {
            nonFinite++;
            column.setNull(row);
        } else {
            ((DoubleVector) column).set(row, target.number + 0.0);
        }
    }

    @Override
    public long nonFinite() {
        return nonFinite;
    }

    /** What was set last. */
    private final class Target implements Result {
        boolean isSet;
        long integer;
        double number;
        String text = "";

        @Nullable
        String problem;

        @Override
        public void set(long value) {
            take(type.isLong(), "an integer");
            integer = value;
            if (type == DataType.BOOLEAN && value != 0 && value != 1) {
                problem = "gave " + value + " for a boolean, which is 0 or 1";
            } else if (type.isDecimal()
                    && BigInteger.valueOf(value).abs().compareTo(BigInteger.TEN.pow(type.precision())) >= 0) {
                problem = "gave " + BigDecimal.valueOf(value, type.scale()).toPlainString() + ", which is outside "
                        + type.sql();
            }
        }

        @Override
        public void set(double value) {
            take(type == DataType.FLOAT64, "a double");
            number = value;
        }

        @Override
        public void set(String value) {
            take(type == DataType.TEXT, "text");
            text = Objects.requireNonNull(value, "a result was set to null; it is null where none is set");
        }

        private void take(boolean fits, String what) {
            isSet = true;
            if (!fits) {
                problem = "gave " + what + ", but announces " + type.sql();
            }
        }
    }
}
