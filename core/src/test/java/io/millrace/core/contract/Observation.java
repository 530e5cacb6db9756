package io.millrace.core.contract;

import java.util.List;

/**
 * An event as an aggregation sees it.
 *
 * @param time the event time in microseconds since the epoch
 * @param arguments the values of the aggregation's arguments
 */
public record Observation(long time, List<Object> arguments) {
    /** The only argument. */
    public Object value() {
        return arguments.get(0);
    }
}
