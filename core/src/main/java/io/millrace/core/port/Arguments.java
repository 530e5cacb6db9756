package io.millrace.core.port;

/** The values of one row, by position. Asking for another type than the value has is an error. */
public interface Arguments {
    boolean isNull(int position);

    /** A bigint, a boolean (0 or 1), a timestamp (microseconds) or a decimal (times 10^scale). */
    long longAt(int position);

    double doubleAt(int position);

    String textAt(int position);
}
