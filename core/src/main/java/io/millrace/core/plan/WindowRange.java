package io.millrace.core.plan;

import java.time.Duration;

/**
 * A window without its as-of time: {@code [as_of - offset - length, as_of - offset)}, in microseconds.
 *
 * @param length positive
 * @param offset not negative; both together fit 64 bits
 */
public record WindowRange(long length, long offset) {
    public WindowRange {
        if (length <= 0 || offset < 0 || length > Long.MAX_VALUE - offset) {
            throw new IllegalArgumentException("a window of length " + length + " and offset " + offset);
        }
    }

    /**
     * @throws ArithmeticException where a length does not fit microseconds in 64 bits
     */
    public static WindowRange of(Duration length, Duration offset) {
        return new WindowRange(Window.micros(length), Window.micros(offset));
    }

    /**
     * The window as of that time.
     *
     * @throws ArithmeticException where a bound lies outside what microseconds in 64 bits can tell
     */
    public Window at(long asOf) {
        long end = Math.subtractExact(asOf, offset);
        return new Window(Math.subtractExact(end, length), end);
    }

    /** The length in days, with fraction. */
    public double days() {
        return (double) length / Window.MICROS_PER_DAY;
    }
}
