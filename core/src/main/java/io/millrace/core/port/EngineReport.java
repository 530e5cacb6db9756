package io.millrace.core.port;

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
 */
public record EngineReport(
        Map<String, RowCounts> rowsByFile,
        long entities,
        long entitiesWithoutEvents,
        OptionalLong earliest,
        OptionalLong latest,
        long nonFinite,
        List<Integer> splitsByThread,
        long peakBytes) {
    public EngineReport {
        rowsByFile = Collections.unmodifiableMap(new LinkedHashMap<>(rowsByFile));
        splitsByThread = List.copyOf(splitsByThread);
    }

    /** The fate of every row of all files. */
    public RowCounts rows() {
        RowCounts total = new RowCounts();
        rowsByFile.values().forEach(total::add);
        return total;
    }
}
