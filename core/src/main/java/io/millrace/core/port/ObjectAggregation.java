package io.millrace.core.port;

/**
 * An aggregation whose state is an object. The bytes that it declares are taken from the memory budget.
 *
 * @param <S> the state; used by one thread at a time
 */
public non-sealed interface ObjectAggregation<S> extends Aggregation {
    /** A new state that has seen nothing. */
    S identity();

    /**
     * Takes one event.
     *
     * @param time the event time in microseconds since the epoch
     * @param arguments the arguments, none null; valid during the call
     */
    void accumulate(S state, long time, Arguments arguments);

    /** Adds what {@code from} has seen to {@code into}; {@code from} is not used afterwards. Either may have seen nothing. */
    void merge(S into, S from);

    /** The result of a state that has seen at least one event. Without a call of {@code result} it is null. */
    void finish(S state, Result result);

    /** The state as bytes, from which {@link #decode} makes an equal one. */
    byte[] encode(S state);

    S decode(byte[] bytes);

    /** The memory that the state holds now, in bytes: not less than its encoding. It may grow with every event. */
    long bytes(S state);
}
