package io.millrace.core.plan;

import io.millrace.core.event.DataType;
import io.millrace.core.feature.Definition;
import io.millrace.core.feature.Expression;
import io.millrace.core.feature.FeatureSet;
import io.millrace.core.feature.ForEach;
import io.millrace.core.feature.NameTemplate;
import io.millrace.core.feature.Problem;
import io.millrace.core.feature.Span;
import io.millrace.core.feature.Times;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Repeats definitions once per value of their {@code for}. */
final class Expansion {
    private final Function<ForEach, DataType> types;
    private final Problems problems;

    /**
     * @param types the type of a {@code for}'s column; text where nothing is known of it
     */
    Expansion(Function<ForEach, DataType> types, Problems problems) {
        this.types = types;
        this.problems = problems;
    }

    /** All definitions, first the lets, each in written order. Names are not yet known to be unique. */
    List<Expanded> expand(FeatureSet set) {
        List<Expanded> expanded = new ArrayList<>();
        set.lets().forEach(definition -> expand(definition, false, expanded));
        set.features().forEach(definition -> expand(definition, true, expanded));
        return expanded;
    }

    private void expand(Definition definition, boolean feature, List<Expanded> target) {
        if (definition.each().isEmpty()) {
            target.add(new Expanded(definition.name(), Optional.of(definition.expression()), definition, feature));
            return;
        }
        ForEach each = definition.each().get();
        DataType type = types.apply(each);
        for (String value : each.values()) {
            target.add(new Expanded(
                    NameTemplate.name(definition.name(), each.column(), value),
                    bound(definition, each.column(), value, type),
                    definition,
                    feature));
        }
    }

    private Optional<Expression> bound(Definition definition, String column, String value, DataType type) {
        Optional<Function<Span, Expression.Literal>> literal = literal(value, type);
        if (literal.isEmpty()) {
            problems.inPart(
                    Problem.Cause.INPUT,
                    "for of " + definition.name(),
                    "the value '" + value + "' is no " + type.sql() + ", the type of " + column,
                    "list values of " + column + " as they are in the input");
        }
        return literal.map(made -> new Substitution(column, made).in(definition.expression()));
    }

    private static Optional<Function<Span, Expression.Literal>> literal(String value, DataType type) {
        try {
            return switch (type) {
                case TEXT -> Optional.of(span -> new Expression.TextLiteral(value, span));
                case INT64 -> {
                    long number = Long.parseLong(value);
                    yield Optional.of(span -> new Expression.IntegerLiteral(number, span));
                }
                case FLOAT64 -> number(Double.parseDouble(value));
                case BOOLEAN -> truth(value);
                case TIMESTAMP -> {
                    long micros = Times.parseMicros(value);
                    yield Optional.of(span -> new Expression.TimestampLiteral(micros, span));
                }
            };
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<Function<Span, Expression.Literal>> number(double value) {
        return Double.isFinite(value)
                ? Optional.of(span -> new Expression.DoubleLiteral(value, span))
                : Optional.empty();
    }

    private static Optional<Function<Span, Expression.Literal>> truth(String value) {
        return value.equals("true") || value.equals("false")
                ? Optional.of(span -> new Expression.BooleanLiteral(value.equals("true"), span))
                : Optional.empty();
    }
}
