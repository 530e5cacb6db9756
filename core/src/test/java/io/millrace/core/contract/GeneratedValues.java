package io.millrace.core.contract;

import io.millrace.core.event.DataType;
import io.millrace.core.plan.Window;
import java.math.BigInteger;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Tuple;

/** Values that break things, and common ones so that not everything breaks. */
final class GeneratedValues {
    private GeneratedValues() {}

    /** Finite values of a type, never null. */
    static Arbitrary<Object> of(DataType type) {
        return switch (type.kind()) {
            case INT64 -> integers();
            case FLOAT64 -> doubles();
            case BOOLEAN -> Arbitraries.of(true, false).asGeneric();
            case TIMESTAMP -> times();
            case TEXT -> texts();
            case DECIMAL -> decimals(type);
        };
    }

    /** As events hold them: NaN, infinities and null included. */
    static Arbitrary<Object> ofEvents(DataType type) {
        Arbitrary<Object> values = type == DataType.FLOAT64
                ? Arbitraries.frequencyOf(
                        Tuple.of(12, doubles()),
                        Tuple.of(
                                1,
                                Arbitraries.<Object>of(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY)))
                : of(type);
        return values.injectNull(0.15);
    }

    /** Few enough for several events to share one. */
    static Arbitrary<Object> keys(DataType type) {
        return type == DataType.TEXT
                ? Arbitraries.<Object>of(
                        "", "7", "007", "a", "ab", "a\u0000", "é", "\uff5e", "😀", "a longer user name")
                : Arbitraries.<Object>of(0L, 1L, -1L, 2L, 256L, 1L << 40, Long.MAX_VALUE, Long.MIN_VALUE);
    }

    /** The second column of a composite key. */
    static Arbitrary<Object> places() {
        return Arbitraries.<Object>of("", "a", "b", "\uff5e", "😀");
    }

    /** Times 10^scale: small ones, and those of as many digits as the type has. */
    private static Arbitrary<Object> decimals(DataType type) {
        long limit = BigInteger.TEN.pow(type.precision()).longValueExact() - 1;
        return Arbitraries.frequencyOf(
                Tuple.of(
                        8,
                        Arbitraries.longs()
                                .between(-Math.min(limit, 1000), Math.min(limit, 1000))
                                .asGeneric()),
                Tuple.of(3, Arbitraries.longs().between(-limit, limit).asGeneric()),
                Tuple.of(1, Arbitraries.<Object>of(limit, -limit, 0L)));
    }

    static Arbitrary<Object> eventTimes() {
        Window window = StandardLog.WINDOW;
        return Arbitraries.frequencyOf(
                Tuple.of(
                        5,
                        Arbitraries.longs()
                                .between(window.start(), window.end() - 1)
                                .asGeneric()),
                Tuple.of(
                        2,
                        Arbitraries.longs()
                                .between(window.start() - 45 * Window.MICROS_PER_DAY, window.start() - 1)
                                .asGeneric()),
                Tuple.of(
                        3,
                        Arbitraries.<Object>of(
                                window.start() - 1,
                                window.start(),
                                window.start() + 1,
                                window.middle() - 1,
                                window.middle(),
                                window.end() - 1,
                                window.end(),
                                window.end() + 1)),
                Tuple.of(1, Arbitraries.<Object>of(Long.MIN_VALUE, Long.MAX_VALUE, 0L)));
    }

    private static Arbitrary<Object> integers() {
        return Arbitraries.frequencyOf(
                Tuple.of(20, Arbitraries.longs().between(-10, 10).asGeneric()),
                Tuple.of(5, Arbitraries.longs().between(-1L << 40, 1L << 40).asGeneric()),
                Tuple.of(
                        1,
                        Arbitraries.<Object>of(
                                Long.MAX_VALUE, Long.MIN_VALUE, Long.MAX_VALUE - 1, 1L << 62, 1L << 53)));
    }

    private static Arbitrary<Object> doubles() {
        return Arbitraries.frequencyOf(
                Tuple.of(8, Arbitraries.<Object>of(0.0, -0.0, 1.0, -1.0, 0.1, 2.5, -0.5, 1e16, -1e16, 9.99)),
                Tuple.of(3, Arbitraries.doubles().between(-1e6, 1e6).ofScale(6).asGeneric()),
                Tuple.of(
                        2,
                        Arbitraries.<Object>of(
                                1e300,
                                -1e300,
                                1e-300,
                                Double.MIN_VALUE,
                                -Double.MIN_VALUE,
                                Double.MIN_NORMAL,
                                0x1p62,
                                -0x1p62,
                                0x1p63,
                                0x1p-64,
                                0x1p-65,
                                Math.nextDown(0x1p62),
                                Math.nextUp(1.0))),
                Tuple.of(
                        2,
                        Arbitraries.longs()
                                .map(Double::longBitsToDouble)
                                .map(value -> Math.abs(value) < 1e306 ? value : 3.0)
                                .asGeneric()));
    }

    private static Arbitrary<Object> times() {
        return Arbitraries.frequencyOf(
                Tuple.of(8, eventTimes()), Tuple.of(1, Arbitraries.longs().asGeneric()));
    }

    private static Arbitrary<Object> texts() {
        return Arbitraries.frequencyOf(
                Tuple.of(
                        9,
                        Arbitraries.<Object>of(
                                "view", "buy", "BUY", "", " ", "Größe", "\uff5e", "😀", "a\"b\n,c", "a_b%")),
                Tuple.of(3, Arbitraries.<Object>of("12", "-7.5", "1e3", "true", "2024-10-31 12:00:00", "2024-02-30")),
                Tuple.of(
                        3,
                        Arbitraries.<Object>of(
                                "{\"a\": {\"b\": [1, \"x\\u00e9\", 2.50]}}",
                                " {\"a\": \"12\"} ",
                                "{\"a\": null}",
                                "{\"a\": true",
                                "[]")));
    }

    /** Patterns of {@code like}. */
    static Arbitrary<String> patterns() {
        return Arbitraries.of("%", "b_y", "%e%", "%\\%", "", "_%", "_", "a%", "%b%c");
    }

    /** Paths of {@code json_value}. */
    static Arbitrary<String> paths() {
        return Arbitraries.of("$", "$.a", "$.a.b[1]", "$.a.b[2]", "$.\"a\".b[0]", "$.c");
    }
}
