package io.millrace.core.port;

/** Which entities have a row in the matrix. */
public enum Entities {
    /** Those with an event in the set's window. */
    EVENTS,
    /** Those that the roster lists, with or without events. */
    ROSTER,
    /** Both. */
    BOTH
}
