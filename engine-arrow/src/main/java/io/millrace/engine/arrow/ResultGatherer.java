package io.millrace.engine.arrow;

import io.millrace.core.event.ColumnBatch;
import io.millrace.core.event.ColumnVector;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.util.MemoryUtil;

/** Finishes aggregations: from cells of records to columns of results. */
final class ResultGatherer {
    private final List<RecordLayout.Result> results;
    private final CountWidth counts;
    private final List<Finisher> finishers = new ArrayList<>();

    /**
     * @param finished whether the records' streamed cells are finished
     */
    ResultGatherer(RecordLayout layout, boolean finished, VariableState variable, FeatureNames names) {
        this.results = layout.results();
        this.counts = layout.countWidth();
        for (int place = 0; place < results.size(); place++) {
            int ready = finished ? StreamedCells.place(layout, results.get(place)) : -1;
            finishers.add(Finishers.of(results.get(place), place, ready, counts, variable, names));
        }
    }

    /** Before the first rows of a batch. */
    void startBatch(ColumnBatch values) {
        for (int i = 0; i < results.size(); i++) {
            finishers.get(i).startBatch(values.column(i));
        }
    }

    /**
     * Fills rows of the first columns of the batch, one per aggregation.
     *
     * @param states {@code states[row]} is the address of the block with the row's state
     * @param keys {@code keys[row]} is that of the record with the row's key
     */
    void gather(long[] states, long[] keys, int from, int to, ColumnBatch values) {
        for (int i = 0; i < results.size(); i++) {
            RecordLayout.Result result = results.get(i);
            Finisher finisher = finishers.get(i);
            ColumnVector column = values.column(i);
            for (int row = from; row < to; row++) {
                if (result.call().nullable() && isAbsent(result, states[row])) {
                    column.setNull(row);
                } else {
                    finisher.finish(states[row], keys[row], column, row);
                }
            }
        }
    }

    private boolean isAbsent(RecordLayout.Result result, long state) {
        if (result.count() >= 0) {
            return counts.read(state + result.count()) == 0;
        }
        if (result.presence() >= 0) {
            return MemoryUtil.getByte(state + result.presence()) == 0;
        }
        long cell = state + result.value();
        return switch (result.kind()) {
            case DOUBLE_SUM -> !DoubleSum.isAny(cell);
            case LONG_SUM -> !LongSum.isAny(cell);
            default -> MemoryUtil.getLong(cell) == 0;
        };
    }

    /** Results that were NaN or infinite. */
    long nonFinite() {
        return finishers.stream().mapToLong(Finisher::nonFinite).sum();
    }
}
