package io.millrace.core.validate;

import io.millrace.core.event.ColumnBatch;
import io.millrace.core.event.LongVector;
import io.millrace.core.feature.Check;
import io.millrace.core.feature.Printer;
import io.millrace.core.matrix.MatrixProfile;
import io.millrace.core.plan.BoundExpression;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Optional;

/**
 * Counts the rows in which a condition is true, and compares their share with limits. Violations are the rows above or
 * below what the limits allow. A limit is the decimal number as written, so that 3 of 10 rows are at most 0.3 of them.
 */
final class ShareCheck implements RunningCheck {
    private final Check check;
    private final String title;
    private final RowCondition counted;
    private final BigDecimal min;
    private final BigDecimal max;
    private long total;
    private long count;

    private ShareCheck(Check check, String title, BoundExpression counted, Optional<Double> min, Optional<Double> max) {
        this.check = check;
        this.title = title;
        this.counted = new RowCondition(title, counted);
        this.min = min.map(BigDecimal::valueOf).orElse(BigDecimal.ZERO);
        this.max = max.map(BigDecimal::valueOf).orElse(BigDecimal.ONE);
    }

    /** The share of one value. */
    static ShareCheck of(Check.Share check, BoundExpression isValue) {
        String bounds = check.min().isEmpty()
                ? "at most " + percent(check.max())
                : check.max().isEmpty()
                        ? "at least " + percent(check.min())
                        : percent(check.min()) + " to " + percent(check.max());
        String title = check.feature() + " is " + Printer.print(check.value()) + " in " + bounds + " of the rows";
        return new ShareCheck(check, title, isValue, check.min(), check.max());
    }

    /** The share of the default. */
    static ShareCheck of(Check.MaxDefault check, BoundExpression isDefault) {
        Optional<Double> limit = Optional.of(check.limit());
        String title = check.feature() + " is its default in at most " + percent(limit) + " of the rows";
        return new ShareCheck(check, title, isDefault, Optional.empty(), limit);
    }

    private static String percent(Optional<Double> share) {
        return share.map(value -> BigDecimal.valueOf(value)
                                .movePointRight(2)
                                .stripTrailingZeros()
                                .toPlainString())
                        .orElseThrow()
                + " %";
    }

    @Override
    public void add(ColumnBatch batch) {
        LongVector truth = counted.evaluate(batch);
        for (int row = 0; row < batch.rowCount(); row++) {
            if (!truth.isNull(row) && truth.get(row) != 0) {
                count++;
            }
        }
        total += batch.rowCount();
    }

    @Override
    public CheckResult result(MatrixProfile profile) {
        long least = rows(min, RoundingMode.CEILING);
        long most = rows(max, RoundingMode.FLOOR);
        long violations = Math.max(0, Math.max(least - count, count - most));
        String share = total == 0 ? "" : String.format(Locale.ROOT, ", %.2f %%", 100.0 * count / total);
        return new CheckResult(check, title, violations, count + " of " + total + " rows" + share);
    }

    private long rows(BigDecimal share, RoundingMode rounding) {
        return share.multiply(BigDecimal.valueOf(total)).setScale(0, rounding).longValueExact();
    }
}
