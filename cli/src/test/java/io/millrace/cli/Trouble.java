package io.millrace.cli;

import io.millrace.core.run.DefinitionException;
import io.millrace.core.run.InputException;
import io.millrace.core.run.ResourceException;
import java.util.concurrent.CancellationException;

/** Why a small job fails, and with what. */
enum Trouble {
    DEFINITION(DefinitionException.class),
    BAD_ROW(InputException.class),
    MEMORY(ResourceException.class),
    SPILL(ResourceException.class),
    SINK(ResourceException.class),
    LISTENER(IllegalStateException.class),
    INTERRUPT(CancellationException.class);

    private final Class<? extends RuntimeException> failure;

    Trouble(Class<? extends RuntimeException> failure) {
        this.failure = failure;
    }

    Class<? extends RuntimeException> failure() {
        return failure;
    }
}
