package io.millrace.core.plan;

import java.util.Optional;

/**
 * A feature that is bound.
 *
 * @param column its value
 * @param beforeDefault where it has a default: its value before that stands in for null
 * @param defaultValue its default
 */
record BoundFeature(
        BoundExpression.Column column,
        Optional<BoundExpression.Column> beforeDefault,
        Optional<BoundExpression.Constant> defaultValue) {

    /** One without default. */
    static BoundFeature of(BoundExpression.Column column) {
        return new BoundFeature(column, Optional.empty(), Optional.empty());
    }

    /** The same in another column. */
    BoundFeature at(int ordinal) {
        return new BoundFeature(
                new BoundExpression.Column(ordinal, column.type(), column.nullable()), beforeDefault, defaultValue);
    }
}
