package io.millrace.engine.arrow;

import io.millrace.core.evaluate.EvaluationException;
import io.millrace.core.event.ColumnBatch;
import io.millrace.core.event.ColumnVector;
import io.millrace.core.event.Field;
import io.millrace.core.event.LongVector;
import io.millrace.core.event.Schema;
import io.millrace.core.event.TextVector;
import io.millrace.core.plan.FeaturePlan;
import io.millrace.core.port.MatrixSink;
import io.millrace.core.port.RunListener;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Computes the rows of the matrix in order, a batch at a time, and hands them to the sink. */
final class MatrixWriter {
    /** Whatever the batches of events: where a batch ends must not show in the output. */
    static final int BATCH_ROWS = 1 << 13;

    private final FeaturePlan plan;
    private final KeyWriter keys;
    private final FeatureNames names;
    private final ResultGatherer gatherer;
    private final List<StepStage> steps = new ArrayList<>();
    private final ColumnBatch values;
    private final ColumnBatch matrix;
    private final RowsByAsOf rowsByAsOf;
    private final long[] defaulted;
    private long rows;
    private long withoutEvents;

    /**
     * @param finished whether the records' streamed cells are finished
     */
    MatrixWriter(
            FeaturePlan plan,
            RecordKey key,
            RecordLayout layout,
            boolean finished,
            VariableState variable,
            FeatureNames names) {
        this.plan = plan;
        this.names = names;
        this.gatherer = new ResultGatherer(layout, finished, variable, names);
        for (int step = 0; step < plan.steps().size(); step++) {
            steps.add(new StepStage(plan, step, BATCH_ROWS));
        }
        this.values = new ColumnBatch(valueSchema(plan), BATCH_ROWS);
        this.matrix = matrixOver(values, plan);
        this.keys = key.writer(keyColumns());
        this.rowsByAsOf = new RowsByAsOf(plan.asOfTimes().size(), BATCH_ROWS);
        this.defaulted = new long[plan.features().size()];
    }

    /** The line of values as columns, by their places. */
    private static Schema valueSchema(FeaturePlan plan) {
        List<Field> fields = new ArrayList<>();
        plan.aggregations()
                .forEach(call -> fields.add(new Field("value " + fields.size(), call.type(), call.nullable())));
        plan.steps().forEach(step -> fields.add(new Field("value " + fields.size(), step.type(), step.nullable())));
        return new Schema(fields);
    }

    /** Columns of its own before the features, which are columns of the line. */
    private static ColumnBatch matrixOver(ColumnBatch line, FeaturePlan plan) {
        Schema schema = plan.matrix();
        List<ColumnVector> columns = new ArrayList<>();
        for (int column = 0; column < plan.leadingColumns(); column++) {
            columns.add(ColumnVector.of(schema.field(column).type(), BATCH_ROWS));
        }
        plan.features().forEach(feature -> columns.add(line.column(feature.value())));
        return new ColumnBatch(schema, columns, BATCH_ROWS);
    }

    void write(MatrixRows from, MatrixSink sink, RunListener listener) {
        for (int count = gather(from); count > 0; count = gather(from)) {
            if (Thread.currentThread().isInterrupted()) {
                throw WorkerPool.interrupted();
            }
            compute(from, count);
            countDefaults(count);
            writeAsOf(from.asOf, count);
            matrix.rowCount(count);
            sink.write(matrix);
            rows += count;
            withoutEvents = from.withoutEvents();
            listener.rowsWritten(rows);
        }
    }

    /** Begins the batch that follows with the results of its aggregations, and returns its rows. */
    private int gather(MatrixRows from) {
        from.startBatch();
        values.clear();
        keys.startBatch();
        gatherer.startBatch(values);
        int gathered = 0;
        while (from.more()) {
            values.rowCount(from.count());
            keys.write(from.records, gathered, from.count());
            gatherer.gather(from.blocks, from.records, gathered, from.count(), values);
            gathered = from.count();
        }
        return gathered;
    }

    private void compute(MatrixRows from, int count) {
        rowsByAsOf.set(from.asOf, count);
        for (StepStage step : steps) {
            try {
                step.compute(values, rowsByAsOf);
            } catch (EvaluationException e) {
                int row = names.firstFailing(
                        rowsByAsOf.rows, rowsByAsOf.count, one -> step.recompute(values, one, from.asOf[one[0]]));
                throw names.failure(names.ofValue(step.place()), entity(row), e);
            }
        }
    }

    private void countDefaults(int count) {
        for (int feature = 0; feature < defaulted.length; feature++) {
            int column = plan.features().get(feature).beforeDefault().orElse(-1);
            if (column >= 0 && values.column(column).hasNulls()) {
                for (int row = 0; row < count; row++) {
                    defaulted[feature] += values.column(column).isNull(row) ? 1 : 0;
                }
            }
        }
    }

    private List<ColumnVector> keyColumns() {
        List<ColumnVector> columns = new ArrayList<>();
        for (int column = 0; column < plan.keys().size(); column++) {
            columns.add(matrix.column(column));
        }
        return columns;
    }

    /** The entity of a row for a person to read; its record may be gone. */
    private String entity(int row) {
        return keyColumns().stream()
                .map(column -> column instanceof TextVector texts
                        ? texts.text(row)
                        : Long.toString(((LongVector) column).get(row)))
                .collect(Collectors.joining(", "));
    }

    private void writeAsOf(int[] asOf, int count) {
        if (plan.asOfColumn()) {
            LongVector times = matrix.longs(plan.keys().size());
            for (int row = 0; row < count; row++) {
                times.set(row, plan.asOfTimes().get(asOf[row]));
            }
        }
    }

    /** Rows written. */
    long rows() {
        return rows;
    }

    /** Those of them of entities that have no used event in the set's window. */
    long withoutEvents() {
        return withoutEvents;
    }

    /** For each feature the rows in which its default stands in for null. */
    List<Long> defaulted() {
        return Arrays.stream(defaulted).boxed().toList();
    }

    /** Results of aggregations and steps that were NaN or infinite. */
    long nonFinite() {
        return gatherer.nonFinite()
                + steps.stream().mapToLong(StepStage::nonFinite).sum();
    }
}
