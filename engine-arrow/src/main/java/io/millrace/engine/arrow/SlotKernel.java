package io.millrace.engine.arrow;

import io.millrace.core.event.ColumnVector;
import io.millrace.core.port.SlotAggregation;

/** A user's aggregation whose state is slots in the record. */
final class SlotKernel extends Kernel {
    private final SlotAggregation aggregation;
    private final UserFailure failure;
    private final RecordSlots into;
    private final RecordSlots from;
    private final ColumnVector[] columns;
    private final RowArguments row;

    SlotKernel(int offset, SlotAggregation aggregation, int arguments, UserFailure failure) {
        super(offset);
        this.aggregation = aggregation;
        this.failure = failure;
        this.into = new RecordSlots(aggregation.slots());
        this.from = new RecordSlots(aggregation.slots());
        this.columns = new ColumnVector[arguments];
        this.row = new RowArguments(columns);
    }

    @Override
    void update(ColumnVector[] arguments, long[] times, int[] rows, long[] records, int count) {
        System.arraycopy(arguments, 0, columns, 0, columns.length);
        int i = 0;
        try {
            for (; i < count; i++) {
                row.row(rows[i]);
                aggregation.accumulate(into.at(records[rows[i]] + offset), times[rows[i]], row);
            }
        } catch (RuntimeException e) {
            throw failure.of(records[rows[i]], e);
        }
    }

    @Override
    void merge(long into, long from) {
        try {
            aggregation.merge(this.into.at(into + offset), this.from.at(from + offset));
        } catch (RuntimeException e) {
            throw failure.of(into, e);
        }
    }
}
