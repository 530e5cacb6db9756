package io.millrace.core.port;

/** The stages of a run, in order. */
public enum Phase {
    /** Reading the roster. */
    ROSTER,
    /** Reading events and updating state. */
    READ,
    /** Bringing the threads' states together. */
    MERGE,
    /** Computing rows of the matrix in key order and writing them. */
    WRITE
}
