package io.millrace.benchmarks.compare;

/** Two contestants gave different matrices, so that no time of theirs can be compared. */
final class DifferentMatrix extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DifferentMatrix(String message) {
        super(message);
    }
}
