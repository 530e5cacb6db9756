package io.millrace.engine.arrow;

import io.millrace.core.event.DataType;
import io.millrace.core.plan.AggregationCall;
import io.millrace.core.plan.AggregationFunction;
import io.millrace.core.plan.BoundExpression;
import io.millrace.core.plan.FeaturePlan;
import io.millrace.core.port.Aggregation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.arrow.memory.util.MemoryUtil;

/**
 * What a record holds and where: the entity key, then one block for every as-of time, with the cells from which a plan's
 * aggregations are finished. A block of zeros is that of an entity without events.
 *
 * <p>Aggregations share cells: a sum and an average over the same values have one sum; a count, an average and the
 * question whether there was any value at all have one count.
 */
final class RecordLayout {
    private static final int NOWHERE = -1;
    private static final AggregationCall ROWS =
            AggregationCall.of(AggregationFunction.COUNT_ROWS, Optional.empty(), Optional.empty(), DataType.INT64);

    private final int keyBytes;
    private final int blockBytes;
    private final int blocks;
    private final int bytes;
    private final List<Cell> cells;
    private final List<Result> results;
    private final CountWidth countWidth;
    private final int presentCount;
    private final int presentByte;

    /**
     * Which values reach a cell: those of a window's rows that pass a filter and in which no argument is null. Without
     * arguments all these rows do.
     *
     * @param window as in {@link AggregationCall#window}
     * @param filter as in {@link AggregationCall#filter}
     */
    record Lane(int window, Optional<Integer> filter, List<BoundExpression> arguments) {
        Lane {
            arguments = List.copyOf(arguments);
        }
    }

    /**
     * One thing that is kept up to date.
     *
     * @param call one of the aggregations that it is for
     * @param offset its place in a block
     * @param bytes its size
     */
    record Cell(CellKind kind, Lane lane, AggregationCall call, int offset, int bytes) {}

    /**
     * From where an aggregation is finished; all offsets are places in a block.
     *
     * @param kind what its value comes from
     * @param value the offset of that
     * @param bytes the size of that
     * @param less for a count the offset of another that is subtracted from it, else -1
     * @param count the offset of its count of values, or -1 where it has none
     * @param presence the offset of one byte that tells whether there was a value, or -1 where the count or the value
     *     itself tells it
     */
    record Result(AggregationCall call, CellKind kind, int value, int bytes, int less, int count, int presence) {}

    private RecordLayout(Builder builder, int keyBytes, List<Result> results) {
        this.keyBytes = keyBytes;
        this.blockBytes = Math.addExact(builder.end, 7) & -8;
        this.blocks = builder.plan.asOfTimes().size();
        this.bytes = Chunks.inWholeLines(Math.addExact(keyBytes, Math.multiplyExact(blocks, blockBytes)));
        this.cells = builder.cells();
        this.countWidth = builder.countWidth;
        this.results = List.copyOf(results);
        this.presentCount = builder.offset(CellKind.COUNT, builder.used());
        this.presentByte = builder.offset(CellKind.PRESENCE, builder.used());
    }

    /**
     * @param keyBytes the bytes of the key, a multiple of 8
     * @param rows the most rows of the input, or -1 where that is not known
     */
    static RecordLayout of(FeaturePlan plan, int keyBytes, long rows) {
        return new Builder(plan, CountWidth.of(rows)).build(keyBytes);
    }

    /** That of all counts. */
    CountWidth countWidth() {
        return countWidth;
    }

    /** The bytes of a record, a multiple of 8. */
    int bytes() {
        return bytes;
    }

    /** How many blocks a record has: one for every as-of time. */
    int blocks() {
        return blocks;
    }

    /** The bytes of one as-of time's block, a multiple of 8. */
    int blockBytes() {
        return blockBytes;
    }

    /**
     * Where in a record the block is.
     *
     * @param asOf a place in the plan's as-of times
     */
    int block(int asOf) {
        return keyBytes + asOf * blockBytes;
    }

    /** The cells of every block. */
    List<Cell> cells() {
        return cells;
    }

    /** A kernel for every cell of every block. */
    List<Kernel> kernels(KernelFactory factory) {
        List<Kernel> kernels = new ArrayList<>();
        for (int asOf = 0; asOf < blocks; asOf++) {
            for (Cell cell : cells) {
                kernels.add(factory.kernel(cell, asOf));
            }
        }
        return kernels;
    }

    /** One for every aggregation of the plan. */
    List<Result> results() {
        return results;
    }

    /**
     * Whether the entity has a used event in the set's window.
     *
     * @param block the address of the block of a record that came to be by a used event
     */
    boolean isPresent(long block) {
        if (presentCount != NOWHERE) {
            return countWidth.read(block + presentCount) != 0;
        }
        return presentByte == NOWHERE || MemoryUtil.getByte(block + presentByte) != 0;
    }

    private static final class Builder {
        /**
         * What makes two cells the same.
         *
         * @param parameter that of cells that have one, else 0
         */
        private record Identity(CellKind kind, Lane lane, double parameter, Optional<Aggregation> user) {
            Identity(CellKind kind, Lane lane) {
                this(kind, lane, 0, Optional.empty());
            }
        }

        private final FeaturePlan plan;
        private final CountWidth countWidth;
        private final CountDifferences differences;
        private final Map<Identity, Cell> cells = new LinkedHashMap<>();
        private int end;

        Builder(FeaturePlan plan, CountWidth countWidth) {
            this.plan = plan;
            this.countWidth = countWidth;
            this.differences = new CountDifferences(plan, counted());
        }

        /** The lanes whose values are counted because a result takes their number. */
        private Map<Lane, Boolean> counted() {
            Map<Lane, Boolean> lanes = new LinkedHashMap<>();
            for (AggregationCall call : plan.aggregations()) {
                if (needsCount(call.function())) {
                    lanes.merge(countedLane(call), isCount(call), Boolean::logicalAnd);
                }
            }
            return lanes;
        }

        private static boolean isCount(AggregationCall call) {
            return call.function() == AggregationFunction.COUNT_ROWS || call.function() == AggregationFunction.COUNT;
        }

        RecordLayout build(int keyBytes) {
            // Cells of 8 bytes and multiples first, then counts, single bytes last: nothing is ever unaligned.
            for (AggregationCall call : plan.aggregations()) {
                if (CellKind.of(call, plan) != CellKind.COUNT) {
                    place(value(call), call);
                }
            }
            for (AggregationCall call : plan.aggregations()) {
                if (needsCount(call.function()) && !differences.has(countedLane(call))) {
                    place(new Identity(CellKind.COUNT, countedLane(call)), countWidth.bytes(), call);
                }
            }
            for (AggregationCall call : plan.aggregations()) {
                if (call.nullable() && !tellsPresence(call) && offset(CellKind.COUNT, countedLane(call)) == NOWHERE) {
                    place(new Identity(CellKind.PRESENCE, countedLane(call)), call);
                }
            }
            if (isPresenceOpen() && offset(CellKind.COUNT, used()) == NOWHERE) {
                place(new Identity(CellKind.PRESENCE, used()), CellKind.PRESENCE.bytes(), ROWS);
            }
            return new RecordLayout(
                    this,
                    keyBytes,
                    plan.aggregations().stream().map(this::result).toList());
        }

        private Result result(AggregationCall call) {
            Lane counted = countedLane(call);
            Identity identity = value(call);
            int less = NOWHERE;
            if (identity.kind() == CellKind.COUNT && differences.has(counted)) {
                less = offset(CellKind.COUNT, differences.subtrahend(counted));
                identity = new Identity(CellKind.COUNT, differences.minuend(counted));
            }
            Cell cell = Objects.requireNonNull(cells.get(identity));
            return new Result(
                    call,
                    cell.kind(),
                    cell.offset(),
                    cell.bytes(),
                    less,
                    offset(CellKind.COUNT, counted),
                    tellsPresence(call) ? NOWHERE : offset(CellKind.PRESENCE, counted));
        }

        /** Whether the cell of the call's value is zero as long as there was none, and only then. */
        private boolean tellsPresence(AggregationCall call) {
            return switch (CellKind.of(call, plan)) {
                case DOUBLE_SUM, LONG_SUM -> true;
                // The first and the last microsecond of all are no event time in a window.
                case LONG_MIN, LONG_MAX ->
                    call.argument().orElseThrow() instanceof BoundExpression.Column column
                            && column.ordinal() == plan.time()
                            && plan.reach().start() > Long.MIN_VALUE;
                default -> false;
            };
        }

        /** Whether there can be a record whose entity has no used event in the set's window as of a time. */
        private boolean isPresenceOpen() {
            return plan.asOfTimes().size() > 1
                    || plan.windows().size() > 1
                    || !plan.validators().isEmpty();
        }

        /** All used events of the set's window. */
        Lane used() {
            return new Lane(0, Optional.empty(), List.of());
        }

        List<Cell> cells() {
            return List.copyOf(cells.values());
        }

        int offset(CellKind kind, Lane lane) {
            Cell cell = cells.get(new Identity(kind, lane));
            return cell == null ? NOWHERE : cell.offset();
        }

        private void place(Identity identity, AggregationCall call) {
            place(identity, identity.kind().bytes(call, plan), call);
        }

        private void place(Identity identity, int bytes, AggregationCall call) {
            if (!cells.containsKey(identity)) {
                cells.put(identity, new Cell(identity.kind(), identity.lane(), call, end, bytes));
                end = Math.addExact(end, bytes);
            }
        }

        /** Whether the result takes the number of values, not only whether there is any. */
        private static boolean needsCount(AggregationFunction function) {
            return switch (function) {
                case COUNT_ROWS, COUNT, AVG, VAR_SAMP, VAR_POP, SLOPE, MAX_GAP -> true;
                default -> false;
            };
        }

        private Identity value(AggregationCall call) {
            CellKind kind = CellKind.of(call, plan);
            if (kind == CellKind.COUNT) {
                return new Identity(kind, countedLane(call));
            }
            Lane lane = new Lane(call.window(), call.filter(), call.arguments());
            return kind.isOfItsCall()
                    ? new Identity(kind, lane, call.parameter(), call.user())
                    : new Identity(kind, lane);
        }

        /** The same rows, told by fewer arguments. */
        private Lane countedLane(AggregationCall call) {
            List<BoundExpression> open = call.arguments().stream()
                    .filter(argument -> !isAlwaysThere(argument))
                    .toList();
            return new Lane(call.window(), call.filter(), open);
        }

        /** Whether the argument has a value in every used row; a double may become null, and what is computed may fail. */
        private boolean isAlwaysThere(BoundExpression argument) {
            return argument instanceof BoundExpression.Column column
                    && (plan.keys().contains(column.ordinal())
                            || column.ordinal() == plan.time()
                            || !column.nullable() && column.type() != DataType.FLOAT64);
        }
    }
}
