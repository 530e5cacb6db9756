package io.millrace.core.port;

/** Takes one value of the type that was announced. NaN and the infinities become null and are counted. */
public interface Result {
    /** A bigint, a boolean (0 or 1), a timestamp (microseconds) or a decimal (times 10^scale). */
    void set(long value);

    void set(double value);

    void set(String value);
}
