package io.millrace.engine.arrow;

import io.millrace.core.event.ColumnBatch;
import io.millrace.core.event.ColumnVector;
import io.millrace.core.plan.BoundExpression;
import io.millrace.core.plan.FeaturePlan.PlannedValidator;
import io.millrace.core.port.EngineRequest;
import io.millrace.core.port.EventValidator;
import io.millrace.core.port.Split;
import io.millrace.core.run.Fate;
import io.millrace.core.run.InputException;
import io.millrace.core.run.RowCounts;
import java.util.ArrayList;
import java.util.List;

/** Validators, in order: keeps the rows that all of them accept. */
final class ValidatorStage {
    private final List<PlannedValidator> validators;
    private final List<Rule> rules = new ArrayList<>();
    private final RefusedEvents refused;
    private final int[] before;

    /** Keeps the first of {@code rows} and returns how many they are. */
    private interface Rule {
        int select(ColumnBatch batch, int[] rows, int count);
    }

    ValidatorStage(List<PlannedValidator> validators, EngineRequest request) {
        int batchRows = request.batchRows();
        this.validators = validators;
        this.refused = new RefusedEvents(request);
        this.before = new int[validators.isEmpty() ? 0 : batchRows];
        for (PlannedValidator validator : validators) {
            rules.add(validator
                    .condition()
                    .map(condition -> condition("validator " + validator.name(), condition, batchRows))
                    .orElseGet(() -> users(validator.name(), validator.user().orElseThrow(), validator.columns())));
        }
    }

    private static Rule condition(String name, BoundExpression expression, int batchRows) {
        EventCondition condition = new EventCondition(name, expression, batchRows);
        return condition::select;
    }

    private static Rule users(String name, EventValidator validator, List<Integer> places) {
        ColumnVector[] columns = new ColumnVector[places.size()];
        RowArguments event = new RowArguments(columns);
        return (batch, rows, count) -> {
            for (int i = 0; i < columns.length; i++) {
                columns[i] = batch.column(places.get(i));
            }
            int kept = 0;
            for (int i = 0; i < count; i++) {
                int row = rows[i];
                event.row(row);
                if (accepts(name, validator, event)) {
                    rows[kept++] = row;
                }
            }
            return kept;
        };
    }

    private static boolean accepts(String name, EventValidator validator, RowArguments event) {
        try {
            return validator.accepts(event);
        } catch (RuntimeException e) {
            throw new InputException("validator " + name + ": " + validator.name() + " failed on an event: " + e, e);
        }
    }

    void start(Split split) {
        refused.start(split);
    }

    /** The rows that come next are of this batch. */
    void start(ColumnBatch batch) {
        refused.start(batch);
    }

    /** Takes the refused rows out of the set, hands them on and counts them. */
    void select(ColumnBatch batch, RowSet rows, RowCounts counts) {
        for (int rule = 0; rule < rules.size(); rule++) {
            int asked = rows.count;
            System.arraycopy(rows.rows, 0, before, 0, asked);
            rows.count = rules.get(rule).select(batch, rows.rows, asked);
            if (rows.count < asked) {
                handOn(batch, asked, rows, validators.get(rule));
                counts.add(Fate.REFUSED, asked - rows.count);
            }
        }
    }

    private void handOn(ColumnBatch batch, int asked, RowSet kept, PlannedValidator validator) {
        int next = 0;
        for (int i = 0; i < asked; i++) {
            if (next < kept.count && kept.rows[next] == before[i]) {
                next++;
            } else {
                refused.add(batch, before[i], validator);
            }
        }
    }
}
