package io.millrace.core.port;

/** The slots of one state; each holds an integer or a double. */
public interface Slots {
    long longAt(int slot);

    void set(int slot, long value);

    double doubleAt(int slot);

    void set(int slot, double value);
}
