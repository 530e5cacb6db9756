package io.millrace.core.feature;

import java.util.Objects;
import java.util.Optional;

/**
 * A named expression of a feature set: a feature, or a {@code let}.
 *
 * @param name the name; with {@code each}, a template in which the loop's column stands in braces:
 *     {@code count_{event_type}}
 * @param each the values for which the definition is repeated
 * @param expression what it computes
 * @param text the expression as written, to show a problem's place in; no part of equality
 * @param description what the feature means to its author; may be empty
 */
public record Definition(String name, Optional<ForEach> each, Expression expression, String text, String description) {
    public Definition {
        Objects.requireNonNull(expression, "expression");
        if (name.isEmpty()) {
            throw new IllegalArgumentException("a definition needs a name");
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Definition that
                && name.equals(that.name)
                && each.equals(that.each)
                && expression.equals(that.expression)
                && description.equals(that.description);
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, each, expression);
    }
}
