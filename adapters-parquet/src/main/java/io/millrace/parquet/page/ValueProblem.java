package io.millrace.parquet.page;

/** A value that cannot be an event's, the n-th non-null one of those that were just decoded. */
final class ValueProblem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int index;

    /** Without a stack trace: a dictionary may have many, and only one that a row meets is told. */
    ValueProblem(int index, String message) {
        super(message, null, false, false);
        this.index = index;
    }

    int index() {
        return index;
    }
}
