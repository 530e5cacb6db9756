package io.millrace.core.plan;

import io.millrace.core.event.DataType;
import io.millrace.core.feature.Expression.BinaryOperator;
import io.millrace.core.feature.Span;
import java.util.List;

/** {@code +} and {@code -} where a timestamp or an interval takes part. */
final class TimeArithmetic {
    private final Reporter reporter;

    TimeArithmetic(Reporter reporter) {
        this.reporter = reporter;
    }

    boolean concerns(List<Term> operands) {
        return operands.stream().anyMatch(operand -> operand instanceof Term.Interval || isTimestamp(operand));
    }

    Term arithmetic(BinaryOperator operator, Term left, Term right, Span span) {
        boolean minus = operator == BinaryOperator.MINUS;
        if (minus || operator == BinaryOperator.PLUS) {
            if (left instanceof Term.Interval first && right instanceof Term.Interval second) {
                return sum(first, minus ? negate(second, span) : second, span);
            }
            if (isTimestamp(left) && right instanceof Term.Interval interval) {
                return shift((Term.Value) left, minus ? negate(interval, span) : interval, span);
            }
            if (!minus && isTimestamp(right) && left instanceof Term.Interval interval) {
                return shift((Term.Value) right, interval, span);
            }
        }
        return reporter.misfit(
                span,
                List.of(left, right),
                operator.symbol() + " does not go with " + Unifier.typeName(left) + " and " + Unifier.typeName(right),
                isTimestamp(left) && isTimestamp(right)
                        ? "the time between two timestamps is seconds_between(a, b) or days_between(a, b)"
                        : "a timestamp plus or minus an interval gives a timestamp: as_of - interval '7 days'");
    }

    Term negate(Term.Interval interval, Span span) {
        return interval.micros() == Long.MIN_VALUE ? tooFar(span) : new Term.Interval(-interval.micros(), span);
    }

    private Term sum(Term.Interval first, Term second, Span span) {
        try {
            return second instanceof Term.Interval interval
                    ? new Term.Interval(Math.addExact(first.micros(), interval.micros()), span)
                    : second;
        } catch (ArithmeticException e) {
            return tooFar(span);
        }
    }

    private Term shift(Term.Value timestamp, Term by, Span span) {
        if (!(by instanceof Term.Interval interval)) {
            return by;
        }
        try {
            return new Term.Value(shifted(timestamp.expression(), interval.micros()), timestamp.fromInput(), span);
        } catch (ArithmeticException e) {
            return tooFar(span);
        }
    }

    private static BoundExpression shifted(BoundExpression time, long micros) {
        if (time instanceof BoundExpression.Constant constant && constant.value() instanceof Long known) {
            return new BoundExpression.Constant(DataType.TIMESTAMP, Math.addExact(known, micros));
        }
        if (time instanceof BoundExpression.AsOf asOf) {
            return new BoundExpression.AsOf(Math.addExact(asOf.shift(), micros));
        }
        return Operators.function(
                ScalarFunction.ADD_INTERVAL,
                List.of(time, new BoundExpression.Constant(DataType.INT64, micros)),
                DataType.TIMESTAMP);
    }

    private Term tooFar(Span span) {
        return reporter.wrong(
                span, "this time is outside what microseconds in 64 bits can tell", "use a shorter interval");
    }

    private static boolean isTimestamp(Term term) {
        return term instanceof Term.Value value && value.expression().type() == DataType.TIMESTAMP;
    }
}
