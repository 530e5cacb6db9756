package io.millrace.core.plan;

import io.millrace.core.feature.Lengths;
import io.millrace.core.feature.Problem;
import io.millrace.core.feature.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The as-of times of a plan, and what can be told as of them.
 *
 * @param asOfTimes microseconds, ascending, without repetition, at least one
 */
record Timeline(List<Long> asOfTimes) {
    /** That of a set of which only the definitions are known. */
    static final Timeline UNKNOWN = new Timeline(List.of(0L));

    private static final String FAR = "cannot be told in microseconds of 64 bits";

    Timeline {
        asOfTimes = List.copyOf(asOfTimes);
    }

    /** The times in order; one that lies too far away is a problem. */
    static Timeline of(List<Instant> times, Problems problems) {
        List<Long> micros = times.stream()
                .flatMap(time -> micros(time, problems).stream())
                .distinct()
                .sorted()
                .toList();
        return micros.isEmpty() ? UNKNOWN : new Timeline(micros);
    }

    private static Optional<Long> micros(Instant time, Problems problems) {
        try {
            return Optional.of(Window.micros(time));
        } catch (ArithmeticException e) {
            problems.inPart(
                    Problem.Cause.DEFINITION,
                    "as-of time",
                    "the as-of time " + time + " " + FAR,
                    "choose an as-of time within 290,000 years of 1970");
            return Optional.empty();
        }
    }

    /**
     * A window that can be told as of every time.
     *
     * @param part where it stands, for the problem that is reported where it cannot
     * @param shown what the part is called where its place is not known
     */
    Optional<WindowRange> window(Duration length, Duration offset, String part, String shown, Problems problems) {
        try {
            WindowRange range = WindowRange.of(length, offset);
            range.at(first());
            range.at(last());
            return Optional.of(range);
        } catch (ArithmeticException | IllegalArgumentException e) {
            String ending = offset.isZero() ? "" : " that ends " + text(offset);
            problems.inPart(
                    Problem.Cause.DEFINITION,
                    part,
                    shown,
                    "a window of " + text(length) + ending + " before " + Times.toInstant(first()) + " " + FAR,
                    "choose a window of at least a microsecond, and an as-of time within 290,000 years of 1970");
            return Optional.empty();
        }
    }

    private static String text(Duration length) {
        try {
            return Lengths.print(length);
        } catch (ArithmeticException e) {
            return length.toString();
        }
    }

    /** Whether every time in the expression can be told as of every time. */
    boolean canTell(BoundExpression expression) {
        return AsOfTimes.canTell(expression, first()) && AsOfTimes.canTell(expression, last());
    }

    long first() {
        return asOfTimes.get(0);
    }

    long last() {
        return asOfTimes.get(asOfTimes.size() - 1);
    }
}
