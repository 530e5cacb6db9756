package io.millrace.core.feature;

import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** What must hold for a matrix to be trusted. */
public sealed interface Check {
    /** The feature that is checked, the condition's name, or {@code correlation}: the key of the check in YAML. */
    String key();

    /** What it means where it does not hold. */
    Severity severity();

    /**
     * Every non-null value of a feature lies between the bounds, which belong to the range.
     *
     * @param feature a feature of the set
     * @param min finite
     * @param max finite, not below {@code min}
     */
    record Range(String feature, Optional<Double> min, Optional<Double> max, Severity severity) implements Check {
        public Range {
            requireBounds(min, max);
        }

        public Range(String feature, Optional<Double> min, Optional<Double> max) {
            this(feature, min, max, Severity.FAIL);
        }

        @Override
        public String key() {
            return feature;
        }
    }

    /** No value of the feature is null. */
    record NotNull(String feature, Severity severity) implements Check {
        public NotNull(String feature) {
            this(feature, Severity.FAIL);
        }

        @Override
        public String key() {
            return feature;
        }
    }

    /** No two rows of one as-of time have the same non-null value of the feature. */
    record Unique(String feature, Severity severity) implements Check {
        @Override
        public String key() {
            return feature;
        }
    }

    /**
     * At most this share of the rows holds the feature's default, whether it was filled in or computed.
     *
     * @param feature a feature with a default
     * @param limit a share, 0 to 1
     */
    record MaxDefault(String feature, double limit, Severity severity) implements Check {
        public MaxDefault {
            if (!(limit >= 0 && limit <= 1)) {
                throw new IllegalArgumentException("max_default is " + plain(limit) + ", and a share lies in [0, 1]");
            }
        }

        @Override
        public String key() {
            return feature;
        }
    }

    /**
     * The share of the rows in which the feature is this value lies between the bounds, which belong to the range.
     *
     * @param value of the feature's type, not null
     * @param min a share, 0 to 1
     * @param max a share, 0 to 1, not below {@code min}
     */
    record Share(
            String feature, Expression.Literal value, Optional<Double> min, Optional<Double> max, Severity severity)
            implements Check {
        public Share {
            requireBounds(min, max);
            Stream.of(min, max)
                    .flatMap(Optional::stream)
                    .filter(bound -> bound < 0 || bound > 1)
                    .findFirst()
                    .ifPresent(bound -> {
                        throw new IllegalArgumentException(
                                "a bound is " + plain(bound) + ", and a share lies in [0, 1], which is 0% to 100%");
                    });
        }

        @Override
        public String key() {
            return feature;
        }
    }

    /**
     * A condition over the features of a row; it is violated where it is false, and holds where it is null.
     *
     * @param name what the report calls it
     * @param text the expression as written, to show a problem's place in; no part of equality
     */
    record Condition(String name, Expression expression, String text, Severity severity) implements Check {
        public Condition {
            Nesting.require(expression);
        }

        public Condition(String name, Expression expression, String text) {
            this(name, expression, text, Severity.FAIL);
        }

        @Override
        public String key() {
            return name;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Condition that
                    && name.equals(that.name)
                    && expression.equals(that.expression)
                    && severity == that.severity;
        }

        @Override
        public int hashCode() {
            return Objects.hash(name, expression);
        }
    }

    /**
     * No two numeric features are correlated more than this, in either direction.
     *
     * @param limit the largest absolute coefficient of Pearson that passes, in (0, 1]
     */
    record Correlation(double limit, Severity severity) implements Check {
        public Correlation {
            if (!(limit > 0 && limit <= 1)) {
                throw new IllegalArgumentException(
                        "the limit is " + plain(limit) + ", and a correlation lies in (0, 1]");
            }
        }

        public Correlation(double limit) {
            this(limit, Severity.FAIL);
        }

        @Override
        public String key() {
            return "correlation";
        }
    }

    /**
     * A check of one's own on the whole matrix.
     *
     * @param name what the report calls it
     * @param use the name of a {@link io.millrace.core.port.MatrixCheck}
     */
    record Named(String name, String use, Severity severity) implements Check {
        @Override
        public String key() {
            return name;
        }
    }

    private static void requireBounds(Optional<Double> min, Optional<Double> max) {
        if (min.isEmpty() && max.isEmpty()) {
            throw new IllegalArgumentException("there is neither min nor max");
        }
        if (min.filter(bound -> !Double.isFinite(bound)).isPresent()
                || max.filter(bound -> !Double.isFinite(bound)).isPresent()) {
            throw new IllegalArgumentException("the bounds of a range are finite numbers");
        }
        if (min.isPresent() && max.isPresent() && min.get() > max.get()) {
            throw new IllegalArgumentException("min " + plain(min.get()) + " is above max " + plain(max.get()));
        }
    }

    /** The number as people write it: an integer without a point. */
    private static String plain(double number) {
        return number == Math.rint(number) && Math.abs(number) < 1e15
                ? String.valueOf((long) number)
                : String.valueOf(number);
    }
}
