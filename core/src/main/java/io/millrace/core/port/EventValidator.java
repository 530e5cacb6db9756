package io.millrace.core.port;

import io.millrace.core.event.Schema;

/**
 * A validator of one's own on events: one that is refused is set aside where the run has a
 * quarantine, and counted as refused; without one it ends the run. One instance serves all
 * threads. Found with {@link java.util.ServiceLoader}, or handed over in {@link Extensions}.
 */
public interface EventValidator {
    /** The name by which feature sets use it. */
    String name();

    /** The event columns that it looks at, and their types; where the input has others, the set is refused. */
    Schema reads();

    /**
     * Whether the event may be used. An exception ends the run as wrong input.
     *
     * @param event the values of {@link #reads}, in that order
     */
    boolean accepts(Arguments event);
}
