package io.millrace.core.port;

/**
 * An aggregation whose state is a fixed number of 8-byte slots, all zero before the first event.
 */
public non-sealed interface SlotAggregation extends Aggregation {
    /** The number of slots, at least 1. */
    int slots();

    /**
     * Takes one event.
     *
     * @param state the entity's slots; valid during the call
     * @param time the event time in microseconds since the epoch
     * @param arguments the arguments, none null; valid during the call
     */
    void accumulate(Slots state, long time, Arguments arguments);

    /** Adds what {@code from} has seen to {@code into}. Either may have seen nothing. */
    void merge(Slots into, Slots from);

    /** The result of a state that has seen at least one event. Without a call of {@code result} it is null. */
    void finish(Slots state, Result result);
}
