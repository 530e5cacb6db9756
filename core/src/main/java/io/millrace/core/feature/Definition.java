package io.millrace.core.feature;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A named expression of a feature set: a feature, or a {@code let}. It is repeated for every combination of the values
 * in {@code each} and the lengths in {@code windows}.
 *
 * @param name the name; a template in which every column of {@code each} stands in braces: {@code count_{event_type}}
 * @param each the columns and values for which the definition is repeated, the last one fastest
 * @param windows the definition's own windows; empty for a feature in the set's window, and for a {@code let} in the
 *     window of whatever uses it
 * @param defaultValue what stands in the place of null, in the matrix and for whoever refers to the feature
 * @param expression what it computes; as deeply nested as the parser reads at most
 * @param text the expression as written, to show a problem's place in; no part of equality
 * @param description what the feature means to its author; may be empty
 */
public record Definition(
        String name,
        List<ForEach> each,
        Optional<Windows> windows,
        Optional<Expression.Literal> defaultValue,
        Expression expression,
        String text,
        String description) {
    public Definition {
        each = List.copyOf(each);
        Nesting.require(expression);
        if (name.isEmpty()) {
            throw new IllegalArgumentException("a definition needs a name");
        }
    }

    /** A definition that stands once, in the set's window. */
    public static Definition of(String name, Expression expression, String text) {
        return new Definition(name, List.of(), Optional.empty(), Optional.empty(), expression, text, "");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Definition that
                && name.equals(that.name)
                && each.equals(that.each)
                && windows.equals(that.windows)
                && defaultValue.equals(that.defaultValue)
                && expression.equals(that.expression)
                && description.equals(that.description);
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, each, windows, defaultValue, expression);
    }
}
