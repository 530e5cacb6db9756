package io.millrace.cli.report;

import io.millrace.core.matrix.Histogram;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Everything that a report tells of a matrix. {@link JsonTwin} writes it as it stands, {@link HtmlPage} shows it to people.
 *
 * @param formatVersion of this shape; it changes when a component changes its meaning or goes
 * @param overview what the matrix is
 * @param alerts what to look at first, the worst first
 * @param checks in the feature set's order; none where there is no set
 * @param features in the order of columns
 * @param correlations of numeric features
 * @param events by day and by value; empty where no record tells
 * @param accounting what became of every row; empty without record
 * @param run how the matrix came to be; empty without record
 * @param notTold what is missing here, and why, in sentences
 */
public record MatrixReport(
        int formatVersion,
        Overview overview,
        List<Alert> alerts,
        List<CheckLine> checks,
        List<Feature> features,
        Correlations correlations,
        Optional<Events> events,
        Optional<Accounting> accounting,
        Optional<Run> run,
        List<String> notTold) {
    static final int FORMAT_VERSION = 1;

    /** How bad something is. */
    public enum Level {
        /** The matrix is not what it is meant to be. */
        BAD,
        /** It may be so. */
        WARN
    }

    /** What the record beside the matrix says of the file. */
    public enum RecordState {
        /** It tells of this very file. */
        SAME,
        /** It tells of another one. */
        DIFFERS,
        /** It tells of no file. */
        OF_NO_FILE,
        /** There is none. */
        ABSENT
    }

    /**
     * @param matrix the file, as it was named
     * @param bytes its size
     * @param features the columns beside the key and the as-of time
     * @param key the columns of the entity key
     * @param asOfColumn whether the as-of time is a column
     * @param record what the record beside it says of the file
     * @param window the length of the set's window
     * @param asOf the as-of times
     * @param entitiesFrom events, roster or both
     * @param withoutEvents the rows that the roster alone brought in
     * @param sample the share of entities that was taken
     */
    public record Overview(
            String matrix,
            long bytes,
            long rows,
            long features,
            List<String> key,
            boolean asOfColumn,
            RecordState record,
            Optional<String> featureSet,
            Optional<String> window,
            List<String> asOf,
            Optional<String> entitiesFrom,
            OptionalLong withoutEvents,
            OptionalDouble sample,
            List<String> deduplicatedBy) {}

    /**
     * @param kind what it is about, one word
     * @param feature the feature that it is about; empty where it is about none, or several
     * @param text one sentence
     */
    public record Alert(Level level, String kind, Optional<String> feature, String text) {}

    /** A check, what was seen, and how many rows break it. */
    public record CheckLine(String check, String severity, String observed, long violations, boolean passed) {}

    /**
     * A column of the matrix.
     *
     * @param sentence what it computes; empty where no feature set tells
     * @param expression its definition
     * @param description what its author says of it
     * @param checks those that concern it, in words
     * @param min the smallest value: a number, a boolean or text; times as text
     * @param quantiles of numbers by their share
     * @param defaultValue what an entity without events has; empty where that is not known
     * @param defaults the rows that hold it
     * @param histogram of numbers and times (in microseconds since the epoch)
     * @param values how often texts and booleans occur, most first, up to 20
     * @param otherValues the rows with another value; of columns with a histogram 0
     */
    public record Feature(
            String name,
            String type,
            Optional<String> sentence,
            Optional<String> expression,
            Optional<String> description,
            List<String> checks,
            long nulls,
            double nullShare,
            Optional<String> defaultValue,
            OptionalLong defaults,
            OptionalDouble defaultShare,
            boolean constant,
            long distinct,
            boolean distinctExact,
            @Nullable Object min,
            @Nullable Object max,
            OptionalDouble mean,
            OptionalDouble deviation,
            Map<String, Double> quantiles,
            Optional<Histogram> histogram,
            List<ValueCount> values,
            long otherValues) {}

    /** How often a value occurs. */
    public record ValueCount(String value, long count, double share) {}

    /**
     * @param features those of the map: all that vary, or those that are correlated most
     * @param rows for every feature of the map its correlations with those up to itself; null where there is none
     * @param strongest the pairs that are correlated most, up to 10
     * @param leftOut features that vary and that the map has no place for
     */
    public record Correlations(
            List<String> features, List<List<@Nullable Double>> rows, List<Pair> strongest, int leftOut) {}

    /** Two features and their Pearson correlation. */
    public record Pair(String left, String right, double value) {}

    /**
     * @param daysPerBar how many days a bar has
     * @param days bars without gaps; none where no record tells
     * @param missing days of the windows without any event
     * @param columns used events by values
     * @param unlisted values that no definition lists
     */
    public record Events(
            int daysPerBar, List<DayBar> days, List<Missing> missing, List<ByValue> columns, List<ByValue> unlisted) {}

    /**
     * @param missing the days of the bar in which no event was read
     */
    public record DayBar(LocalDate first, LocalDate last, long events, long missing) {}

    /** Days in a row without an event. */
    public record Missing(LocalDate first, LocalDate last, long days) {}

    /**
     * Events by the values of a column.
     *
     * @param values most first, up to 20
     * @param others the events with another value; empty where there are so many values that none was told
     * @param nulls the events without a value
     */
    public record ByValue(String column, List<ValueCount> values, OptionalLong others, long nulls) {}

    /**
     * @param read all rows read
     * @param fates what became of them; those that befell none are left out
     * @param files up to 200
     * @param fileCount all files
     */
    public record Accounting(
            long read,
            List<FateCount> fates,
            String format,
            int fileCount,
            List<FileCount> files,
            List<String> rosters,
            long bytesRead,
            Optional<String> earliest,
            Optional<String> latest,
            long nonFinite) {}

    /** The rows that had a fate, of all rows read. */
    public record FateCount(String fate, long rows, double share) {}

    /** A file of events: its size, its rows, and those that were used. */
    public record FileCount(String name, long bytes, long read, long used) {}

    /**
     * @param command for a shell; empty where the run was no command
     * @param seconds by phase
     * @param splits how many each thread took
     * @param definition the feature set as YAML
     */
    public record Run(
            Optional<String> command,
            double totalSeconds,
            List<PhaseTime> seconds,
            OptionalDouble rowsPerSecond,
            OptionalLong stateBudget,
            OptionalLong statePeak,
            OptionalLong processLimit,
            OptionalLong processPeak,
            long spilledBytes,
            List<Long> splits,
            Map<String, String> versions,
            String definition) {}

    /** How long a phase took. */
    public record PhaseTime(String phase, double seconds) {}

    /** How many alerts of a level there are. */
    public long count(Level level) {
        return alerts.stream().filter(alert -> alert.level() == level).count();
    }
}
