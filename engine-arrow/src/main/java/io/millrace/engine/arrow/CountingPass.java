package io.millrace.engine.arrow;

import io.millrace.core.event.ColumnBatch;
import io.millrace.core.event.ColumnVector;
import io.millrace.core.event.DoubleVector;
import io.millrace.core.matrix.DistinctCounter;
import io.millrace.core.plan.FeaturePlan;
import io.millrace.core.run.RowCounts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One thread's part in finding out how much state an input needs, without holding any. */
final class CountingPass implements RowConsumer {
    private final int key;
    private final EntityCounter entities = new EntityCounter();
    private final List<FilterStage> stages = new ArrayList<>();
    private final List<WideCounter> wideCounters = new ArrayList<>();
    private final long[] hashes;

    CountingPass(FeaturePlan plan, RecordLayout layout, int batchRows) {
        this.key = plan.key();
        this.hashes = new long[batchRows];
        FeatureNames names = new FeatureNames(plan, record -> "");
        for (RecordLayout.Cell cell : layout.cells()) {
            if (cell.kind() == CellKind.DOUBLE_SUM) {
                WideCounter counter = new WideCounter();
                wideCounters.add(counter);
                Optional<Integer> filter = cell.filter();
                stages.add(new FilterStage(plan, filter, List.of(cell), ignored -> counter, batchRows, names));
            }
        }
    }

    @Override
    public void accept(ColumnBatch batch, int[] rows, int count, RowCounts counts) {
        entities.add(batch.column(key), rows, count, hashes);
        stages.forEach(stage -> stage.update(batch, rows, hashes, count));
    }

    EntityCounter entities() {
        return entities;
    }

    /** Takes in what another thread has counted for the same plan. */
    void add(CountingPass other) {
        entities.add(other.entities);
        for (int i = 0; i < wideCounters.size(); i++) {
            wideCounters.get(i).add(other.wideCounters.get(i));
        }
    }

    /** At most so many wide accumulators for all entities and sums. */
    long wideSums() {
        return wideCounters.stream()
                .mapToLong(counter -> counter.any ? EntityCounter.atMost(counter.entities) : 0)
                .sum();
    }

    /** In place of a sum: counts the entities whose sum may leave its window. What stands for records is hashes. */
    private static final class WideCounter extends Kernel {
        private final DistinctCounter entities = new DistinctCounter();
        private boolean any;

        WideCounter() {
            super(0);
        }

        void add(WideCounter other) {
            entities.merge(other.entities);
            any |= other.any;
        }

        @Override
        void update(ColumnVector values, int[] rows, long[] hashes, int count) {
            double[] numbers = ((DoubleVector) values).values();
            for (int i = 0; i < count; i++) {
                if (DoubleSum.mayLeaveWindow(numbers[rows[i]])) {
                    any = true;
                    entities.add(hashes[rows[i]]);
                }
            }
        }

        @Override
        void merge(long into, long from) {
            throw new IllegalStateException("counters hold no records");
        }
    }
}
