package io.millrace.benchmarks;

import io.millrace.core.event.ColumnBatch;
import io.millrace.core.event.LongVector;
import io.millrace.core.event.Schema;
import io.millrace.core.event.TextVector;
import io.millrace.core.port.MatrixSink;
import java.util.HashMap;
import java.util.Map;

/**
 * The gate of benchmarks over {@link KeyedEvents}: counts events and adds amounts by key in a {@link HashMap}, and takes a
 * matrix of exactly these, a key, its count and its sum a row.
 */
final class ExpectedTotals implements MatrixSink {
    private final Map<Object, Totals> expected = new HashMap<>();

    void add(Object key, long amount) {
        Totals totals = expected.computeIfAbsent(key, of -> new Totals());
        totals.count++;
        totals.sum += amount;
    }

    @Override
    public void open(Schema schema) {}

    @Override
    public void write(ColumnBatch batch) {
        for (int row = 0; row < batch.rowCount(); row++) {
            Object key = batch.column(0) instanceof LongVector longs
                    ? (Object) longs.get(row)
                    : ((TextVector) batch.column(0)).text(row);
            check(key, batch.longs(1).get(row), batch.longs(2).get(row));
        }
    }

    private void check(Object key, long count, long sum) {
        Totals totals = expected.remove(key);
        if (totals == null) {
            throw new IllegalStateException("the matrix has a row of " + key + " that no event is left for");
        }
        if (totals.count != count || totals.sum != sum) {
            throw new IllegalStateException("the matrix says " + count + " and " + sum + " of " + key + ", not "
                    + totals.count + " and " + totals.sum);
        }
    }

    /** Refuses a matrix that left keys out. */
    @Override
    public void commit() {
        if (!expected.isEmpty()) {
            throw new IllegalStateException("the matrix lacks " + expected.size() + " keys, "
                    + expected.keySet().iterator().next() + " among them");
        }
    }

    @Override
    public void close() {}

    private static final class Totals {
        private long count;
        private long sum;
    }
}
