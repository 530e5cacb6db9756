package io.millrace.core.evaluate;

import io.millrace.core.event.ColumnBatch;
import io.millrace.core.event.ColumnVector;
import io.millrace.core.event.LongVector;
import io.millrace.core.number.CivilDate;
import io.millrace.core.plan.ScalarFunction;
import io.millrace.core.plan.Window;

/** Parts of a timestamp in UTC, and its day. */
final class TimePart extends Node {
    private static final long MICROS_PER_MINUTE = 60_000_000L;
    /** 1970-01-01 was a Thursday. */
    private static final int DAYS_AFTER_MONDAY = 3;

    private final ScalarFunction function;
    private final Node argument;
    private final LongVector result;
    private final LiveRows live;

    TimePart(ScalarFunction function, Node argument, int capacity) {
        this.function = function;
        this.argument = argument;
        this.result = new LongVector(capacity);
        this.live = new LiveRows(capacity);
    }

    @Override
    ColumnVector evaluate(ColumnBatch batch, int[] rows, int count) {
        LongVector times = (LongVector) argument.evaluate(batch, rows, count);
        result.clearNulls();
        live.start(rows, count);
        live.require(times, result);
        for (int i = 0; i < live.count(); i++) {
            int row = live.rows()[i];
            result.set(row, value(times.get(row)));
        }
        return result;
    }

    private long value(long micros) {
        long day = Math.floorDiv(micros, Window.MICROS_PER_DAY);
        long minute = Math.floorDiv(micros, MICROS_PER_MINUTE);
        return switch (function) {
            case YEAR -> CivilDate.year(CivilDate.of(day));
            case MONTH -> CivilDate.month(CivilDate.of(day));
            case DAY -> CivilDate.day(CivilDate.of(day));
            case HOUR -> Math.floorMod(minute, 24 * 60) / 60;
            case MINUTE -> Math.floorMod(minute, 60);
            case DAY_OF_WEEK -> Math.floorMod(day + DAYS_AFTER_MONDAY, 7) + 1;
            case DATE -> date(micros, day);
            default -> throw new IllegalStateException(function.name());
        };
    }

    private static long date(long micros, long day) {
        if (day < Long.MIN_VALUE / Window.MICROS_PER_DAY) {
            throw new EvaluationException("date(" + micros + " microseconds) lies outside int64");
        }
        return day * Window.MICROS_PER_DAY;
    }
}
