package io.millrace.core.contract;

import io.millrace.core.plan.ScalarFunction;
import io.millrace.core.plan.Window;
import java.math.BigInteger;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;

/** Functions of times. */
final class ReferenceTimes {
    private static final BigInteger DAY = BigInteger.valueOf(Window.MICROS_PER_DAY);

    private ReferenceTimes() {}

    /**
     * @param second the second argument, or the first again where there is one
     */
    static Object apply(ScalarFunction function, long first, long second) {
        BigInteger elapsed = BigInteger.valueOf(second).subtract(BigInteger.valueOf(first));
        ZonedDateTime time = time(first);
        return switch (function) {
            case DAYS_BETWEEN -> elapsed.subtract(elapsed.mod(DAY)).divide(DAY).longValueExact();
            case SECONDS_BETWEEN -> elapsed.doubleValue() / 1e6;
            case ADD_INTERVAL -> Math.addExact(first, second);
            case YEAR -> (long) time.getYear();
            case MONTH -> (long) time.getMonthValue();
            case DAY -> (long) time.getDayOfMonth();
            case HOUR -> (long) time.getHour();
            case MINUTE -> (long) time.getMinute();
            case DAY_OF_WEEK -> (long) time.getDayOfWeek().getValue();
            case DATE -> Window.micros(time.truncatedTo(ChronoUnit.DAYS).toInstant());
            default -> throw new IllegalArgumentException(function + " of times");
        };
    }

    static ZonedDateTime time(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS).atZone(ZoneOffset.UTC);
    }
}
