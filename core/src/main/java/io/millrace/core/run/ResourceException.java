package io.millrace.core.run;

/** Memory or disk does not suffice, or the output cannot be written. */
public final class ResourceException extends MillraceException {
    private static final long serialVersionUID = 1L;

    public ResourceException(String message) {
        super(message, null);
    }

    public ResourceException(String message, Throwable cause) {
        super(message, cause);
    }
}
