package io.millrace.engine.arrow;

import io.millrace.core.event.DataType;
import io.millrace.core.event.LongVector;
import io.millrace.core.number.Int128;
import io.millrace.core.plan.AggregationCall;
import io.millrace.core.plan.BoundExpression;
import io.millrace.core.port.ObjectAggregation;
import io.millrace.core.port.SlotAggregation;
import java.util.List;
import java.util.Optional;
import java.util.function.LongUnaryOperator;
import org.apache.arrow.memory.util.MemoryUtil;

/** Chooses how an aggregation is finished. */
final class Finishers {
    private final RecordLayout.Result result;
    private final AggregationCall call;
    private final int value;
    private final CountWidth counts;
    private final List<String> features;
    private final VariableState variable;
    private final FeatureNames names;
    private final int finished;

    private Finishers(
            RecordLayout.Result result,
            int place,
            int finished,
            CountWidth counts,
            VariableState variable,
            FeatureNames names) {
        this.finished = finished;
        this.result = result;
        this.counts = counts;
        this.call = result.call();
        this.value = result.value();
        this.features = names.ofValue(place);
        this.variable = variable;
        this.names = names;
    }

    /**
     * @param place that of the aggregation in the line of values
     * @param finished in records whose streamed cells are finished, the result's place among those of its cell; else -1
     * @param counts how wide counts are
     */
    static Finisher of(
            RecordLayout.Result result,
            int place,
            int finished,
            CountWidth counts,
            VariableState variable,
            FeatureNames names) {
        Finishers finishers = new Finishers(result, place, finished, counts, variable, names);
        return finished >= 0 && StreamedCells.isStreamed(result.kind()) ? finishers.taken() : finishers.finisher();
    }

    /** Takes a result that is there already. */
    private Finisher taken() {
        return switch (call.function()) {
            case COUNT_DISTINCT, APPROX_COUNT_DISTINCT, COUNT_DAYS -> integer(this::taken);
            case MODE -> word(this::taken);
            case MAX_GAP -> openNumber(block -> count(block) < 2 ? Double.NaN : takenNumber(block));
            default -> openNumber(this::takenNumber);
        };
    }

    private double takenNumber(long block) {
        return Double.longBitsToDouble(taken(block + value));
    }

    /** The result's word, from a cell with the address of its results; 0 of an entity without events. */
    private long taken(long cell) {
        long results = MemoryUtil.getLong(cell);
        return results == 0 ? 0 : MemoryUtil.getLong(results + (long) finished * Long.BYTES);
    }

    private Finisher finisher() {
        return switch (call.function()) {
            case COUNT_ROWS, COUNT -> new CountFinisher(value, result.less(), counts);
            case COUNT_DISTINCT -> integer(ListResults::size);
            case APPROX_COUNT_DISTINCT -> integer(DistinctSketch::value);
            case COUNT_DAYS ->
                result.kind() == CellKind.DAYS
                        ? integer(ListResults::size)
                        : integer(cell -> DayBitsKernel.count(cell, result.bytes()));
            case SUM -> sum();
            case AVG -> average();
            case MIN, MAX, FIRST, LAST -> word(wordAt(result.kind()));
            case MODE -> word(cell -> ListResults.mode(cell, order()));
            case VAR_SAMP -> number(block -> Moments.variance(block + value, count(block), 1), "the variance");
            case VAR_POP -> number(block -> Moments.variance(block + value, count(block), 0), "the variance");
            case SLOPE -> number(block -> Moments.slope(block + value, count(block)), "the slope");
            case DECAYED_SUM ->
                number(block -> ProductSum.OF_WEIGHTED.exact(block + value).value(), "the decayed sum");
            case QUANTILE -> openNumber(block -> ListResults.quantile(block + value, call.parameter()));
            case APPROX_QUANTILE ->
                openNumber(block -> ListResults.approximateQuantile(block + value, call.parameter()));
            case MAX_GAP -> openNumber(block -> count(block) < 2 ? Double.NaN : ListResults.longestGap(block + value));
            case USER -> user();
        };
    }

    private long count(long block) {
        return counts.read(block + result.count());
    }

    private Finisher integer(LongUnaryOperator ofCell) {
        return (block, record, column, row) -> ((LongVector) column).set(row, ofCell.applyAsLong(block + value));
    }

    private Finisher number(NumberFinisher.Computation computation, String what) {
        return new NumberFinisher(computation, Optional.of(what), features, names);
    }

    private Finisher openNumber(NumberFinisher.Computation computation) {
        return new NumberFinisher(computation, Optional.empty(), features, names);
    }

    private Finisher word(LongUnaryOperator ofCell) {
        return new WordFinisher(value, ofCell);
    }

    private Finisher sum() {
        return result.kind() == CellKind.DOUBLE_SUM
                ? number(block -> DoubleSum.value(block + value), "the sum")
                : new SumFinisher(value, call.type(), features, names);
    }

    private Finisher average() {
        if (result.kind() == CellKind.DOUBLE_SUM) {
            return number(block -> DoubleSum.value(block + value) / count(block), "the sum");
        }
        DataType type = call.argument().map(BoundExpression::type).orElseThrow();
        return type.isDecimal()
                ? openNumber(block -> Moments.average(LongSum.integer(block + value), type.scale(), count(block)))
                : openNumber(block -> wholeSum(block + value) / count(block));
    }

    private static double wholeSum(long cell) {
        return Int128.toDouble(LongSum.high(cell), LongSum.low(cell));
    }

    private static LongUnaryOperator wordAt(CellKind kind) {
        return switch (kind) {
            case LONG_MIN, DOUBLE_MIN -> cell -> Extremes.decodeMin(MemoryUtil.getLong(cell));
            case LONG_MAX, DOUBLE_MAX -> cell -> Extremes.decodeMax(MemoryUtil.getLong(cell));
            case NUMBER_FIRST -> cell -> Extremes.decodeMin(MemoryUtil.getLong(cell + NumberAtEndKernel.VALUE));
            case NUMBER_LAST -> cell -> Extremes.decodeMax(MemoryUtil.getLong(cell + NumberAtEndKernel.VALUE));
            case TEXT_MIN, TEXT_MAX -> MemoryUtil::getLong;
            case TEXT_FIRST, TEXT_LAST -> cell -> MemoryUtil.getLong(cell + TextAtEndKernel.VALUE);
            default -> throw new IllegalArgumentException(kind + " holds no value");
        };
    }

    private ListResults.WordOrder order() {
        return call.type() == DataType.TEXT ? variable.texts::compare : Long::compare;
    }

    // The engine hands an aggregation's own states to it, and nothing else.
    @SuppressWarnings("unchecked")
    private Finisher user() {
        UserFailure failure = new UserFailure(names, features, call.user().orElseThrow());
        if (call.user().get() instanceof SlotAggregation aggregation) {
            RecordSlots slots = new RecordSlots(aggregation.slots());
            return new UserFinisher(
                    value, call.type(), (cell, into) -> aggregation.finish(slots.at(cell), into), failure);
        }
        var aggregation = (ObjectAggregation<Object>) call.user().get();
        return new UserFinisher(
                value,
                call.type(),
                (cell, into) -> aggregation.finish(ObjectKernel.state(cell, variable), into),
                failure);
    }
}
