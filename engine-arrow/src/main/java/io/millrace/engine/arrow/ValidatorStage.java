package io.millrace.engine.arrow;

import io.millrace.core.event.ColumnBatch;
import io.millrace.core.event.ColumnVector;
import io.millrace.core.plan.BoundExpression;
import io.millrace.core.plan.FeaturePlan.PlannedValidator;
import io.millrace.core.port.BatchReader;
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
    /** The rows of a set before any rule was asked, and before the one that is. */
    private final int[] before;

    private final int[] accepted;

    /** By row of the batch, the number of the rule that refuses it. */
    private final int[] refusing;

    /** Keeps the first of {@code rows} and returns how many they are. */
    private interface Rule {
        int select(ColumnBatch batch, int[] rows, int count);
    }

    ValidatorStage(List<PlannedValidator> validators, EngineRequest request) {
        int batchRows = request.batchRows();
        this.validators = validators;
        this.refused = new RefusedEvents(request);
        int rows = validators.isEmpty() ? 0 : batchRows;
        this.before = new int[rows];
        this.accepted = new int[rows];
        this.refusing = new int[rows];
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

    void start(Split split, BatchReader reader) {
        if (!rules.isEmpty()) {
            refused.start(split, reader);
        }
    }

    /** Takes the refused rows out of the set, counts them and hands them on in their order. */
    void select(ColumnBatch batch, RowSet rows, RowCounts counts) {
        if (rules.isEmpty()) {
            return;
        }
        int asked = rows.count;
        System.arraycopy(rows.rows, 0, before, 0, asked);
        for (int rule = 0; rule < rules.size(); rule++) {
            int left = rows.count;
            System.arraycopy(rows.rows, 0, accepted, 0, left);
            rows.count = rules.get(rule).select(batch, rows.rows, left);
            if (rows.count < left) {
                note(rule, left, rows);
            }
        }
        if (rows.count < asked) {
            counts.add(Fate.REFUSED, asked - rows.count);
            handOn(batch, asked, rows);
        }
    }

    /** Which rule refuses the rows that it did not keep of those that were accepted before. */
    private void note(int rule, int left, RowSet kept) {
        int next = 0;
        for (int i = 0; i < left; i++) {
            if (next < kept.count && kept.rows[next] == accepted[i]) {
                next++;
            } else {
                refusing[accepted[i]] = rule;
            }
        }
    }

    private void handOn(ColumnBatch batch, int asked, RowSet kept) {
        int next = 0;
        for (int i = 0; i < asked; i++) {
            int row = before[i];
            if (next < kept.count && kept.rows[next] == row) {
                next++;
            } else {
                refused.add(batch, row, validators.get(refusing[row]));
            }
        }
    }
}
