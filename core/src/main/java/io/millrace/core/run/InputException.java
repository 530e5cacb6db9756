package io.millrace.core.run;

/** The input cannot be used: no such file, unreadable, a missing or incompatible column, a bad value, no event used. */
public final class InputException extends MillraceException {
    private static final long serialVersionUID = 1L;

    public InputException(String message) {
        super(message, null);
    }

    public InputException(String message, Throwable cause) {
        super(message, cause);
    }
}
