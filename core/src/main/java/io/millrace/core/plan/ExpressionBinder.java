package io.millrace.core.plan;

import io.millrace.core.event.DataType;
import io.millrace.core.feature.Expression;
import io.millrace.core.feature.Expression.BinaryOperator;
import io.millrace.core.feature.Span;
import io.millrace.core.port.UserFunction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Gives one expression its types, and its names their meaning. What is wrong goes to the reporter, all of it. */
final class ExpressionBinder {
    private final Scope scope;
    private final Reporter reporter;
    private final Operators operators;
    private final Unifier unifier;
    private final ScalarCalls calls;
    private final Repetition repetition;

    ExpressionBinder(Scope scope, Reporter reporter) {
        this.scope = scope;
        this.reporter = reporter;
        this.operators = new Operators(reporter);
        this.unifier = new Unifier(reporter);
        this.calls = new ScalarCalls(reporter);
        this.repetition = new Repetition(reporter);
    }

    Term bind(Expression expression) {
        if (expression instanceof Expression.Literal literal) {
            return literal(literal);
        }
        if (expression instanceof Expression.Name name) {
            return scope.resolve(name, reporter);
        }
        if (expression instanceof Expression.Unary unary) {
            return operators.unary(unary.operator(), bind(unary.operand()), unary.span());
        }
        if (expression instanceof Expression.Binary binary) {
            return binary(binary);
        }
        if (expression instanceof Expression.Call call) {
            return call(call);
        }
        if (expression instanceof Expression.Case cases) {
            return cases(cases);
        }
        return expression instanceof Expression.Cast cast ? cast(cast) : other(expression);
    }

    /** A condition: boolean, or reported. */
    Optional<Term.Value> bindCondition(Expression expression, String what) {
        Term term = bind(expression);
        if (term instanceof Term.Null) {
            return Optional.of(
                    new Term.Value(new BoundExpression.Constant(DataType.BOOLEAN, null), false, term.span()));
        }
        if (term instanceof Term.Value value && value.expression().type() == DataType.BOOLEAN) {
            return Optional.of(value);
        }
        if (!(term instanceof Term.Failed)) {
            reporter.misfit(
                    term.span(),
                    List.of(term),
                    what + " is a condition, not " + Unifier.typeName(term),
                    "write a comparison that is true or false");
        }
        return Optional.empty();
    }

    private Term other(Expression expression) {
        if (expression instanceof Expression.In in) {
            return in(in);
        }
        if (expression instanceof Expression.Between between) {
            return between(between);
        }
        if (expression instanceof Expression.IsNull isNull) {
            return negatedIf(isNull.negated(), operators.isNull(bind(isNull.value()), isNull.span()), isNull.span());
        }
        if (expression instanceof Expression.Parameter parameter) {
            return reporter.wrong(
                    parameter.span(),
                    "no for gives :" + parameter.name() + " a value",
                    "list its values: for: {" + parameter.name() + ": […]}");
        }
        Expression.Like like = (Expression.Like) expression;
        Term matches = calls.like(compared(like.value()), like.pattern(), like.span());
        return negatedIf(like.negated(), matches, like.span());
    }

    private Term binary(Expression.Binary binary) {
        boolean comparison = binary.operator().isComparison();
        Term left = comparison ? compared(binary.left()) : bind(binary.left());
        Term right = comparison ? compared(binary.right()) : bind(binary.right());
        return operators.binary(binary.operator(), left, right, binary.span());
    }

    /** What stands beside a comparison. */
    private Term compared(Expression expression) {
        return expression instanceof Expression.Name name
                ? scope.resolve(name, reporter.atComparison())
                : bind(expression);
    }

    private static Term literal(Expression.Literal literal) {
        Span span = literal.span();
        if (literal instanceof Expression.NullLiteral) {
            return new Term.Null(span);
        }
        if (literal instanceof Expression.IntervalLiteral interval) {
            return new Term.Interval(interval.micros(), span);
        }
        return new Term.Value(constant(literal), false, span);
    }

    private static BoundExpression constant(Expression.Literal literal) {
        if (literal instanceof Expression.BooleanLiteral truth) {
            return new BoundExpression.Constant(DataType.BOOLEAN, truth.value());
        }
        if (literal instanceof Expression.IntegerLiteral integer) {
            return new BoundExpression.Constant(DataType.INT64, integer.value());
        }
        if (literal instanceof Expression.DoubleLiteral number) {
            return new BoundExpression.Constant(DataType.FLOAT64, number.value());
        }
        if (literal instanceof Expression.TimestampLiteral timestamp) {
            return new BoundExpression.Constant(DataType.TIMESTAMP, timestamp.micros());
        }
        return new BoundExpression.Constant(DataType.TEXT, ((Expression.TextLiteral) literal).value());
    }

    private Term call(Expression.Call call) {
        Optional<AggregationSignature> aggregation = scope.functions().aggregation(call.function());
        if (aggregation.isPresent()) {
            return scope.aggregate(call, aggregation.get(), reporter);
        }
        Optional<ScalarSignature> scalar = ScalarSignature.named(call.function());
        Optional<UserFunction> user = scope.functions().user(call.function());
        if (scalar.isEmpty() && user.isEmpty()) {
            // Nothing about its arguments: what a name in them means, only the function could tell.
            return reporter.wrong(
                    call.span(),
                    "there is no function " + call.function(),
                    scope.functions().advice(call.function()));
        }
        List<Term> arguments = arguments(call);
        if (call.star() || call.distinct() || call.filter().isPresent()) {
            return reporter.wrong(
                    call.span(),
                    call.function() + " is no aggregation and takes no *, distinct or filter",
                    "put the filter behind the aggregation inside it");
        }
        return scalar.isPresent()
                ? calls.call(scalar.get(), arguments, call.span())
                : calls.call(user.orElseThrow(), arguments, call.span());
    }

    private List<Term> arguments(Expression.Call call) {
        List<Term> arguments = new ArrayList<>();
        for (Expression argument : call.arguments()) {
            boolean path = call.function().equals("json_value") && arguments.size() == 1;
            arguments.add(path && !calls.isPath(argument) ? new Term.Failed(argument.span()) : bind(argument));
        }
        return arguments;
    }

    private Term cases(Expression.Case cases) {
        Optional<Term> operand = cases.operand()
                .map(this::compared)
                .map(term -> repetition.check(term, cases.branches().size(), cases.span()));
        List<BoundExpression> conditions = new ArrayList<>();
        List<Term> results = new ArrayList<>();
        for (Expression.Branch branch : cases.branches()) {
            branchCondition(operand, branch.condition()).ifPresent(condition -> conditions.add(condition.expression()));
            results.add(bind(branch.result()));
        }
        cases.otherwise().map(this::bind).ifPresent(results::add);
        if (conditions.size() < cases.branches().size()) {
            return new Term.Failed(cases.span());
        }
        return operators.cases(conditions, results, cases.span());
    }

    private Optional<Term.Value> branchCondition(Optional<Term> operand, Expression condition) {
        if (operand.isEmpty()) {
            return bindCondition(condition, "what stands after when");
        }
        Term equal = operators.binary(BinaryOperator.EQUAL, operand.get(), compared(condition), condition.span());
        return equal instanceof Term.Value value ? Optional.of(value) : Optional.empty();
    }

    private Term in(Expression.In in) {
        List<Term> terms = new ArrayList<>();
        terms.add(repetition.check(compared(in.value()), in.options().size(), in.span()));
        in.options().forEach(option -> terms.add(compared(option)));
        return negatedIf(in.negated(), operators.in(terms, in.span()), in.span());
    }

    private Term between(Expression.Between between) {
        Term value = repetition.check(compared(between.value()), 2, between.span());
        Term low = compared(between.low());
        Term high = compared(between.high());
        Span span = between.span();
        Term range = operators.binary(
                BinaryOperator.AND,
                operators.binary(BinaryOperator.GREATER_OR_EQUAL, value, low, span),
                operators.binary(BinaryOperator.LESS_OR_EQUAL, value, high, span),
                span);
        return negatedIf(between.negated(), range, span);
    }

    private Term negatedIf(boolean negated, Term term, Span span) {
        return negated ? operators.unary(Expression.UnaryOperator.NOT, term, span) : term;
    }

    private Term cast(Expression.Cast cast) {
        Term value = bind(cast.value());
        if (value instanceof Term.Failed) {
            return value;
        }
        if (value instanceof Term.Null) {
            return new Term.Value(new BoundExpression.Constant(cast.type(), null), false, cast.span());
        }
        if (!Casts.allowed(value, cast.type())) {
            return reporter.misfit(
                    cast.span(),
                    List.of(value),
                    "cannot cast " + Unifier.typeName(value) + " to "
                            + cast.type().sql(),
                    value instanceof Term.Value && cast.type().isNumeric()
                            ? "the seconds since 1970 are seconds_between(timestamp '1970-01-01', x)"
                            : "");
        }
        return Unifier.fits(value, cast.type())
                ? unifier.convert(value, cast.type())
                        .<Term>map(expression -> new Term.Value(expression, false, cast.span()))
                        .orElse(new Term.Failed(cast.span()))
                : Casts.cast((Term.Value) value, cast);
    }
}
