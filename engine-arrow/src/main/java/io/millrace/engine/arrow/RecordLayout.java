package io.millrace.engine.arrow;

import io.millrace.core.event.DataType;
import io.millrace.core.plan.AggregationCall;
import io.millrace.core.plan.AggregationFunction;
import io.millrace.core.plan.BoundExpression;
import io.millrace.core.plan.FeaturePlan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What a record holds and where: the entity key, then the cells from which a plan's aggregations are finished. A record
 * of zeros (but for the key) is that of an entity without events.
 *
 * <p>Aggregations share cells: a sum and an average over the same values have one sum; a count, an average and the
 * question whether there was any value at all have one count.
 */
final class RecordLayout {
    private final int bytes;
    private final List<Cell> cells;
    private final List<Result> results;

    /**
     * One thing that is kept up to date for rows that pass a filter and whose argument is not null.
     *
     * @param filter as in {@link AggregationCall#filter}
     * @param offset its place in the record
     */
    record Cell(CellKind kind, Optional<Integer> filter, BoundExpression argument, int offset) {}

    /**
     * From where an aggregation is finished.
     *
     * @param value the offset of its count, sum or extreme
     * @param count the offset of its count of values, or -1 where it has none
     * @param presence the offset of one byte that tells whether there was a value, or -1 where the count tells it
     */
    record Result(AggregationCall call, int value, int count, int presence) {}

    private RecordLayout(int bytes, List<Cell> cells, List<Result> results) {
        this.bytes = bytes;
        this.cells = List.copyOf(cells);
        this.results = List.copyOf(results);
    }

    static RecordLayout of(FeaturePlan plan, int keyBytes) {
        return new Builder(plan, keyBytes).build();
    }

    /** The bytes of a record, a multiple of 8. */
    int bytes() {
        return bytes;
    }

    List<Cell> cells() {
        return cells;
    }

    /** One for every aggregation of the plan. */
    List<Result> results() {
        return results;
    }

    /** How many sums of doubles there are; each may need a wide accumulator beside the record. */
    int doubleSums() {
        return (int) cells.stream()
                .filter(cell -> cell.kind() == CellKind.DOUBLE_SUM)
                .count();
    }

    private static final class Builder {
        /** What makes two cells the same. */
        private record Identity(CellKind kind, Optional<Integer> filter, BoundExpression argument) {}

        private final FeaturePlan plan;
        private final Map<Identity, Integer> offsets = new LinkedHashMap<>();
        private int end;

        Builder(FeaturePlan plan, int keyBytes) {
            this.plan = plan;
            this.end = keyBytes;
        }

        RecordLayout build() {
            // Cells of 8 bytes and multiples first, single bytes last: nothing is ever unaligned.
            for (AggregationCall call : plan.aggregations()) {
                if (valueKind(call) == CellKind.COUNT || call.function() == AggregationFunction.AVG) {
                    place(counted(call, CellKind.COUNT));
                }
            }
            plan.aggregations().forEach(call -> place(value(call)));
            for (AggregationCall call : plan.aggregations()) {
                if (!offsets.containsKey(counted(call, CellKind.COUNT))) {
                    place(counted(call, CellKind.PRESENCE));
                }
            }
            List<Cell> cells = new ArrayList<>();
            offsets.forEach((identity, offset) ->
                    cells.add(new Cell(identity.kind(), identity.filter(), identity.argument(), offset)));
            List<Result> results = new ArrayList<>();
            for (AggregationCall call : plan.aggregations()) {
                results.add(new Result(
                        call,
                        Objects.requireNonNull(offsets.get(value(call))),
                        offsets.getOrDefault(counted(call, CellKind.COUNT), -1),
                        offsets.getOrDefault(counted(call, CellKind.PRESENCE), -1)));
            }
            return new RecordLayout(Math.addExact(end, 7) & -8, cells, results);
        }

        private void place(Identity identity) {
            if (!offsets.containsKey(identity)) {
                offsets.put(identity, end);
                end = Math.addExact(end, identity.kind().bytes());
            }
        }

        private Identity value(AggregationCall call) {
            CellKind kind = valueKind(call);
            return kind == CellKind.COUNT
                    ? counted(call, kind)
                    : new Identity(kind, call.filter(), call.argument().orElseThrow());
        }

        private static CellKind valueKind(AggregationCall call) {
            DataType type = call.argument().map(BoundExpression::type).orElse(DataType.INT64);
            boolean isDouble = type == DataType.FLOAT64;
            return switch (call.function()) {
                case COUNT_ROWS, COUNT -> CellKind.COUNT;
                case SUM, AVG -> isDouble ? CellKind.DOUBLE_SUM : CellKind.LONG_SUM;
                case MIN -> isDouble ? CellKind.DOUBLE_MIN : CellKind.LONG_MIN;
                case MAX -> isDouble ? CellKind.DOUBLE_MAX : CellKind.LONG_MAX;
            };
        }

        private Identity counted(AggregationCall call, CellKind kind) {
            return new Identity(
                    kind,
                    call.filter(),
                    call.argument().filter(argument -> !isAlwaysThere(argument)).orElse(key()));
        }

        /** Of a used row the key is never null, so that counting it counts rows. */
        private BoundExpression key() {
            return new BoundExpression.Column(
                    plan.key(), plan.reads().field(plan.key()).type(), false);
        }

        /** Whether the argument has a value in every used row; a double may become null, and what is computed may fail. */
        private boolean isAlwaysThere(BoundExpression argument) {
            return argument instanceof BoundExpression.Column column
                    && (column.ordinal() == plan.key()
                            || column.ordinal() == plan.time()
                            || !column.nullable() && column.type() != DataType.FLOAT64);
        }
    }
}
