package io.millrace.cli.render;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * One value of a report, for machines and for people.
 *
 * @param value what JSON and CSV tell: null, a {@link Long}, {@link Double}, {@link Boolean} or {@link String}
 * @param text what people read
 * @param tone how it looks on a terminal with colours
 */
public record Cell(@Nullable Object value, String text, Tone tone) {
    /** Nothing to tell. */
    public static final Cell EMPTY = new Cell(null, "", Tone.PLAIN);

    /** The meaning of a colour. */
    public enum Tone {
        PLAIN,
        GOOD,
        BAD,
        QUIET
    }

    public static Cell text(String text) {
        return new Cell(text, text, Tone.PLAIN);
    }

    /** A value that is not there, and why. */
    public static Cell quiet(String reason) {
        return new Cell(null, reason, Tone.QUIET);
    }

    /** A number of things, with separators between thousands. */
    public static Cell count(long count) {
        return new Cell(count, Amounts.count(count), Tone.PLAIN);
    }

    /** A size, to three digits; machines read bytes. */
    public static Cell bytes(long bytes) {
        return new Cell(bytes, Amounts.bytes(bytes), Tone.PLAIN);
    }

    /** A length of time; machines read seconds. */
    public static Cell duration(Duration duration) {
        return new Cell(duration.toNanos() / 1e9, Amounts.duration(duration), Tone.PLAIN);
    }

    /** So many things per second. */
    public static Cell rate(double perSecond, String unit) {
        return new Cell(perSecond, Amounts.quantity(perSecond) + " " + unit + "/s", Tone.PLAIN);
    }

    /** A number to a few digits; machines read all of it. */
    public static Cell number(double number) {
        return new Cell(number, Amounts.number(number), Tone.PLAIN);
    }

    /** A part of one, as per cent with one digit. */
    public static Cell share(double share) {
        return new Cell(share, Amounts.percent(share), Tone.PLAIN);
    }

    /** A time in microseconds since the epoch. */
    public static Cell time(long micros) {
        return text(Amounts.time(Instant.EPOCH.plus(micros, ChronoUnit.MICROS)));
    }

    /** Whether something is as it should be. */
    public static Cell verdict(boolean passed) {
        return new Cell(passed, passed ? "PASS" : "FAIL", passed ? Tone.GOOD : Tone.BAD);
    }

    public Cell toned(Tone other) {
        return new Cell(value, text, other);
    }

    /** The same value, with other words for people. */
    public Cell withText(String words) {
        return new Cell(value, words, tone);
    }
}
