package io.millrace.cli;

/** How a command tells how far it is. */
enum ProgressMode {
    /** A line that is written again and again on a terminal, else as {@link #PLAIN}; as {@link #JSON} where the log is. */
    AUTO,
    /** A line every few seconds. */
    PLAIN,
    /** An object of JSON a line, every second and at the end. */
    JSON,
    NONE
}
