package io.millrace.yaml;

import io.millrace.core.run.DayRange;
import io.millrace.core.run.Fate;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a run's record tells of the run, for people who judge its matrix. What an older record does not tell is empty or 0.
 *
 * @param versions of Millrace, Java and the system, by the record's keys
 * @param command the arguments of {@code millrace} that repeat the run; none where it was no command
 * @param featureSet the name of the set
 * @param definition the whole set as YAML
 * @param window the length of the set's window, in words
 * @param asOf the as-of times, ascending
 * @param entitiesFrom which entities have a row, as the record says it
 * @param sample the share of the entities, 1 for all
 * @param deduplicatedBy the columns by which duplicates were removed; none where they were used
 * @param inputFormat of the files
 * @param bytesRead bytes taken from them
 * @param files the files that were read, in order
 * @param rosters the files of the roster
 * @param rows of all files by fate
 * @param earliest the earliest event time read
 * @param latest the latest
 * @param missingDays days of the windows without an event
 * @param nonFinite values that were NaN or infinite
 * @param unlisted values that no definition lists
 * @param firstDay the first day with a used event
 * @param usedByDay used events of that day and those after it
 * @param usedByValue used events by the values of texts
 * @param entities the rows of the matrix
 * @param entitiesWithoutEvents those that the roster alone brought in
 * @param seconds by phase, in order, and {@code total}
 * @param memory budget, peak, and those of the process, by the record's keys; without what is not known
 * @param splitsByThread how many splits each thread took
 * @param spilledBytes bytes written to disk because the memory did not hold the state
 */
public record RecordedRun(
        Map<String, String> versions,
        List<String> command,
        String featureSet,
        String definition,
        String window,
        List<Instant> asOf,
        String entitiesFrom,
        double sample,
        List<String> deduplicatedBy,
        String inputFormat,
        long bytesRead,
        List<File> files,
        List<String> rosters,
        Map<Fate, Long> rows,
        Optional<Instant> earliest,
        Optional<Instant> latest,
        List<DayRange> missingDays,
        long nonFinite,
        List<Values> unlisted,
        Optional<LocalDate> firstDay,
        List<Long> usedByDay,
        List<Values> usedByValue,
        long entities,
        long entitiesWithoutEvents,
        Map<String, Double> seconds,
        Map<String, Long> memory,
        List<Long> splitsByThread,
        long spilledBytes) {
    public RecordedRun {
        versions = ordered(versions);
        command = List.copyOf(command);
        asOf = List.copyOf(asOf);
        deduplicatedBy = List.copyOf(deduplicatedBy);
        files = List.copyOf(files);
        rosters = List.copyOf(rosters);
        rows = ordered(rows);
        missingDays = List.copyOf(missingDays);
        unlisted = List.copyOf(unlisted);
        usedByDay = List.copyOf(usedByDay);
        usedByValue = List.copyOf(usedByValue);
        seconds = ordered(seconds);
        memory = ordered(memory);
        splitsByThread = List.copyOf(splitsByThread);
    }

    private static <K, V> Map<K, V> ordered(Map<K, V> map) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }

    /**
     * A file that was read.
     *
     * @param rows by fate
     */
    public record File(String name, long bytes, Map<Fate, Long> rows) {
        public File {
            rows = ordered(rows);
        }

        /** All of its rows. */
        public long read() {
            return rows.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    /**
     * Events by the values of a column.
     *
     * @param values most first; none where they were too many
     * @param events all of them, where that was counted
     * @param nulls events without a value
     * @param overflown whether there were too many values
     */
    public record Values(String column, Map<String, Long> values, OptionalLong events, long nulls, boolean overflown) {
        public Values {
            values = ordered(values);
        }
    }

    /** All rows read. */
    public long read() {
        return rows.values().stream().mapToLong(Long::longValue).sum();
    }
}
