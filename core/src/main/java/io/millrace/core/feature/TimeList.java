package io.millrace.core.feature;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Several points in time as people write them: {@code 2024-10-31,2024-11-30}, and series {@code
 * 2024-07-31..2024-10-31/7d}, which begin at their start and go on in steps as long as they are not after their end. Times
 * are those of {@link Times} (with a point, not a comma, before a fraction of a second), steps those of {@link Lengths}.
 */
public final class TimeList {
    /** The most times of a list. */
    public static final int MOST = 10_000;

    private static final Pattern SERIES = Pattern.compile("(.*?)\\.\\.([^/]*)(?:/(.*))?");
    private static final String EXAMPLE = "write for example 2024-07-31..2024-10-31/7d";

    private TimeList() {}

    /**
     * The times in the order in which they are written.
     *
     * @return 1 to {@link #MOST} times; one that is written twice stands in it twice
     * @throws IllegalArgumentException where the text is no list of times; the message says why
     */
    public static List<Instant> parse(String text) {
        List<Long> micros = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            if (part.isBlank()) {
                throw new IllegalArgumentException(
                        "\"" + text + "\" lacks a time beside a comma; write for example 2024-10-31,2024-11-30");
            }
            Matcher series = SERIES.matcher(part.strip());
            if (series.matches()) {
                add(series, part.strip(), micros);
            } else {
                micros.add(Times.parseMicros(part));
            }
            if (micros.size() > MOST) {
                throw new IllegalArgumentException(
                        "\"" + text + "\" lists more than " + MOST + " times; take longer steps or fewer times");
            }
        }
        return micros.stream().map(Times::toInstant).toList();
    }

    private static void add(Matcher series, String text, List<Long> target) {
        if (series.group(3) == null) {
            throw new IllegalArgumentException("\"" + text + "\" says no step; " + EXAMPLE);
        }
        if (series.group(1).isBlank() || series.group(2).isBlank()) {
            throw new IllegalArgumentException("\"" + text + "\" lacks its start or its end; " + EXAMPLE);
        }
        long start = Times.parseMicros(series.group(1));
        long end = Times.parseMicros(series.group(2));
        long step = Lengths.parseMicros(series.group(3));
        if (step <= 0) {
            throw new IllegalArgumentException("\"" + text + "\": a step goes forward; " + EXAMPLE);
        }
        if (end < start) {
            throw new IllegalArgumentException("\"" + text + "\" ends before it starts");
        }
        target.add(start);
        long time = start;
        // stops one above the limit, which is reported then
        while (target.size() <= MOST && time <= Long.MAX_VALUE - step && time + step <= end) {
            time += step;
            target.add(time);
        }
    }
}
