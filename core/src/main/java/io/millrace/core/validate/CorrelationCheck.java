package io.millrace.core.validate;

import io.millrace.core.event.ColumnBatch;
import io.millrace.core.feature.Check;
import io.millrace.core.matrix.Correlation;
import io.millrace.core.matrix.MatrixProfile;
import io.millrace.core.number.DoubleText;
import java.util.Locale;

/** Counts the pairs of features that are correlated more than allowed; needs the finished profile only. */
final class CorrelationCheck implements RunningCheck {
    private final Check.Correlation check;

    CorrelationCheck(Check.Correlation check) {
        this.check = check;
    }

    @Override
    public void add(ColumnBatch batch) {}

    @Override
    public CheckResult result(MatrixProfile profile) {
        long violations = profile.correlations().stream()
                .filter(correlation -> Math.abs(correlation.value()) > check.limit())
                .count();
        String observed = profile.strongest().map(CorrelationCheck::text).orElse("no two features vary together");
        return new CheckResult(
                check, "no correlation beyond " + DoubleText.toString(check.limit()), violations, observed);
    }

    private static String text(Correlation strongest) {
        return String.format(
                Locale.ROOT,
                "strongest %.4f between %s and %s",
                strongest.value(),
                strongest.left(),
                strongest.right());
    }
}
