package io.millrace.core.plan;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A half-open interval {@code [start, end)} of event times.
 *
 * @param start microseconds since the epoch
 * @param end microseconds since the epoch
 */
public record Window(long start, long end) {
    public static final long MICROS_PER_DAY = 86_400_000_000L;

    public Window {
        if (start >= end) {
            throw new IllegalArgumentException("a window must start before it ends");
        }
    }

    /**
     * @throws ArithmeticException where a bound lies outside what microseconds in 64 bits can tell
     */
    public static Window before(Instant asOf, Duration length) {
        long end = micros(asOf);
        return new Window(Math.subtractExact(end, micros(length)), end);
    }

    /** Microseconds, floored. */
    static long micros(Duration length) {
        return Math.addExact(Math.multiplyExact(length.getSeconds(), 1_000_000L), length.getNano() / 1_000L);
    }

    /**
     * Microseconds since the epoch, floored.
     *
     * @throws ArithmeticException where they do not fit 64 bits
     */
    public static long micros(Instant instant) {
        return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), 1_000_000L), instant.getNano() / 1_000L);
    }

    public boolean contains(long time) {
        return time >= start && time < end;
    }

    public long length() {
        return end - start;
    }

    /** {@code as_of - length / 2}. */
    public long middle() {
        return end - length() / 2;
    }

    /** The length in days, with fraction. */
    public double days() {
        return (double) length() / MICROS_PER_DAY;
    }

    public Instant startInstant() {
        return Instant.EPOCH.plus(start, ChronoUnit.MICROS);
    }

    public Instant endInstant() {
        return Instant.EPOCH.plus(end, ChronoUnit.MICROS);
    }
}
