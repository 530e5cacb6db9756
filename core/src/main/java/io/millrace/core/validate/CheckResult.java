package io.millrace.core.validate;

import io.millrace.core.feature.Check;
import io.millrace.core.feature.Severity;

/**
 * What a check found on a matrix.
 *
 * @param title what was checked, in a few words: {@code video_completion_rate in [0, 1]}
 * @param violations how many rows break it (for a correlation limit: pairs of columns; for a share: rows too many or too
 *     few)
 * @param observed what was seen, for a person: {@code min 0, max 1.75}
 */
public record CheckResult(Check check, String title, long violations, String observed) {
    public boolean passed() {
        return violations == 0;
    }

    /** What it means where the check did not pass. */
    public Severity severity() {
        return check.severity();
    }

    /** Whether the check did not pass, and that is more than a warning. */
    public boolean failed() {
        return !passed() && severity() == Severity.FAIL;
    }

    /** Whether the check did not pass, and that is a warning only. */
    public boolean warned() {
        return !passed() && severity() == Severity.WARN;
    }
}
