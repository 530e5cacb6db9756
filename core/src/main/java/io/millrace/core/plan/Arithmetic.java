package io.millrace.core.plan;

import io.millrace.core.event.DataType;
import io.millrace.core.feature.Expression.BinaryOperator;
import io.millrace.core.feature.Span;
import java.util.ArrayList;
import java.util.List;

/** Types {@code + - * / %} of numbers: integers, decimals where one is among them, doubles where one is. */
final class Arithmetic {
    private final Reporter reporter;

    Arithmetic(Reporter reporter) {
        this.reporter = reporter;
    }

    Term of(BinaryOperator operator, List<Term> operands, Span span) {
        for (Term operand : operands) {
            if (!(operand instanceof Term.Null || operand instanceof Term.Value value && isNumber(value))) {
                return reporter.misfit(
                        span,
                        List.of(operand),
                        operator.symbol() + " takes numbers, not " + Unifier.typeName(operand),
                        Misfits.numberInText(operand, reporter));
            }
        }
        List<BoundExpression> numbers = numbers(operands);
        boolean fromInput = operands.stream().anyMatch(term -> term instanceof Term.Value value && value.fromInput());
        if (operator == BinaryOperator.DIVIDE || numbers.stream().anyMatch(each -> each.type() == DataType.FLOAT64)) {
            List<BoundExpression> doubles =
                    numbers.stream().map(Unifier::asDouble).toList();
            return value(operator, doubles, DataType.FLOAT64, fromInput, span);
        }
        return numbers.stream().anyMatch(each -> each.type().isDecimal())
                ? decimal(operator, numbers, fromInput, operands, span)
                : value(operator, numbers, DataType.INT64, fromInput, span);
    }

    private static boolean isNumber(Term.Value value) {
        return value.expression().type().isNumeric();
    }

    /** A written null is of the other operand's type, or a bigint. */
    private static List<BoundExpression> numbers(List<Term> operands) {
        DataType type = operands.stream()
                .filter(Term.Value.class::isInstance)
                .map(operand -> ((Term.Value) operand).expression().type())
                .findFirst()
                .orElse(DataType.INT64);
        List<BoundExpression> numbers = new ArrayList<>();
        for (Term operand : operands) {
            numbers.add(
                    operand instanceof Term.Value value
                            ? value.expression()
                            : new BoundExpression.Constant(type, null));
        }
        return numbers;
    }

    private Term decimal(
            BinaryOperator operator, List<BoundExpression> numbers, boolean fromInput, List<Term> terms, Span span) {
        return switch (operator) {
            case PLUS, MINUS -> sum(operator, numbers, fromInput, terms, span);
            case TIMES -> product(numbers, fromInput, terms, span);
            default ->
                reporter.misfit(
                        span,
                        terms,
                        operator.symbol() + " takes bigint or double, not decimal",
                        "make it one of them: cast("
                                + reporter.written(terms.get(0).span(), "x") + " as double)");
        };
    }

    /** Both with as many digits behind the point as the longer has. */
    private Term sum(
            BinaryOperator operator, List<BoundExpression> numbers, boolean fromInput, List<Term> terms, Span span) {
        int scale =
                Math.max(numbers.get(0).type().scale(), numbers.get(1).type().scale());
        if (!numbers.stream().allMatch(number -> DecimalTypes.fits(number, scale))) {
            return tooWide(operator, terms, span);
        }
        int integral =
                Math.max(DecimalTypes.integralDigits(numbers.get(0)), DecimalTypes.integralDigits(numbers.get(1)));
        List<BoundExpression> rescaled = numbers.stream()
                .map(number -> DecimalTypes.rescaled(number, scale))
                .toList();
        return value(operator, rescaled, DecimalTypes.atMost(integral + scale + 1, scale), fromInput, span);
    }

    /** Each as it is: the digits behind the point add up. */
    private Term product(List<BoundExpression> numbers, boolean fromInput, List<Term> terms, Span span) {
        int scale = numbers.get(0).type().scale() + numbers.get(1).type().scale();
        if (!numbers.stream().allMatch(number -> DecimalTypes.fits(number, 0))) {
            return tooWide(BinaryOperator.TIMES, terms, span);
        }
        if (scale > DataType.MOST_DIGITS) {
            return reporter.misfit(
                    span,
                    terms,
                    "the product of " + Unifier.typeName(terms.get(0)) + " and " + Unifier.typeName(terms.get(1))
                            + " has " + scale + " digits behind the point, and a decimal has at most "
                            + DataType.MOST_DIGITS,
                    "cast one of them to fewer digits, or to double");
        }
        List<BoundExpression> factors = numbers.stream()
                .map(number -> DecimalTypes.rescaled(number, number.type().scale()))
                .toList();
        int digits = factors.get(0).type().precision() + factors.get(1).type().precision();
        return value(BinaryOperator.TIMES, factors, DecimalTypes.atMost(digits, scale), fromInput, span);
    }

    private Term tooWide(BinaryOperator operator, List<Term> terms, Span span) {
        return reporter.misfit(
                span,
                terms,
                operator.symbol() + " of " + Unifier.typeName(terms.get(0)) + " and "
                        + Unifier.typeName(terms.get(1)) + " needs more than the " + DataType.MOST_DIGITS
                        + " digits of a decimal",
                "cast one of them to double");
    }

    private static Term value(
            BinaryOperator operator, List<BoundExpression> operands, DataType type, boolean fromInput, Span span) {
        return new Term.Value(Operators.function(Operators.scalar(operator), operands, type), fromInput, span);
    }
}
