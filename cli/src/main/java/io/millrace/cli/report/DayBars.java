package io.millrace.cli.report;

import io.millrace.cli.report.MatrixReport.DayBar;
import io.millrace.core.run.DayRange;
import io.millrace.yaml.RecordedRun;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Days of a log in bars, each of so many days that there are not too many bars. */
final class DayBars {
    private static final int MOST_BARS = 120;

    /** So many days are told one by one by a run; a record that tells of more was not written by one. */
    private static final int MOST_DAYS = 20_000;

    private DayBars() {}

    /** How many days a bar has. */
    static int daysPerBar(RecordedRun run) {
        return (int) ((span(run) + MOST_BARS - 1) / MOST_BARS);
    }

    /** Bars from the first day to the last that a window touches or that has an event; none where no day is known. */
    static List<DayBar> of(RecordedRun run) {
        List<DayBar> bars = new ArrayList<>();
        if (span(run) == 0) {
            return bars;
        }
        LocalDate start = start(run);
        LocalDate end = start.plusDays(span(run));
        int size = daysPerBar(run);
        for (LocalDate from = start; from.isBefore(end); from = from.plusDays(size)) {
            LocalDate next = from.plusDays(size);
            LocalDate to = (next.isBefore(end) ? next : end).minusDays(1);
            bars.add(new DayBar(from, to, events(run, from, to), missing(run, from, to)));
        }
        return bars;
    }

    private static LocalDate start(RecordedRun run) {
        LocalDate first = run.firstDay().orElseThrow();
        return run.missingDays().stream()
                .map(DayRange::first)
                .filter(day -> day.isBefore(first) && first.toEpochDay() - day.toEpochDay() < MOST_DAYS)
                .min(LocalDate::compareTo)
                .orElse(first);
    }

    private static long span(RecordedRun run) {
        if (run.firstDay().isEmpty()
                || run.usedByDay().isEmpty()
                || run.usedByDay().size() > MOST_DAYS) {
            return 0;
        }
        LocalDate last = run.firstDay().get().plusDays(run.usedByDay().size() - 1L);
        LocalDate end = run.missingDays().stream()
                .map(DayRange::last)
                .filter(day -> day.isAfter(last) && day.toEpochDay() - last.toEpochDay() < MOST_DAYS)
                .max(LocalDate::compareTo)
                .orElse(last);
        return end.toEpochDay() - start(run).toEpochDay() + 1;
    }

    private static long events(RecordedRun run, LocalDate from, LocalDate to) {
        long first = run.firstDay().orElseThrow().toEpochDay();
        long events = 0;
        for (long day = Math.max(first, from.toEpochDay()); day <= to.toEpochDay(); day++) {
            int place = (int) (day - first);
            events += place < run.usedByDay().size() ? run.usedByDay().get(place) : 0;
        }
        return events;
    }

    private static long missing(RecordedRun run, LocalDate from, LocalDate to) {
        return run.missingDays().stream()
                .mapToLong(range -> Math.min(to.toEpochDay(), range.last().toEpochDay())
                        - Math.max(from.toEpochDay(), range.first().toEpochDay())
                        + 1)
                .filter(days -> days > 0)
                .sum();
    }
}
