package io.millrace.core.run;

import org.jspecify.annotations.Nullable;

/** A run cannot go on for a reason that its user can do something about. The message says what, where and what to do. */
public abstract sealed class MillraceException extends RuntimeException
        permits DefinitionException, InputException, ResourceException {
    private static final long serialVersionUID = 1L;

    MillraceException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
