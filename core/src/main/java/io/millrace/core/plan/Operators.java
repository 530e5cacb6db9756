package io.millrace.core.plan;

import io.millrace.core.event.DataType;
import io.millrace.core.feature.Expression.BinaryOperator;
import io.millrace.core.feature.Expression.UnaryOperator;
import io.millrace.core.feature.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Types operators and scalar functions over terms that are bound already. */
final class Operators {
    private final Reporter reporter;
    private final Unifier unifier;
    private final TimeArithmetic times;
    private final Arithmetic arithmetic;

    Operators(Reporter reporter) {
        this.reporter = reporter;
        this.unifier = new Unifier(reporter);
        this.times = new TimeArithmetic(reporter);
        this.arithmetic = new Arithmetic(reporter);
    }

    Term unary(UnaryOperator operator, Term operand, Span span) {
        if (operand instanceof Term.Failed) {
            return operand;
        }
        if (operator == UnaryOperator.NOT) {
            return logical(ScalarFunction.NOT, List.of(operand), span);
        }
        if (operand instanceof Term.Null) {
            return operand.at(span);
        }
        if (operand instanceof Term.Interval interval) {
            return times.negate(interval, span);
        }
        Term.Value value = (Term.Value) operand;
        BoundExpression expression = value.expression();
        if (!expression.type().isNumeric()) {
            return reporter.misfit(span, List.of(operand), "- takes a number, not " + Unifier.typeName(operand), "");
        }
        return new Term.Value(negated(expression), value.fromInput(), span);
    }

    private static BoundExpression negated(BoundExpression expression) {
        if (expression instanceof BoundExpression.Constant constant) {
            if (constant.value() instanceof Double number) {
                return new BoundExpression.Constant(DataType.FLOAT64, 0.0 - number);
            }
            if (constant.value() instanceof Long number && number != Long.MIN_VALUE) {
                return new BoundExpression.Constant(expression.type(), -number);
            }
        }
        return function(ScalarFunction.NEGATE, List.of(expression), expression.type());
    }

    Term binary(BinaryOperator operator, Term left, Term right, Span span) {
        if (left instanceof Term.Failed || right instanceof Term.Failed) {
            return new Term.Failed(span);
        }
        List<Term> operands = List.of(left, right);
        if (operator == BinaryOperator.AND || operator == BinaryOperator.OR) {
            return logical(scalar(operator), operands, span);
        }
        if (operator.isComparison()) {
            return comparison(operator, operands, span);
        }
        return times.concerns(operands)
                ? times.arithmetic(operator, left, right, span)
                : arithmetic.of(operator, operands, span);
    }

    private Term comparison(BinaryOperator operator, List<Term> operands, Span span) {
        return unifier.unify(operands, DataType.INT64, "cannot compare %s with %s", span)
                .map(unified -> value(scalar(operator), unified.operands(), DataType.BOOLEAN, false, span))
                .orElse(new Term.Failed(span));
    }

    /** {@code and}, {@code or}, {@code not}; a chain of one of the first two becomes one call. */
    private Term logical(ScalarFunction function, List<Term> operands, Span span) {
        List<BoundExpression> arguments = new ArrayList<>();
        for (Term operand : operands) {
            if (!Unifier.fits(operand, DataType.BOOLEAN)) {
                return reporter.misfit(
                        operand.span(),
                        List.of(operand),
                        function.name().toLowerCase(Locale.ROOT) + " takes conditions, not "
                                + Unifier.typeName(operand),
                        "write a comparison that is true or false");
            }
            BoundExpression argument =
                    unifier.convert(operand, DataType.BOOLEAN).orElseThrow();
            if (argument instanceof BoundExpression.Call call
                    && call.function() == function
                    && function != ScalarFunction.NOT) {
                arguments.addAll(call.arguments());
            } else {
                arguments.add(argument);
            }
        }
        return value(function, arguments, DataType.BOOLEAN, false, span);
    }

    Term isNull(Term operand, Span span) {
        if (operand instanceof Term.Value value) {
            return value(ScalarFunction.IS_NULL, List.of(value.expression()), DataType.BOOLEAN, false, span);
        }
        if (operand instanceof Term.Failed) {
            return operand;
        }
        return new Term.Value(
                new BoundExpression.Constant(DataType.BOOLEAN, operand instanceof Term.Null), false, span);
    }

    /**
     * @param terms the value, then the options
     */
    Term in(List<Term> terms, Span span) {
        Optional<Unifier.Unified> unified = unifier.unify(terms, DataType.INT64, "in cannot compare %s with %s", span);
        if (unified.isEmpty()) {
            return new Term.Failed(span);
        }
        List<BoundExpression> operands = unified.get().operands();
        List<BoundExpression> options = operands.subList(1, operands.size());
        if (options.size() > 1 && options.stream().allMatch(BoundExpression.Constant.class::isInstance)) {
            return value(ScalarFunction.IN, operands, DataType.BOOLEAN, false, span);
        }
        List<BoundExpression> equalities = options.stream()
                .map(option -> function(ScalarFunction.EQUAL, List.of(operands.get(0), option), DataType.BOOLEAN))
                .toList();
        return equalities.size() == 1
                ? new Term.Value(equalities.get(0), false, span)
                : value(ScalarFunction.OR, equalities, DataType.BOOLEAN, false, span);
    }

    /**
     * @param results one for each condition, and one more where there is an {@code else}
     */
    Term cases(List<BoundExpression> conditions, List<Term> results, Span span) {
        if (results.stream().allMatch(Term.Null.class::isInstance)) {
            return new Term.Null(span);
        }
        Optional<Unifier.Unified> unified =
                unifier.unify(results, DataType.INT64, "the results of a case are of one type, not %s and %s", span);
        if (unified.isEmpty()) {
            return new Term.Failed(span);
        }
        List<BoundExpression> values = unified.get().operands();
        List<BoundExpression.Branch> branches = new ArrayList<>();
        for (int i = 0; i < conditions.size(); i++) {
            branches.add(new BoundExpression.Branch(conditions.get(i), values.get(i)));
        }
        boolean complete = values.size() > conditions.size();
        Optional<BoundExpression> otherwise = complete ? Optional.of(values.get(values.size() - 1)) : Optional.empty();
        boolean nullable = !complete || values.stream().anyMatch(BoundExpression::nullable);
        return new Term.Value(
                new BoundExpression.Case(branches, otherwise, unified.get().type(), nullable),
                unified.get().fromInput(),
                span);
    }

    private static Term value(
            ScalarFunction function, List<BoundExpression> arguments, DataType type, boolean fromInput, Span span) {
        return new Term.Value(function(function, arguments, type), fromInput, span);
    }

    /** A call whose operands have the types that it takes. */
    static BoundExpression function(ScalarFunction function, List<BoundExpression> arguments, DataType type) {
        return new BoundExpression.Call(function, arguments, type, Nullability.of(function, arguments));
    }

    static ScalarFunction scalar(BinaryOperator operator) {
        return switch (operator) {
            case OR -> ScalarFunction.OR;
            case AND -> ScalarFunction.AND;
            case EQUAL -> ScalarFunction.EQUAL;
            case NOT_EQUAL -> ScalarFunction.NOT_EQUAL;
            case LESS -> ScalarFunction.LESS;
            case LESS_OR_EQUAL -> ScalarFunction.LESS_OR_EQUAL;
            case GREATER -> ScalarFunction.GREATER;
            case GREATER_OR_EQUAL -> ScalarFunction.GREATER_OR_EQUAL;
            case PLUS -> ScalarFunction.ADD;
            case MINUS -> ScalarFunction.SUBTRACT;
            case TIMES -> ScalarFunction.MULTIPLY;
            case DIVIDE -> ScalarFunction.DIVIDE;
            case MODULO -> ScalarFunction.MODULO;
        };
    }
}
