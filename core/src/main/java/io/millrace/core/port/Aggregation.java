package io.millrace.core.port;

import io.millrace.core.event.DataType;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An aggregation of one's own, used by its name in a feature set. It is a {@link SlotAggregation} where its state is a
 * fixed number of integers and doubles, which then live in the engine's own record of the entity; otherwise an {@link
 * ObjectAggregation}. Found with {@link java.util.ServiceLoader}, or handed over in {@link Extensions}.
 *
 * <p>An event in which an argument is null is not accumulated. Over no events the result is null. One instance serves
 * all threads, and holds no state itself.
 *
 * <p>A runtime exception that one of its methods throws for a state or an event ends the run with an {@link
 * io.millrace.core.run.InputException} that names the aggregation, the features and an entity: a value cannot be computed.
 * So does a result of another type than announced, or outside it.
 */
public sealed interface Aggregation permits SlotAggregation, ObjectAggregation {
    /** What must hold for any two or three states, so that threads and the order of events never show in a result. */
    enum Law {
        /** {@code merge(merge(a, b), c)} finishes as {@code merge(a, merge(b, c))}. */
        ASSOCIATIVE,
        /** {@code merge(a, b)} finishes as {@code merge(b, a)}. */
        COMMUTATIVE
    }

    /** The name by which it is called: lower case letters, digits and {@code _}; no name of the language. */
    String name();

    /** The type of the result for arguments of these types; empty where it does not take them. */
    Optional<DataType> result(List<DataType> arguments);

    /** What it takes, in words, for a message: {@code "a double"}. */
    String takes();

    /**
     * The laws that hold to the last bit. With one missing, the matrix may depend on threads and on the order of files in
     * the last bits.
     */
    default Set<Law> laws() {
        return EnumSet.allOf(Law.class);
    }
}
