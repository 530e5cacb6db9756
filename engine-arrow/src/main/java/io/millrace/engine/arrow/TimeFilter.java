package io.millrace.engine.arrow;

import io.millrace.core.plan.AsOfTimes;
import io.millrace.core.plan.BoundExpression;
import io.millrace.core.plan.FeaturePlan;
import io.millrace.core.plan.ScalarFunction;
import io.millrace.core.plan.Window;
import java.util.Optional;

/**
 * A filter that compares the event time with a time, so that it says the same as a narrower window. It is never null for
 * a used event.
 *
 * @param isBefore whether it keeps what is before the bound, else what is not
 * @param bound a constant, or a time that moves with the as-of time
 * @param shift microseconds that are added to the bound: 1 for {@code <=} and {@code >}, which are {@code <} and {@code >=}
 *     of the microsecond that follows
 */
record TimeFilter(boolean isBefore, BoundExpression bound, int shift) {
    /** Empty where the filter is of another kind. */
    static Optional<TimeFilter> of(FeaturePlan plan, BoundExpression filter) {
        if (!(filter instanceof BoundExpression.Call call) || call.arguments().size() != 2) {
            return Optional.empty();
        }
        BoundExpression bound = call.arguments().get(1);
        boolean isTime =
                call.arguments().get(0) instanceof BoundExpression.Column column && column.ordinal() == plan.time();
        boolean isBound = bound instanceof BoundExpression.AsOf
                || bound instanceof BoundExpression.Constant constant && constant.value() instanceof Long;
        return isTime && isBound ? of(call.function(), bound) : Optional.empty();
    }

    private static Optional<TimeFilter> of(ScalarFunction function, BoundExpression bound) {
        return switch (function) {
            case LESS -> Optional.of(new TimeFilter(true, bound, 0));
            case LESS_OR_EQUAL -> Optional.of(new TimeFilter(true, bound, 1));
            case GREATER_OR_EQUAL -> Optional.of(new TimeFilter(false, bound, 0));
            case GREATER -> Optional.of(new TimeFilter(false, bound, 1));
            default -> Optional.empty();
        };
    }

    /** Whether each used event passes either this or the other. */
    boolean complements(TimeFilter other) {
        return isBefore != other.isBefore && shift == other.shift && bound.equals(other.bound);
    }

    /** What of the window passes; empty where nothing does. */
    Optional<Window> within(Window window, long asOf) {
        long at = time(asOf);
        // A bound at the end of time is after every window, so that the shift overflows nothing that matters.
        long edge = at == Long.MAX_VALUE ? at : at + shift;
        long start = isBefore ? window.start() : Math.max(window.start(), edge);
        long end = isBefore ? Math.min(window.end(), edge) : window.end();
        return start < end ? Optional.of(new Window(start, end)) : Optional.empty();
    }

    private long time(long asOf) {
        BoundExpression.Constant constant = (BoundExpression.Constant) AsOfTimes.at(bound, asOf);
        Object value = constant.value();
        if (!(value instanceof Long time)) {
            throw new IllegalStateException("a bound without a time: " + constant);
        }
        return time;
    }
}
