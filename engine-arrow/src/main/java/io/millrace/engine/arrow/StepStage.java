package io.millrace.engine.arrow;

import io.millrace.core.evaluate.EvaluationException;
import io.millrace.core.evaluate.Evaluator;
import io.millrace.core.event.ColumnBatch;
import io.millrace.core.event.ColumnVector;
import io.millrace.core.event.DictionaryEncoder;
import io.millrace.core.plan.AsOfTimes;
import io.millrace.core.plan.BoundExpression;
import io.millrace.core.plan.FeaturePlan;
import java.util.List;

/** One step of a plan: evaluated for all rows at once, or where it moves with the as-of time, for each time's rows. */
final class StepStage {
    private final int place;
    private final List<Evaluator> evaluators;
    private final DictionaryEncoder texts = new DictionaryEncoder();

    /**
     * @param step the place in the plan's steps
     * @param capacity the most rows of a batch
     */
    StepStage(FeaturePlan plan, int step, int capacity) {
        BoundExpression expression = plan.steps().get(step);
        this.place = plan.aggregations().size() + step;
        List<Long> times = AsOfTimes.depends(expression)
                ? plan.asOfTimes()
                : plan.asOfTimes().subList(0, 1);
        this.evaluators = times.stream()
                .map(time -> Evaluator.of(AsOfTimes.at(expression, time), capacity))
                .toList();
    }

    /**
     * Fills the step's column.
     *
     * @param line the values, those before the step filled
     * @param rows of the line, by as-of time
     * @throws EvaluationException where a row has no value; it is one of {@code rows.rows}
     */
    void compute(ColumnBatch line, RowsByAsOf rows) {
        if (evaluators.size() == 1) {
            rows.all();
            ColumnVector values = evaluators.get(0).evaluate(line, rows.rows, rows.count);
            Columns.copy(values, line.column(place), rows.count);
            return;
        }
        texts.startBatch();
        for (int asOf = 0; asOf < evaluators.size(); asOf++) {
            rows.of(asOf);
            ColumnVector values = evaluators.get(asOf).evaluate(line, rows.rows, rows.count);
            Columns.copy(values, line.column(place), rows.rows, rows.count, texts);
        }
    }

    /** The place of the step's column. */
    int place() {
        return place;
    }

    /** Evaluates the step for one row. */
    void recompute(ColumnBatch line, int[] row, int asOf) {
        evaluators.get(evaluators.size() == 1 ? 0 : asOf).evaluate(line, row, 1);
    }

    long nonFinite() {
        return evaluators.stream().mapToLong(Evaluator::nonFinite).sum();
    }
}
