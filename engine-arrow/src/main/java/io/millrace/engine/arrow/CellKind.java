package io.millrace.engine.arrow;

import io.millrace.core.event.DataType;
import io.millrace.core.plan.AggregationCall;
import io.millrace.core.plan.BoundExpression;
import io.millrace.core.plan.FeaturePlan;
import io.millrace.core.port.SlotAggregation;

/** What a cell of a record can be. All zeros is the state before the first value. */
enum CellKind {
    /** A number of rows or values, as wide as {@link CountWidth} says. */
    COUNT(0),
    /** A sum of integers, see {@link LongSum}. */
    LONG_SUM(LongSum.BYTES),
    /** An exact sum of doubles, see {@link DoubleSum}. */
    DOUBLE_SUM(DoubleSum.BYTES),
    /** The smallest integer, time, boolean or decimal, kept so that 0 means the largest of all (see {@link Extremes}). */
    LONG_MIN(8),
    LONG_MAX(8),
    DOUBLE_MIN(8),
    DOUBLE_MAX(8),
    /** The smallest text: an address in {@link SharedTexts}. */
    TEXT_MIN(8),
    TEXT_MAX(8),
    /** The value of the earliest event, see {@link NumberAtEndKernel}. */
    NUMBER_FIRST(16),
    NUMBER_LAST(16),
    /** The text of the earliest event, see {@link TextAtEndKernel}. */
    TEXT_FIRST(16),
    TEXT_LAST(16),
    /** Exact sums of doubles and of their squares, see {@link MomentsKernel}. */
    MOMENTS(MomentsKernel.BYTES),
    /** Exact sums for a line, see {@link SlopeKernel}. */
    SLOPE(SlopeKernel.BYTES),
    /** An exact sum of weighted doubles, see {@link DecayedSumKernel}. */
    DECAYED_SUM(ProductSum.BYTES),
    /** A bit for every day, see {@link DayBitsKernel}; as many bytes as the window needs. */
    DAY_BITS(0),
    /** The different days, in windows too long for bits. */
    DAYS(LongList.BYTES),
    /** The different event times. */
    TIMES(LongList.BYTES),
    /** All values as words. */
    VALUES(LongList.BYTES),
    /** The different values as words. */
    DIFFERENT(LongList.BYTES),
    /** How often each value occurs, by its word. */
    VALUE_COUNTS(LongCounts.BYTES),
    /** How many values are in each logarithmic bucket. */
    BUCKET_COUNTS(LongCounts.BYTES),
    /** About how many different values there are, see {@link DistinctSketch}. */
    DISTINCT_SKETCH(DistinctSketch.BYTES),
    /** The slots of a user's aggregation; as many bytes as it declares. */
    SLOTS(0),
    /** Where the state of a user's aggregation is, see {@link ObjectKernel}. */
    OBJECT(8),
    /** Whether there was any value: one byte, 0 or 1. */
    PRESENCE(1);

    private final int bytes;

    CellKind(int bytes) {
        this.bytes = bytes;
    }

    /** The bytes of a cell; 0 where a kind has no size of its own. */
    int bytes() {
        return bytes;
    }

    int bytes(AggregationCall call, FeaturePlan plan) {
        return switch (this) {
            case DAY_BITS ->
                DayBitsKernel.bytes(plan.windows().get(call.window()).length());
            case COUNT -> throw new IllegalStateException("a layout tells how wide its counts are");
            case SLOTS -> Math.multiplyExact(slots(call).slots(), Long.BYTES);
            default -> bytes;
        };
    }

    private static SlotAggregation slots(AggregationCall call) {
        return (SlotAggregation) call.user().orElseThrow();
    }

    /** The cell from which the aggregation's result comes. */
    static CellKind of(AggregationCall call, FeaturePlan plan) {
        DataType type = call.argument().map(BoundExpression::type).orElse(DataType.INT64);
        boolean isText = type == DataType.TEXT;
        boolean isDouble = type == DataType.FLOAT64;
        return switch (call.function()) {
            case COUNT_ROWS, COUNT -> COUNT;
            case COUNT_DISTINCT -> DIFFERENT;
            case SUM, AVG -> isDouble ? DOUBLE_SUM : LONG_SUM;
            case MIN -> isText ? TEXT_MIN : isDouble ? DOUBLE_MIN : LONG_MIN;
            case MAX -> isText ? TEXT_MAX : isDouble ? DOUBLE_MAX : LONG_MAX;
            case VAR_SAMP, VAR_POP -> MOMENTS;
            case FIRST -> isText ? TEXT_FIRST : NUMBER_FIRST;
            case LAST -> isText ? TEXT_LAST : NUMBER_LAST;
            case QUANTILE -> VALUES;
            case APPROX_QUANTILE -> BUCKET_COUNTS;
            case APPROX_COUNT_DISTINCT -> DISTINCT_SKETCH;
            case MODE -> VALUE_COUNTS;
            case COUNT_DAYS ->
                DayBitsKernel.days(plan.windows().get(call.window()).length()) > DayBitsKernel.MOST_DAYS
                        ? DAYS
                        : DAY_BITS;
            case MAX_GAP -> TIMES;
            case DECAYED_SUM -> DECAYED_SUM;
            case SLOPE -> SLOPE;
            case USER -> call.user().orElseThrow() instanceof SlotAggregation ? SLOTS : OBJECT;
        };
    }

    /** Whether cells of this kind differ in more than the values that reach them. */
    boolean isOfItsCall() {
        return this == DECAYED_SUM || this == SLOTS || this == OBJECT;
    }
}
