package io.millrace.core.validate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.core.event.ColumnBatch;
import io.millrace.core.event.DataType;
import io.millrace.core.event.Field;
import io.millrace.core.event.Schema;
import io.millrace.core.feature.Check;
import io.millrace.core.feature.Expression;
import io.millrace.core.feature.Severity;
import io.millrace.core.feature.Span;
import io.millrace.core.matrix.MatrixProfile;
import io.millrace.core.matrix.MatrixProfiler;
import io.millrace.core.plan.BoundExpression;
import io.millrace.core.plan.BoundExpression.Call;
import io.millrace.core.plan.BoundExpression.Column;
import io.millrace.core.plan.BoundExpression.Constant;
import io.millrace.core.plan.FeaturePlan.PlannedCheck;
import io.millrace.core.plan.ScalarFunction;
import io.millrace.core.port.MatrixCheck;
import io.millrace.core.run.InputException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MatrixChecksTest {
    private static final Schema MATRIX = Schema.of(
            Field.required("user_id", DataType.INT64),
            Field.nullable("rate", DataType.FLOAT64),
            Field.nullable("days", DataType.INT64));

    @Test
    void findsValuesOutsideARange() {
        Check check = new Check.Range("rate", Optional.of(0.0), Optional.of(1.0));
        CheckResult result = only(check, Optional.empty(), rates(0.0, 0.5, 1.0, 1.75, null, -0.25));
        assertEquals("rate in [0, 1]", result.title());
        assertEquals(2, result.violations());
        assertEquals("min -0.25, max 1.75, 1 null", result.observed());
    }

    @Test
    void takesTheBoundsIntoTheRange() {
        Check check = new Check.Range("rate", Optional.of(0.0), Optional.of(1.0));
        CheckResult result = only(check, Optional.empty(), rates(0.0, 1.0));
        assertTrue(result.passed());
        assertEquals("min 0.0, max 1.0", result.observed());
    }

    @Test
    void checksARangeWithOneBound() {
        Check least = new Check.Range("rate", Optional.of(0.25), Optional.empty());
        CheckResult below = only(least, Optional.empty(), rates(0.2, 0.3, 1e9));
        assertEquals("rate >= 0.25", below.title());
        assertEquals(1, below.violations());
        Check most = new Check.Range("rate", Optional.empty(), Optional.of(1e20));
        CheckResult above = only(most, Optional.empty(), rates(1e21, -1e300));
        assertEquals("rate <= 1.0E20", above.title());
        assertEquals(1, above.violations());
    }

    @Test
    void comparesIntegersWithoutRoundingThem() {
        ColumnBatch batch = batch(5);
        long[] days = {Long.MIN_VALUE, 1L << 53, (1L << 53) + 1, Long.MAX_VALUE, 0};
        for (int row = 0; row < 5; row++) {
            batch.longs(2).set(row, days[row]);
        }
        assertEquals(2, violations(batch, Optional.empty(), Optional.of(0x1p53)));
        assertEquals(0, violations(batch, Optional.of(-0x1p63), Optional.of(0x1p63)));
        assertEquals(1, violations(batch, Optional.of(-0.5), Optional.empty()));
        assertEquals(2, violations(batch, Optional.of(0.5), Optional.empty()));
        assertEquals(5, violations(batch, Optional.of(1e300), Optional.empty()));
        assertEquals(5, violations(batch, Optional.empty(), Optional.of(-1e300)));
        assertEquals(4, violations(batch, Optional.of(-0.5), Optional.of(0.5)));
    }

    private static long violations(ColumnBatch batch, Optional<Double> min, Optional<Double> max) {
        return only(new Check.Range("days", min, max), Optional.empty(), batch).violations();
    }

    @Test
    void tellsOfARangeWithoutValues() {
        Check check = new Check.Range("rate", Optional.of(0.0), Optional.of(1.0));
        CheckResult result = only(check, Optional.empty(), rates((Double) null));
        assertTrue(result.passed());
        assertEquals("no values, 1 null", result.observed());
    }

    @Test
    void findsNulls() {
        CheckResult broken = only(new Check.NotNull("rate"), Optional.empty(), rates(null, 1.0, null));
        assertEquals("rate is not null", broken.title());
        assertEquals(2, broken.violations());
        assertEquals("2 null of 3 rows", broken.observed());
        CheckResult held = only(new Check.NotNull("rate"), Optional.empty(), rates(1.0));
        assertEquals("no null in 1 rows", held.observed());
    }

    @Test
    void findsRowsThatBreakACondition() {
        BoundExpression bound = new Call(
                ScalarFunction.GREATER_OR_EQUAL,
                List.of(new Column(1, DataType.FLOAT64, true), new Constant(DataType.FLOAT64, 1.0)),
                DataType.BOOLEAN,
                true);
        CheckResult result = only(condition("rate >= 1"), Optional.of(bound), rates(0.5, null, 1.0, 2.0, 0.0));
        assertEquals("rate >= 1", result.title());
        assertEquals(2, result.violations());
        assertEquals("false in 2 rows of 5, null in 1", result.observed());
    }

    @Test
    void namesTheConditionThatHasNoAnswer() {
        BoundExpression sum = new Call(
                ScalarFunction.ADD,
                List.of(new Column(2, DataType.INT64, true), new Constant(DataType.INT64, 1L)),
                DataType.INT64,
                true);
        BoundExpression bound = new Call(
                ScalarFunction.GREATER, List.of(sum, new Constant(DataType.INT64, 0L)), DataType.BOOLEAN, true);
        ColumnBatch batch = batch(1);
        batch.longs(2).set(0, Long.MAX_VALUE);
        InputException failure =
                assertThrows(InputException.class, () -> only(condition("days + 1 > 0"), Optional.of(bound), batch));
        assertEquals(
                "the check \"days + 1 > 0\" has no answer for a row: 9223372036854775807 + 1 lies outside int64",
                failure.getMessage());
    }

    private static Check condition(String text) {
        return new Check.Condition("a condition", new Expression.NullLiteral(new Span(0, 0)), text);
    }

    @Test
    void findsPairsThatAreCorrelatedTooMuch() {
        ColumnBatch batch = rates(1.0, 2.0, 3.0);
        for (int row = 0; row < 3; row++) {
            batch.longs(2).set(row, -row);
        }
        CheckResult result = only(new Check.Correlation(0.9), Optional.empty(), batch);
        assertEquals("no correlation beyond 0.9", result.title());
        assertEquals(1, result.violations());
        assertEquals("strongest -1.0000 between rate and days", result.observed());
        CheckResult still = only(new Check.Correlation(0.9), Optional.empty(), rates(1.0, 2.0));
        assertTrue(still.passed());
        assertEquals("no two features vary together", still.observed());
    }

    @Test
    void comparesDecimalsAsWritten() {
        Schema matrix =
                Schema.of(Field.required("user_id", DataType.INT64), Field.nullable("price", DataType.decimal(18, 2)));
        ColumnBatch batch = new ColumnBatch(matrix, 4);
        batch.rowCount(4);
        long[] cents = {9, 10, 30, 31};
        for (int row = 0; row < 4; row++) {
            batch.longs(1).set(row, cents[row]);
        }
        CheckResult result =
                only(new Check.Range("price", Optional.of(0.1), Optional.of(0.3)), Optional.empty(), batch, matrix);
        assertEquals(2, result.violations());
        assertEquals("price in [0.1, 0.3]", result.title());
        assertEquals("min 0.09, max 0.31", result.observed());
        Check below = new Check.Range("price", Optional.of(0.095), Optional.of(1e300));
        assertEquals(1, only(below, Optional.empty(), batch, matrix).violations());
        Check beyond = new Check.Range("price", Optional.of(1e17), Optional.empty());
        assertEquals(4, only(beyond, Optional.empty(), batch, matrix).violations());
    }

    @Test
    void comparesTheShareOfRowsWithItsLimits() {
        Check limit = new Check.MaxDefault("rate", 0.3, Severity.FAIL);
        BoundExpression isDefault = equal(7.0);
        CheckResult most =
                only(limit, Optional.of(isDefault), rates(7.0, 7.0, 7.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, null));
        assertTrue(most.passed());
        assertEquals("rate is its default in at most 30 % of the rows", most.title());
        assertEquals("3 of 10 rows, 30.00 %", most.observed());
        CheckResult above = only(limit, Optional.of(isDefault), rates(7.0, 7.0, 7.0, 1.0));
        assertEquals(2, above.violations());

        Check share = new Check.Share(
                "rate",
                new Expression.IntegerLiteral(7, Span.NONE),
                Optional.of(0.5),
                Optional.of(0.75),
                Severity.WARN);
        CheckResult below = only(share, Optional.of(isDefault), rates(7.0, null, null, null, null));
        assertEquals(2, below.violations());
        assertEquals("rate is 7 in 50 % to 75 % of the rows", below.title());
        assertTrue(below.warned());
        assertFalse(below.failed());
        assertTrue(
                only(share, Optional.of(isDefault), rates(7.0, 7.0, 7.0, 1.0)).passed());
        CheckResult none = only(share, Optional.of(isDefault), rates());
        assertTrue(none.passed());
        assertEquals("0 of 0 rows", none.observed());
    }

    private static BoundExpression equal(double value) {
        return new Call(
                ScalarFunction.EQUAL,
                List.of(new Column(1, DataType.FLOAT64, true), new Constant(DataType.FLOAT64, value)),
                DataType.BOOLEAN,
                true);
    }

    @Test
    void asksAUsersCheck() {
        MatrixCheck users = new MatrixCheck() {
            @Override
            public String name() {
                return "few_rows";
            }

            @Override
            public Running start(Schema matrix) {
                return new Running() {
                    private long rows;

                    @Override
                    public void add(ColumnBatch batch) {
                        rows += batch.rowCount();
                    }

                    @Override
                    public Outcome outcome(MatrixProfile profile) {
                        return new Outcome(
                                Math.max(0, rows - 2),
                                rows + " rows of " + matrix.size() + " columns, " + profile.rows());
                    }
                };
            }
        };
        Check.Named check = new Check.Named("small", "few_rows", Severity.FAIL);
        List<PlannedCheck> planned = List.of(new PlannedCheck(check, Optional.empty(), Optional.of(users)));
        MatrixChecks checks = new MatrixChecks(planned, MATRIX);
        MatrixProfiler profiler = MatrixProfiler.ofMatrix(MATRIX, 1);
        for (ColumnBatch batch : List.of(rates(1.0, 2.0), rates(3.0))) {
            checks.add(batch);
            profiler.add(batch);
        }
        CheckResult result = checks.results(profiler.profile()).get(0);
        assertEquals("small", result.title());
        assertEquals(1, result.violations());
        assertEquals("3 rows of 3 columns, 3", result.observed());
        assertTrue(result.failed());
    }

    @Test
    void tellsOfAUsersCheckThatThrows() {
        MatrixCheck users = new MatrixCheck() {
            @Override
            public String name() {
                return "broken";
            }

            @Override
            public Running start(Schema matrix) {
                throw new IllegalStateException("no such column");
            }
        };
        Check.Named check = new Check.Named("sound", "broken", Severity.FAIL);
        List<PlannedCheck> planned = List.of(new PlannedCheck(check, Optional.empty(), Optional.of(users)));
        InputException thrown = assertThrows(InputException.class, () -> new MatrixChecks(planned, MATRIX));
        assertEquals(
                "check sound: broken failed: java.lang.IllegalStateException: no such column", thrown.getMessage());
    }

    @Test
    void addsUpOverBatchesOfAnySize() {
        Check check = new Check.Range("rate", Optional.of(0.0), Optional.of(1.0));
        BoundExpression isNull = new Call(
                ScalarFunction.IS_NULL, List.of(new Column(1, DataType.FLOAT64, true)), DataType.BOOLEAN, false);
        List<PlannedCheck> planned = List.of(
                new PlannedCheck(check, Optional.empty()),
                new PlannedCheck(condition("rate is null"), Optional.of(isNull)));
        MatrixChecks checks = new MatrixChecks(planned, MATRIX);
        MatrixProfiler profiler = MatrixProfiler.ofMatrix(MATRIX, 1);
        for (ColumnBatch batch : List.of(rates(2.0), rates(), rates(0.5, null, 3.0), rates(-1.0))) {
            checks.add(batch);
            profiler.add(batch);
        }
        List<CheckResult> results = checks.results(profiler.profile());
        assertEquals(3, results.get(0).violations());
        assertEquals(4, results.get(1).violations());
        assertEquals("false in 4 rows of 5", results.get(1).observed());
    }

    @Test
    void refusesAFeatureThatIsNoColumn() {
        List<PlannedCheck> planned = List.of(new PlannedCheck(new Check.NotNull("rat"), Optional.empty()));
        assertThrows(IllegalArgumentException.class, () -> new MatrixChecks(planned, MATRIX));
    }

    private static ColumnBatch batch(int rows) {
        ColumnBatch batch = new ColumnBatch(MATRIX, Math.max(rows, 1));
        batch.rowCount(rows);
        for (int row = 0; row < rows; row++) {
            batch.longs(0).set(row, row);
        }
        return batch;
    }

    private static ColumnBatch rates(@Nullable Double... rates) {
        ColumnBatch batch = batch(rates.length);
        for (int row = 0; row < rates.length; row++) {
            Double rate = rates[row];
            if (rate == null) {
                batch.column(1).setNull(row);
            } else {
                batch.doubles(1).set(row, rate);
            }
        }
        return batch;
    }

    private static CheckResult only(Check check, Optional<BoundExpression> condition, ColumnBatch batch) {
        return only(check, condition, batch, MATRIX);
    }

    private static CheckResult only(
            Check check, Optional<BoundExpression> condition, ColumnBatch batch, Schema matrix) {
        MatrixChecks checks = new MatrixChecks(List.of(new PlannedCheck(check, condition)), matrix);
        MatrixProfiler profiler = MatrixProfiler.ofMatrix(matrix, 1);
        checks.add(batch);
        profiler.add(batch);
        return checks.results(profiler.profile()).get(0);
    }
}
