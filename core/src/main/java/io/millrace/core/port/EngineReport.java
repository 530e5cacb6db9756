package io.millrace.core.port;

import io.millrace.core.run.DayRange;
import io.millrace.core.run.RowCounts;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * What an engine did.
 *
 * @param rowsByFile the fate of every row read, by {@link Split#file}, in the source's order of files
 * @param entities the rows of the matrix
 * @param entitiesWithoutEvents those of them that come from the roster alone
 * @param earliest the earliest event time read, used or not, in microseconds; empty where no row had one
 * @param latest the latest event time read
 * @param nonFinite values that were NaN or infinite and became null, in event columns and in results
 * @param splitsByThread how many splits each thread took
 * @param peakBytes the most state held at once, within the budget
 * @param defaulted for each feature of the plan, the cells in which its default stands in for null
 * @param unlisted for each breakdown of the plan, the values that nobody listed
 * @param missingDays the UTC days that the windows touch and in which no event within a window was read, whatever became of
 *     it, in order; empty for windows of more than {@link #MOST_DAYS} days
 * @param spilled what went to disk because the memory did not hold it
 * @param used the events that went into the features, by day and by value
 */
public record EngineReport(
        Map<String, RowCounts> rowsByFile,
        long entities,
        long entitiesWithoutEvents,
        OptionalLong earliest,
        OptionalLong latest,
        long nonFinite,
        List<Integer> splitsByThread,
        long peakBytes,
        List<Long> defaulted,
        List<Unlisted> unlisted,
        List<DayRange> missingDays,
        Spilled spilled,
        UsedEvents used) {
    /** The most days, from the first window to the last, of which it is told whether they have events. */
    public static final int MOST_DAYS = 1_000_000;

    /**
     * The values of a column of {@code for} that no definition lists, in the events used.
     *
     * @param column its place in the plan's {@code reads}
     * @param values the values and in how many events they occur, most first; empty where there are more than {@link
     *     #MOST_VALUES}
     * @param events the events with such a value
     * @param overflown whether there are more than {@link #MOST_VALUES}
     */
    public record Unlisted(int column, Map<String, Long> values, long events, boolean overflown) {
        /** The most values that are told one by one. */
        public static final int MOST_VALUES = 1_000;

        public Unlisted {
            values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        }
    }

    /**
     * State that was written to disk.
     *
     * @param bytes all that was written, also to bring it together
     * @param runs how often a thread wrote what it held
     * @param entities the entities that it then held, each time
     */
    public record Spilled(long bytes, int runs, long entities) {
        /** Nothing was. */
        public static final Spilled NOTHING = new Spilled(0, 0, 0);
    }

    public EngineReport {
        rowsByFile = Collections.unmodifiableMap(new LinkedHashMap<>(rowsByFile));
        defaulted = List.copyOf(defaulted);
        unlisted = List.copyOf(unlisted);
        missingDays = List.copyOf(missingDays);
        splitsByThread = List.copyOf(splitsByThread);
    }

    /** The fate of every row of all files. */
    public RowCounts rows() {
        RowCounts total = new RowCounts();
        rowsByFile.values().forEach(total::add);
        return total;
    }
}
