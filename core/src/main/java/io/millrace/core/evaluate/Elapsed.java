package io.millrace.core.evaluate;

import io.millrace.core.event.ColumnBatch;
import io.millrace.core.event.ColumnVector;
import io.millrace.core.event.DoubleVector;
import io.millrace.core.event.LongVector;
import io.millrace.core.plan.Window;

/** The time from the first to the second timestamp; right also where the difference lies outside int64. */
abstract class Elapsed extends Node {
    private final Node from;
    private final Node to;
    private final ColumnVector result;
    private final LiveRows live;

    Elapsed(Node from, Node to, ColumnVector result) {
        this.from = from;
        this.to = to;
        this.result = result;
        this.live = new LiveRows(result.capacity());
    }

    @Override
    ColumnVector evaluate(ColumnBatch batch, int[] rows, int count) {
        LongVector a = (LongVector) from.evaluate(batch, rows, count);
        LongVector b = (LongVector) to.evaluate(batch, rows, count);
        result.clearNulls();
        live.start(rows, count);
        live.require(a, result);
        live.require(b, result);
        compute(a.values(), b.values(), live.rows(), live.count());
        return result;
    }

    abstract void compute(long[] a, long[] b, int[] rows, int count);

    /** Whole days, rounded down. */
    static final class Days extends Elapsed {
        private final long[] days;

        Days(Node from, Node to, LongVector result) {
            super(from, to, result);
            this.days = result.values();
        }

        @Override
        void compute(long[] a, long[] b, int[] rows, int count) {
            for (int i = 0; i < count; i++) {
                int row = rows[i];
                long length = Window.MICROS_PER_DAY;
                int borrow = Math.floorMod(b[row], length) < Math.floorMod(a[row], length) ? 1 : 0;
                days[row] = Math.floorDiv(b[row], length) - Math.floorDiv(a[row], length) - borrow;
            }
        }
    }

    /** Seconds: the microseconds between, rounded to a double, over a million. */
    static final class Seconds extends Elapsed {
        private final double[] seconds;

        Seconds(Node from, Node to, DoubleVector result) {
            super(from, to, result);
            this.seconds = result.values();
        }

        @Override
        void compute(long[] a, long[] b, int[] rows, int count) {
            for (int i = 0; i < count; i++) {
                int row = rows[i];
                seconds[row] = b[row] >= a[row] ? unsigned(b[row] - a[row]) / 1e6 : -(unsigned(a[row] - b[row]) / 1e6);
            }
        }

        private static double unsigned(long micros) {
            // halving keeps the lowest bit, so that the conversion rounds as the whole number would
            return micros >= 0 ? micros : (double) (micros >>> 1 | micros & 1) * 2;
        }
    }
}
