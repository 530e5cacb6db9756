package io.millrace.engine.arrow;

import io.millrace.core.evaluate.EvaluationException;
import io.millrace.core.evaluate.Evaluator;
import io.millrace.core.event.ColumnBatch;
import io.millrace.core.event.ColumnVector;
import io.millrace.core.plan.BoundExpression;
import io.millrace.core.plan.FeaturePlan;
import java.util.List;
import java.util.Optional;

/** One argument of aggregations over one filter's rows: evaluated once, nulls dropped once, then the kernels. */
final class ArgumentStage {
    private final BoundExpression argument;
    private final Optional<Integer> filter;
    private final Evaluator evaluator;
    private final boolean neverNull;
    private final List<Kernel> kernels;
    private final FeatureNames names;
    private final int[] valueRows;

    ArgumentStage(
            FeaturePlan plan,
            BoundExpression argument,
            Optional<Integer> filter,
            List<Kernel> kernels,
            int batchRows,
            FeatureNames names) {
        this.argument = argument;
        this.filter = filter;
        this.evaluator = Evaluator.of(argument, batchRows);
        this.neverNull = argument instanceof BoundExpression.Column column
                && (column.ordinal() == plan.key() || column.ordinal() == plan.time());
        this.kernels = List.copyOf(kernels);
        this.names = names;
        this.valueRows = new int[batchRows];
    }

    void update(ColumnBatch batch, int[] rows, long[] records, int count) {
        ColumnVector values = evaluate(batch, rows, records, count);
        if (neverNull || !values.hasNulls()) {
            run(values, rows, records, count);
            return;
        }
        int present = 0;
        for (int i = 0; i < count; i++) {
            int row = rows[i];
            valueRows[present] = row;
            present += values.isNull(row) ? 0 : 1;
        }
        run(values, valueRows, records, present);
    }

    private void run(ColumnVector values, int[] rows, long[] records, int count) {
        for (Kernel kernel : kernels) {
            kernel.update(values, rows, records, count);
        }
    }

    private ColumnVector evaluate(ColumnBatch batch, int[] rows, long[] records, int count) {
        try {
            return evaluator.evaluate(batch, rows, count);
        } catch (EvaluationException e) {
            int row = names.firstFailing(rows, count, one -> evaluator.evaluate(batch, one, 1));
            throw names.failure(names.ofArgument(argument, filter), records[row], e);
        }
    }

    long nonFinite() {
        return evaluator.nonFinite();
    }
}
