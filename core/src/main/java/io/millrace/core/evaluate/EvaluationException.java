package io.millrace.core.evaluate;

/** A row has no value: a result outside int64 or a decimal's digits, a cast that fails, a user's function that fails. The message tells operation and values. */
public final class EvaluationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public EvaluationException(String message) {
        super(message);
    }

    public EvaluationException(String message, Throwable cause) {
        super(message, cause);
    }
}
