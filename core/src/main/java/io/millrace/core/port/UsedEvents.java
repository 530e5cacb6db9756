package io.millrace.core.port;

import java.time.LocalDate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The events that went into the features, by day and by value.
 *
 * @param firstDay the first UTC day with a used event; empty where there is none, or where the windows reach over more than
 *     {@link #MOST_DAYS} days
 * @param byDay used events of the first day and of every day after it, up to the last that has one; empty without first day
 * @param byValue for each of the plan's {@code countedTexts}, how often its values occur
 */
public record UsedEvents(Optional<LocalDate> firstDay, List<Long> byDay, List<ByValue> byValue) {
    /** The most days, from the first window to the last, that are told one by one. */
    public static final int MOST_DAYS = 10_000;

    /** The most values of a column that are told one by one. */
    public static final int MOST_VALUES = 1_000;

    /** The most bytes that these values have together, in UTF-8. */
    public static final int MOST_BYTES = 1 << 20;

    /** Nothing is known. */
    public static final UsedEvents NOT_TOLD = new UsedEvents(Optional.empty(), List.of(), List.of());

    public UsedEvents {
        byDay = List.copyOf(byDay);
        byValue = List.copyOf(byValue);
    }

    /**
     * The values of a column of text.
     *
     * @param column its place in the plan's {@code reads}
     * @param values the values and in how many used events they occur, most first, then by their UTF-8 bytes; empty where
     *     they are too many
     * @param nulls the used events without a value
     * @param overflown whether there are more than {@link #MOST_VALUES}, or they have more than {@link #MOST_BYTES}
     */
    public record ByValue(int column, Map<String, Long> values, long nulls, boolean overflown) {
        public ByValue {
            values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        }
    }
}
