package io.millrace.core.run;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;

/**
 * UTC days in a row.
 *
 * @param last belongs to them
 */
public record DayRange(LocalDate first, LocalDate last) {
    public DayRange {
        if (last.isBefore(first)) {
            throw new IllegalArgumentException("days from " + first + " to " + last);
        }
    }

    /** How many days they are. */
    public long days() {
        return last.toEpochDay() - first.toEpochDay() + 1;
    }

    /** All days of several ranges. */
    public static long days(List<DayRange> ranges) {
        return ranges.stream().mapToLong(DayRange::days).sum();
    }

    /** For people: {@code 2024-10-03, 2024-10-07 to 2024-10-09}. */
    public static String list(List<DayRange> ranges) {
        return ranges.stream().map(DayRange::toString).collect(Collectors.joining(", "));
    }

    @Override
    public String toString() {
        return first.equals(last) ? first.toString() : first + " to " + last;
    }
}
