package io.millrace.core.validate;

import io.millrace.core.event.ColumnBatch;
import io.millrace.core.event.Schema;
import io.millrace.core.feature.Check;
import io.millrace.core.matrix.MatrixProfile;
import io.millrace.core.plan.FeaturePlan.PlannedCheck;
import java.util.ArrayList;
import java.util.List;

/**
 * Evaluates checks on the rows of a matrix as they pass by, and limits of correlation on its finished profile. Not for
 * use by several threads.
 */
public final class MatrixChecks {
    private final List<RunningCheck> checks = new ArrayList<>();

    /**
     * @param checks their features are columns of the matrix, of type int64 or double where they have a range
     * @param matrix the columns of every batch
     */
    public MatrixChecks(List<PlannedCheck> checks, Schema matrix) {
        for (PlannedCheck planned : checks) {
            this.checks.add(running(planned, matrix));
        }
    }

    private static RunningCheck running(PlannedCheck planned, Schema matrix) {
        Check check = planned.check();
        if (check instanceof Check.Range range) {
            return new RangeCheck(range, ordinal(range.feature(), matrix));
        }
        if (check instanceof Check.NotNull notNull) {
            return new NotNullCheck(notNull, ordinal(notNull.feature(), matrix));
        }
        if (check instanceof Check.Condition condition) {
            return new ConditionCheck(condition, planned.condition().orElseThrow());
        }
        return new CorrelationCheck((Check.Correlation) check);
    }

    private static int ordinal(String feature, Schema matrix) {
        int ordinal = matrix.indexOf(feature);
        if (ordinal < 0) {
            throw new IllegalArgumentException("a check of " + feature + ", which is no column");
        }
        return ordinal;
    }

    /**
     * Takes all rows of a batch.
     *
     * @throws io.millrace.core.run.InputException where a condition has no value for a row: overflow or a failed cast
     */
    public void add(ColumnBatch batch) {
        checks.forEach(check -> check.add(batch));
    }

    /**
     * What the checks found on all rows, in their order.
     *
     * @param profile of the same rows
     */
    public List<CheckResult> results(MatrixProfile profile) {
        return checks.stream().map(check -> check.result(profile)).toList();
    }
}
