package io.millrace.core.evaluate;

/** A row has no value: an integer result outside int64 or a cast that fails. The message tells operation and values. */
public final class EvaluationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public EvaluationException(String message) {
        super(message);
    }
}
