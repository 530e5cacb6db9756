package io.millrace.core.plan;

import io.millrace.core.event.DataType;
import io.millrace.core.feature.Expression;
import io.millrace.core.feature.Span;
import io.millrace.core.feature.Times;
import io.millrace.core.plan.BoundExpression.Constant;
import java.math.BigDecimal;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/** Values that a definition writes down for a column or a feature: constants of its type, or none where they do not fit. */
final class TypedValue {
    private static final Pattern NUMBER = Pattern.compile("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]{1,9})?");

    private TypedValue() {}

    /** What a listed value of {@code for} means in a column of that type; empty where it is no value of it. */
    static Optional<Constant> listed(String text, DataType type) {
        return switch (type.kind()) {
            case TEXT -> Optional.of(new Constant(type, text));
            case INT64, FLOAT64, DECIMAL ->
                NUMBER.matcher(text).matches() ? number(new BigDecimal(text), type) : Optional.empty();
            case BOOLEAN ->
                text.equals("true") || text.equals("false")
                        ? Optional.of(new Constant(type, text.equals("true")))
                        : Optional.empty();
            case TIMESTAMP -> timestamp(text);
        };
    }

    /** What a written constant is in that type, exactly; empty where it has no such value. */
    static Optional<Constant> written(Expression.Literal literal, DataType type) {
        if (literal instanceof Expression.IntegerLiteral integer) {
            return number(BigDecimal.valueOf(integer.value()), type);
        }
        if (literal instanceof Expression.DoubleLiteral real) {
            return type == DataType.FLOAT64
                    ? Optional.of(new Constant(type, real.value()))
                    : number(BigDecimal.valueOf(real.value()), type);
        }
        if (literal instanceof Expression.BooleanLiteral truth && type == DataType.BOOLEAN) {
            return Optional.of(new Constant(type, truth.value()));
        }
        if (literal instanceof Expression.TimestampLiteral time && type == DataType.TIMESTAMP) {
            return Optional.of(new Constant(type, time.micros()));
        }
        if (literal instanceof Expression.TextLiteral text) {
            return type == DataType.TEXT
                    ? Optional.of(new Constant(type, text.value()))
                    : type == DataType.TIMESTAMP ? timestamp(text.value()) : Optional.empty();
        }
        return Optional.empty();
    }

    private static Optional<Constant> timestamp(String text) {
        try {
            return Optional.of(new Constant(DataType.TIMESTAMP, Times.parseMicros(text)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** A double is the nearest one; the others must hold the number itself. */
    private static Optional<Constant> number(BigDecimal number, DataType type) {
        if (type == DataType.FLOAT64) {
            double value = number.doubleValue() + 0.0;
            return Double.isFinite(value) ? Optional.of(new Constant(type, value)) : Optional.empty();
        }
        if (type != DataType.INT64 && !type.isDecimal()) {
            return Optional.empty();
        }
        BigDecimal stripped = number.stripTrailingZeros();
        int digits = type.isDecimal() ? type.precision() - type.scale() : 19;
        if (stripped.signum() != 0 && (stripped.scale() > type.scale() || integerDigits(stripped) > digits)) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new Constant(type, stripped.movePointRight(type.scale()).longValueExact()));
        } catch (ArithmeticException e) {
            return Optional.empty();
        }
    }

    private static long integerDigits(BigDecimal number) {
        return (long) number.precision() - number.scale();
    }

    /** A constant that is not null, as an expression that is bound to it again. */
    static Expression expression(Constant constant, Span span) {
        Object value = Objects.requireNonNull(constant.value());
        return switch (constant.type().kind()) {
            case TEXT -> new Expression.TextLiteral(String.valueOf(value), span);
            case INT64 -> new Expression.IntegerLiteral(((Number) value).longValue(), span);
            case FLOAT64 -> new Expression.DoubleLiteral(((Number) value).doubleValue(), span);
            case BOOLEAN -> new Expression.BooleanLiteral(Boolean.TRUE.equals(value), span);
            case TIMESTAMP -> new Expression.TimestampLiteral(((Number) value).longValue(), span);
            case DECIMAL -> {
                String text = BigDecimal.valueOf(
                                ((Number) value).longValue(), constant.type().scale())
                        .toPlainString();
                yield new Expression.Cast(new Expression.TextLiteral(text, span), constant.type(), false, span);
            }
        };
    }
}
