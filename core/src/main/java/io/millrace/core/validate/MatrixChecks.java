package io.millrace.core.validate;

import io.millrace.core.event.ColumnBatch;
import io.millrace.core.event.DataType;
import io.millrace.core.event.Schema;
import io.millrace.core.feature.Check;
import io.millrace.core.matrix.MatrixProfile;
import io.millrace.core.plan.BoundExpression;
import io.millrace.core.plan.FeaturePlan;
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
     * @param checks their features are columns of the matrix, numeric where they have a range
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
            return new RangeCheck(range, ordinal(range.feature(), matrix), matrix);
        }
        if (check instanceof Check.NotNull notNull) {
            return new NotNullCheck(notNull, ordinal(notNull.feature(), matrix));
        }
        if (check instanceof Check.Unique unique) {
            return new UniqueCheck(unique, ordinal(unique.feature(), matrix), asOf(matrix));
        }
        if (check instanceof Check.Correlation correlation) {
            return new CorrelationCheck(correlation);
        }
        if (check instanceof Check.Named named) {
            return new UserCheck(named, planned.user().orElseThrow(), matrix);
        }
        return overRows(check, planned.condition().orElseThrow());
    }

    private static RunningCheck overRows(Check check, BoundExpression condition) {
        if (check instanceof Check.MaxDefault limit) {
            return ShareCheck.of(limit, condition);
        }
        return check instanceof Check.Share share
                ? ShareCheck.of(share, condition)
                : new ConditionCheck((Check.Condition) check, condition);
    }

    private static int asOf(Schema matrix) {
        return matrix.find(FeaturePlan.AS_OF)
                .filter(field -> field.type() == DataType.TIMESTAMP)
                .map(field -> matrix.indexOf(field.name()))
                .orElse(-1);
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
