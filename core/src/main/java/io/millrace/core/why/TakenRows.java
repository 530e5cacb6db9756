package io.millrace.core.why;

import io.millrace.core.evaluate.Evaluator;
import io.millrace.core.event.ColumnBatch;
import io.millrace.core.event.ColumnVector;
import io.millrace.core.plan.AggregationCall;
import io.millrace.core.plan.AsOfTimes;
import io.millrace.core.plan.BoundExpression;
import io.millrace.core.plan.FeaturePlan;
import io.millrace.core.plan.FeaturePlan.PlannedValidator;
import io.millrace.core.plan.Window;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which rows the aggregations of a plan take: by {@code where}, validators, window, filter, and arguments that are not null. */
final class TakenRows {
    private final FeaturePlan plan;
    private final int capacity;
    private final Optional<Evaluator> where;
    private final List<Optional<Evaluator>> validators;
    private final List<Call> calls = new ArrayList<>();
    private final int[] rows;

    /** An aggregation, as of the time in question. */
    private record Call(Window window, Optional<Evaluator> filter, List<Evaluator> arguments) {}

    /** @param capacity the most rows of a batch */
    TakenRows(FeaturePlan plan, long asOf, int capacity) {
        this.plan = plan;
        this.capacity = capacity;
        this.rows = new int[capacity];
        this.where = plan.where().map(condition -> evaluator(condition, asOf));
        this.validators = plan.validators().stream()
                .map(validator -> validator.condition().map(condition -> evaluator(condition, asOf)))
                .toList();
        Map<Integer, Evaluator> filters = new HashMap<>();
        for (AggregationCall call : plan.aggregations()) {
            calls.add(new Call(
                    plan.windows().get(call.window()).at(asOf),
                    call.filter()
                            .map(place -> filters.computeIfAbsent(
                                    place, filter -> evaluator(plan.filters().get(filter), asOf))),
                    call.arguments().stream()
                            .map(argument -> evaluator(argument, asOf))
                            .toList()));
        }
    }

    private Evaluator evaluator(BoundExpression expression, long asOf) {
        return Evaluator.of(AsOfTimes.at(expression, asOf), capacity);
    }

    /** For each row of the batch the aggregations that take it, by their places in the plan. */
    List<BitSet> of(ColumnBatch batch) {
        List<BitSet> taken = new ArrayList<>();
        for (int row = 0; row < batch.rowCount(); row++) {
            taken.add(new BitSet());
        }
        int[] usable = usable(batch);
        for (int i = 0; i < calls.size(); i++) {
            int count = select(calls.get(i), batch, usable);
            for (int k = 0; k < count; k++) {
                taken.get(rows[k]).set(i);
            }
        }
        return taken;
    }

    /** Those that the set's conditions on events leave. */
    private int[] usable(ColumnBatch batch) {
        int count = 0;
        for (int row = 0; row < batch.rowCount(); row++) {
            if (!batch.column(plan.time()).isNull(row)) {
                rows[count++] = row;
            }
        }
        count = where.isPresent() ? where.get().select(batch, rows, count, rows) : count;
        for (int i = 0; i < validators.size(); i++) {
            count = validators.get(i).isPresent()
                    ? validators.get(i).get().select(batch, rows, count, rows)
                    : accepted(plan.validators().get(i), batch, count);
        }
        int[] usable = new int[count];
        System.arraycopy(rows, 0, usable, 0, count);
        return usable;
    }

    private int accepted(PlannedValidator validator, ColumnBatch batch, int count) {
        int kept = 0;
        for (int i = 0; i < count; i++) {
            int row = rows[i];
            if (validator.user().orElseThrow().accepts(new EventRow(batch, validator.columns(), row))) {
                rows[kept++] = row;
            }
        }
        return kept;
    }

    private int select(Call call, ColumnBatch batch, int[] usable) {
        int count = 0;
        for (int row : usable) {
            if (call.window().contains(batch.longs(plan.time()).get(row))) {
                rows[count++] = row;
            }
        }
        count = call.filter().isPresent() ? call.filter().get().select(batch, rows, count, rows) : count;
        for (Evaluator argument : call.arguments()) {
            ColumnVector values = argument.evaluate(batch, rows, count);
            int kept = 0;
            for (int i = 0; i < count; i++) {
                if (!Cells.isNull(values, rows[i])) {
                    rows[kept++] = rows[i];
                }
            }
            count = kept;
        }
        return count;
    }
}
