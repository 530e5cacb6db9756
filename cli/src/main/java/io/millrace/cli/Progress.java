package io.millrace.cli;

import io.millrace.cli.render.Amounts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How far a command is. A number that is not known is -1.
 *
 * @param phase {@code roster}, {@code read}, {@code merge}, {@code write} or {@code simulate}
 * @param elapsed since the command began
 * @param inPhase since the phase began
 * @param expected what all is to be read
 * @param done what is read
 * @param records of entities held by all threads; an entity that several of them met counts for each
 * @param memory state held, in bytes
 * @param budget the most of it
 * @param spilled state written to disk, in bytes
 * @param written rows of the matrix
 */
record Progress(
        String phase,
        Duration elapsed,
        Duration inPhase,
        Amount expected,
        Amount done,
        long records,
        long memory,
        long budget,
        long spilled,
        long written) {
    /** The version of the keys of {@link #facts}. */
    static final int VERSION = 1;

    private static final double LEAST_SHARE = 0.01;

    /** Rows and bytes. */
    record Amount(long rows, long bytes) {}

    /** Of a command that only makes rows. */
    static Progress simulating(long rows, Duration elapsed) {
        Amount none = new Amount(-1, -1);
        return new Progress("simulate", elapsed, elapsed, none, new Amount(rows, -1), -1, -1, -1, -1, -1);
    }

    /** From 0 to 1, by rows where it is known how many there are, as not all bytes of a file need to be read; else -1. */
    double share() {
        if (expected.rows() > 0) {
            return Math.min(1, (double) done.rows() / expected.rows());
        }
        return expected.bytes() > 0 ? Math.min(1, (double) done.bytes() / expected.bytes()) : -1;
    }

    double rowsPerSecond() {
        double seconds = inPhase.toNanos() / 1e9;
        return seconds > 0 ? done.rows() / seconds : 0;
    }

    /** The seconds that reading still takes, where it goes on as it went; -1 while too little is read to tell. */
    double secondsLeft() {
        double share = share();
        return phase.equals("read") && share > LEAST_SHARE ? inPhase.toNanos() / 1e9 * (1 - share) / share : -1;
    }

    /** For people, on one line: what tells most comes first, as a narrow terminal shows only that. */
    String line() {
        List<String> parts = new ArrayList<>();
        switch (phase) {
            case "roster" -> parts.add("reading the roster");
            case "read" -> addReading(parts);
            case "merge" -> parts.add("merging");
            case "write" -> parts.add("writing: " + Amounts.count(written, "row"));
            default -> parts.add("simulating: " + Amounts.count(done.rows(), "event"));
        }
        if (records > 0 && !phase.equals("write")) {
            parts.add("up to " + Amounts.quantity((double) records) + " entities");
        }
        if (budget > 0) {
            parts.add("state " + Amounts.bytes(memory) + " of " + Amounts.bytes(budget));
        }
        if (spilled > 0) {
            parts.add("spilled " + Amounts.bytes(spilled));
        }
        return String.join(", ", parts);
    }

    private void addReading(List<String> parts) {
        double share = share();
        parts.add(share > 0 ? String.format(Locale.ROOT, "reading: %.0f %%", share * 100) : "reading");
        double left = secondsLeft();
        if (left > 0) {
            parts.add(Amounts.duration(Duration.ofMillis((long) (left * 1000))) + " left");
        }
        parts.add(Amounts.bytes(done.bytes()));
        parts.add(Amounts.quantity(rowsPerSecond()) + " rows/s");
        parts.add(Amounts.quantity((double) done.rows()) + " rows");
    }

    /**
     * For programs; null is what is not known.
     *
     * @param ended whether the command tells no more
     */
    Map<String, @Nullable Object> facts(boolean ended) {
        Map<String, @Nullable Object> facts = new LinkedHashMap<>();
        facts.put("version", VERSION);
        facts.put("kind", "progress");
        facts.put("phase", phase);
        facts.put("ended", ended);
        facts.put("elapsed_seconds", elapsed.toMillis() / 1e3);
        facts.put("share", known(share()));
        facts.put("seconds_left", known(secondsLeft()));
        facts.put("rows", known(done.rows()));
        facts.put("rows_expected", known(expected.rows()));
        boolean reading = phase.equals("read") || phase.equals("simulate");
        facts.put("rows_per_second", reading ? (double) Math.round(rowsPerSecond()) : null);
        facts.put("bytes", known(done.bytes()));
        facts.put("bytes_expected", known(expected.bytes()));
        facts.put("entities_at_most", known(records));
        facts.put("memory_bytes", known(memory));
        facts.put("memory_budget_bytes", known(budget));
        facts.put("spilled_bytes", known(spilled));
        facts.put("rows_written", known(written));
        return facts;
    }

    private static @Nullable Object known(long number) {
        return number < 0 ? null : number;
    }

    private static @Nullable Object known(double number) {
        return number < 0 ? null : Math.round(number * 1000) / 1e3;
    }
}
