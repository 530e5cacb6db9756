package io.millrace.core.feature;

import java.util.Objects;
import java.util.Optional;

/** What must hold for a matrix to be trusted. */
public sealed interface Check {
    /** The feature that is checked, the condition's name, or {@code correlation}: the key of the check in YAML. */
    String key();

    /**
     * Every non-null value of a feature lies between the bounds, which belong to the range.
     *
     * @param feature a feature of the set
     * @param min finite
     * @param max finite, not below {@code min}
     */
    record Range(String feature, Optional<Double> min, Optional<Double> max) implements Check {
        public Range {
            if (min.isEmpty() && max.isEmpty()) {
                throw new IllegalArgumentException("a range needs min or max");
            }
            if (min.filter(bound -> !Double.isFinite(bound)).isPresent()
                    || max.filter(bound -> !Double.isFinite(bound)).isPresent()) {
                throw new IllegalArgumentException("the bounds of a range are finite numbers");
            }
            if (min.isPresent() && max.isPresent() && min.get() > max.get()) {
                throw new IllegalArgumentException("min " + min.get() + " is above max " + max.get());
            }
        }

        @Override
        public String key() {
            return feature;
        }
    }

    /** No value of the feature is null. */
    record NotNull(String feature) implements Check {
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
    record Condition(String name, Expression expression, String text) implements Check {
        @Override
        public String key() {
            return name;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Condition that && name.equals(that.name) && expression.equals(that.expression);
        }

        @Override
        public int hashCode() {
            return Objects.hash(name, expression);
        }
    }

    /**
     * No two features are correlated (Pearson) more than this, in either direction.
     *
     * @param limit above 0, at most 1
     */
    record Correlation(double limit) implements Check {
        public Correlation {
            if (!(limit > 0 && limit <= 1)) {
                throw new IllegalArgumentException("a correlation limit lies in (0, 1], not " + limit);
            }
        }

        @Override
        public String key() {
            return "correlation";
        }
    }
}
