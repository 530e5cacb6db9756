package io.millrace.core.port;

import io.millrace.core.event.DataType;
import java.util.List;
import java.util.Optional;

/**
 * A scalar function of one's own, called by its name in expressions. It gives equal results for equal arguments, and one
 * instance serves all threads. Found with {@link java.util.ServiceLoader}, or handed over in {@link Extensions}.
 */
public interface UserFunction {
    /** The name by which it is called: lower case letters, digits and {@code _}; no name of the language. */
    String name();

    /** The type of the result for arguments of these types; empty where it does not take them. */
    Optional<DataType> result(List<DataType> arguments);

    /** What it takes, in words, for a message: {@code "two texts"}. */
    String takes();

    /** Whether it is called where an argument is null; otherwise the result is null there. */
    default boolean takesNull() {
        return false;
    }

    /** Computes one value. Without a call of {@code result} it is null. */
    void evaluate(Arguments arguments, Result result);
}
