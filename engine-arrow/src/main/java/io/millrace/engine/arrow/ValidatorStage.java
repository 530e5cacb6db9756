package io.millrace.engine.arrow;

import io.millrace.core.event.ColumnBatch;
import io.millrace.core.event.ColumnVector;
import io.millrace.core.plan.BoundExpression;
import io.millrace.core.plan.FeaturePlan.PlannedValidator;
import io.millrace.core.port.EventValidator;
import io.millrace.core.run.Fate;
import io.millrace.core.run.InputException;
import io.millrace.core.run.RowCounts;
import java.util.ArrayList;
import java.util.List;

/** Validators, in order: keeps the rows that all of them accept. */
final class ValidatorStage {
    private final List<Rule> rules = new ArrayList<>();

    /** Keeps the first of {@code rows} and returns how many they are. */
    private interface Rule {
        int select(ColumnBatch batch, int[] rows, int count);
    }

    ValidatorStage(List<PlannedValidator> validators, int batchRows) {
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

    /** Takes the refused rows out of the set, and counts them. */
    void select(ColumnBatch batch, RowSet rows, RowCounts counts) {
        int before = rows.count;
        for (Rule rule : rules) {
            rows.count = rule.select(batch, rows.rows, rows.count);
        }
        counts.add(Fate.REFUSED, before - rows.count);
    }
}
