package io.millrace.core.validate;

import io.millrace.core.feature.Check;

/**
 * What a check found on a matrix.
 *
 * @param title what was checked, in a few words: {@code video_completion_rate in [0, 1]}
 * @param violations how many rows (for a correlation limit: pairs of columns) break it
 * @param observed what was seen, for a person: {@code min 0, max 1.75}
 */
public record CheckResult(Check check, String title, long violations, String observed) {
    public boolean passed() {
        return violations == 0;
    }
}
