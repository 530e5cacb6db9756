package io.millrace.benchmarks.compare;

import java.util.Optional;

/**
 * What a run gave.
 *
 * @param usage where it was a process of its own
 */
record Outcome(Matrix matrix, Optional<Usage> usage) {
    static Outcome of(Matrix matrix) {
        return new Outcome(matrix, Optional.empty());
    }
}
