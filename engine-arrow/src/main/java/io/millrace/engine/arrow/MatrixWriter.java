package io.millrace.engine.arrow;

import io.millrace.core.evaluate.EvaluationException;
import io.millrace.core.evaluate.Evaluator;
import io.millrace.core.event.ColumnBatch;
import io.millrace.core.event.ColumnVector;
import io.millrace.core.event.DataType;
import io.millrace.core.event.Dictionary;
import io.millrace.core.event.Field;
import io.millrace.core.event.Schema;
import io.millrace.core.event.TextVector;
import io.millrace.core.plan.FeaturePlan;
import io.millrace.core.port.MatrixSink;
import io.millrace.core.port.RunListener;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.ArrowBuf;

/** Computes the rows of the matrix in key order, a batch at a time, and hands them to the sink. */
final class MatrixWriter {
    /** Whatever the batches of events: where a batch ends must not show in the output. */
    private static final int BATCH_ROWS = 1 << 13;

    private final FeaturePlan plan;
    private final RecordKey key;
    private final FeatureNames names;
    private final ResultGatherer gatherer;
    private final List<Evaluator> steps = new ArrayList<>();
    private final ColumnBatch values;
    private final ColumnVector keys;
    private final long[] keyRecords;
    private final long[] stateRecords;
    private final int[] rows;
    private long entities;
    private long withoutEvents;

    MatrixWriter(FeaturePlan plan, RecordKey key, RecordLayout layout, FeatureNames names) {
        this.plan = plan;
        this.key = key;
        this.names = names;
        this.gatherer = new ResultGatherer(layout, names);
        plan.steps().forEach(step -> steps.add(Evaluator.of(step, BATCH_ROWS)));
        this.values = new ColumnBatch(valueSchema(plan), BATCH_ROWS);
        this.keys = ColumnVector.of(plan.reads().field(plan.key()).type(), BATCH_ROWS);
        this.keyRecords = new long[BATCH_ROWS];
        this.stateRecords = new long[BATCH_ROWS];
        this.rows = new int[BATCH_ROWS];
        for (int row = 0; row < BATCH_ROWS; row++) {
            rows[row] = row;
        }
    }

    /** The line of values as columns, by their places. */
    private static Schema valueSchema(FeaturePlan plan) {
        List<Field> fields = new ArrayList<>();
        plan.aggregations()
                .forEach(call -> fields.add(new Field("value " + fields.size(), call.type(), call.nullable())));
        plan.steps().forEach(step -> fields.add(new Field("value " + fields.size(), step.type(), step.nullable())));
        return new Schema(fields);
    }

    /**
     * @param zeros the record of an entity without events
     */
    void write(MergedRecords records, ArrowBuf zeros, MatrixSink sink, RunListener listener) {
        ColumnBatch matrix = matrixOver(values);
        while (records.hasNext()) {
            if (Thread.currentThread().isInterrupted()) {
                throw WorkerPool.interrupted();
            }
            int count = take(records, zeros.memoryAddress());
            compute(count);
            writeKeys(count);
            matrix.rowCount(count);
            sink.write(matrix);
            entities += count;
            listener.rowsWritten(entities);
        }
    }

    private ColumnBatch matrixOver(ColumnBatch line) {
        List<ColumnVector> columns = new ArrayList<>();
        columns.add(keys);
        plan.features().forEach(feature -> columns.add(line.column(feature.value())));
        return new ColumnBatch(plan.matrix(), columns, BATCH_ROWS);
    }

    private int take(MergedRecords records, long zeros) {
        int count = 0;
        for (; count < BATCH_ROWS && records.hasNext(); records.advance()) {
            keyRecords[count] = records.record();
            boolean hasState = records.hasState();
            stateRecords[count] = hasState ? keyRecords[count] : zeros;
            withoutEvents += hasState ? 0 : 1;
            count++;
        }
        return count;
    }

    private void compute(int count) {
        values.clear();
        values.rowCount(count);
        gatherer.gather(stateRecords, keyRecords, count, values);
        for (int i = 0; i < steps.size(); i++) {
            int place = plan.aggregations().size() + i;
            Columns.copy(evaluate(place, steps.get(i), count), values.column(place), count);
        }
    }

    private ColumnVector evaluate(int place, Evaluator step, int count) {
        try {
            return step.evaluate(values, rows, count);
        } catch (EvaluationException e) {
            int row = names.firstFailing(rows, count, one -> step.evaluate(values, one, 1));
            throw names.failure(names.ofValue(place), keyRecords[row], e);
        }
    }

    private void writeKeys(int count) {
        if (plan.reads().field(plan.key()).type() == DataType.TEXT) {
            ((TextVector) keys).dictionary(new Dictionary(true));
        }
        for (int row = 0; row < count; row++) {
            key.write(keyRecords[row], keys, row);
        }
    }

    /** Rows written. */
    long entities() {
        return entities;
    }

    /** Rows written of entities that no event was used of. */
    long withoutEvents() {
        return withoutEvents;
    }

    /** Results of steps that were NaN or infinite. */
    long nonFinite() {
        return steps.stream().mapToLong(Evaluator::nonFinite).sum();
    }
}
