package io.millrace.core.why;

import io.millrace.core.port.RowPlace;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An event that at least one aggregation takes.
 *
 * @param file as the source names it
 * @param fileOrder its place among the source's files
 * @param place where it stands in the file, as far as the format tells
 * @param time in microseconds since the epoch
 * @param values a {@link Long}, {@link Double}, {@link Boolean}, {@link String} or null for each column that is read
 * @param takenBy the aggregations that take it, by their places among the parts
 */
public record EntityEvent(
        String file, int fileOrder, RowPlace place, long time, List<@Nullable Object> values, BitSet takenBy) {
    static final Comparator<EntityEvent> IN_ORDER = Comparator.comparingLong(EntityEvent::time)
            .thenComparingInt(EntityEvent::fileOrder)
            .thenComparingLong(event -> event.place().offset());

    public EntityEvent {
        values = Collections.unmodifiableList(new ArrayList<>(values));
        takenBy = (BitSet) takenBy.clone();
    }
}
