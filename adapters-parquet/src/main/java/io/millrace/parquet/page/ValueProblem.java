package io.millrace.parquet.page;

/** A value that cannot be an event's, the n-th non-null one of those that were just decoded. */
final class ValueProblem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int index;

    ValueProblem(int index, String message) {
        super(message);
        this.index = index;
    }

    int index() {
        return index;
    }
}
