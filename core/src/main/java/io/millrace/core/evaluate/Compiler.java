package io.millrace.core.evaluate;

import io.millrace.core.event.ColumnVector;
import io.millrace.core.event.DataType;
import io.millrace.core.event.DoubleVector;
import io.millrace.core.event.LongVector;
import io.millrace.core.plan.BoundExpression;
import io.millrace.core.plan.BoundExpression.Call;
import io.millrace.core.plan.BoundExpression.Case;
import io.millrace.core.plan.BoundExpression.Cast;
import io.millrace.core.plan.BoundExpression.Column;
import io.millrace.core.plan.BoundExpression.Constant;
import io.millrace.core.plan.ScalarFunction;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;

/** From an expression to its nodes. */
final class Compiler {
    private final int capacity;
    private final Tally tally;
    private boolean remembered;

    Compiler(int capacity, Tally tally) {
        this.capacity = capacity;
        this.tally = tally;
    }

    Node compile(BoundExpression expression) {
        OptionalInt text = remembered ? OptionalInt.empty() : Traits.onlyTextColumn(expression);
        if (expression.type() != DataType.BOOLEAN || text.isEmpty() || Traits.countsNonFinite(expression)) {
            return node(expression);
        }
        remembered = true;
        Node condition = node(expression);
        remembered = false;
        return new DictionaryCondition(text.getAsInt(), condition, capacity);
    }

    private Node node(BoundExpression expression) {
        if (expression instanceof Column column) {
            return column.type() == DataType.FLOAT64
                    ? new ColumnNode.OfDouble(column.ordinal(), capacity)
                    : new ColumnNode(column.ordinal());
        }
        if (expression instanceof Constant constant) {
            return new ConstantNode(constant, capacity);
        }
        if (expression instanceof Case choice) {
            return choice(choice);
        }
        if (expression instanceof Cast cast) {
            return Casts.of(compile(cast.value()), cast, capacity);
        }
        return call((Call) expression);
    }

    private Node choice(Case choice) {
        List<Node> conditions = new ArrayList<>();
        List<Node> results = new ArrayList<>();
        for (BoundExpression.Branch branch : choice.branches()) {
            requireType(branch.condition(), DataType.BOOLEAN);
            requireType(branch.result(), choice.type());
            conditions.add(compile(branch.condition()));
            results.add(compile(branch.result()));
        }
        choice.otherwise().ifPresent(otherwise -> requireType(otherwise, choice.type()));
        Node otherwise = choice.otherwise().map(this::compile).orElse(null);
        return new Choice(conditions, results, otherwise, choice.type(), capacity);
    }

    private Node call(Call call) {
        List<BoundExpression> arguments = call.arguments();
        requireArguments(call);
        return switch (call.function()) {
            case ADD, SUBTRACT, MULTIPLY, DIVIDE, MODULO, ADD_INTERVAL -> arithmetic(call);
            case NEGATE, ABS -> sign(call);
            case EQUAL, NOT_EQUAL, LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL -> comparison(call);
            case AND, OR -> logic(call);
            case NOT -> new Not(compile(arguments.get(0)), capacity);
            case IS_NULL -> new IsNull(compile(arguments.get(0)), capacity);
            case IN -> membership(call);
            case COALESCE -> new Coalesce(compile(arguments), call.type(), capacity);
            case NULLIF -> new NullIf(compile(arguments.get(0)), compile(arguments.get(1)), call.type(), capacity);
            case LEAST -> new Extreme(false, compile(arguments), call.type(), capacity);
            case GREATEST -> new Extreme(true, compile(arguments), call.type(), capacity);
            case DAYS_BETWEEN ->
                new Elapsed.Days(compile(arguments.get(0)), compile(arguments.get(1)), new LongVector(capacity));
            case SECONDS_BETWEEN ->
                new Elapsed.Seconds(compile(arguments.get(0)), compile(arguments.get(1)), new DoubleVector(capacity));
        };
    }

    private List<Node> compile(List<BoundExpression> expressions) {
        List<Node> nodes = new ArrayList<>();
        expressions.forEach(expression -> nodes.add(compile(expression)));
        return nodes;
    }

    private Node arithmetic(Call call) {
        Node left = compile(call.arguments().get(0));
        Node right = compile(call.arguments().get(1));
        return call.type() == DataType.FLOAT64
                ? new DoubleArithmetic(call.function(), left, right, capacity, tally)
                : new LongArithmetic(call.function(), left, right, capacity);
    }

    private Node sign(Call call) {
        Node argument = compile(call.arguments().get(0));
        return new Sign(call.function() == ScalarFunction.ABS, argument, ColumnVector.of(call.type(), capacity));
    }

    private Node comparison(Call call) {
        BoundExpression left = call.arguments().get(0);
        BoundExpression right = call.arguments().get(1);
        ScalarFunction function = call.function();
        boolean negated = function == ScalarFunction.NOT_EQUAL
                || function == ScalarFunction.LESS_OR_EQUAL
                || function == ScalarFunction.GREATER_OR_EQUAL;
        boolean equality = function == ScalarFunction.EQUAL || function == ScalarFunction.NOT_EQUAL;
        // a <= b is not (b < a); a > b is b < a
        boolean exchanged = function == ScalarFunction.GREATER || function == ScalarFunction.LESS_OR_EQUAL;
        if (right instanceof Constant constant && constant.value() != null && right.type() != DataType.TEXT) {
            ConstantComparison.Order order = equality
                    ? ConstantComparison.Order.EQUAL
                    : exchanged ? ConstantComparison.Order.GREATER : ConstantComparison.Order.LESS;
            return new ConstantComparison(
                    order, negated, compile(left), Objects.requireNonNull(constant.value()), capacity);
        }
        Node first = compile(exchanged ? right : left);
        Node second = compile(exchanged ? left : right);
        return new Comparison(equality, negated, first, second, capacity);
    }

    private Node logic(Call call) {
        boolean pure = call.arguments().stream().skip(1).allMatch(Traits::isPure);
        return new Logic(call.function() == ScalarFunction.AND, compile(call.arguments()), pure, capacity);
    }

    private Node membership(Call call) {
        List<Object> options = new ArrayList<>();
        boolean unknown = false;
        for (BoundExpression option :
                call.arguments().subList(1, call.arguments().size())) {
            if (!(option instanceof Constant constant)) {
                throw new IllegalArgumentException("in takes constants, not " + option);
            }
            if (constant.value() == null) {
                unknown = true;
            } else {
                options.add(constant.value());
            }
        }
        return new Membership(compile(call.arguments().get(0)), options, unknown, capacity);
    }

    private static void requireArguments(Call call) {
        List<BoundExpression> arguments = call.arguments();
        int least = Signatures.leastArguments(call.function());
        int most = Signatures.mostArguments(call.function());
        if (arguments.size() < least || arguments.size() > most) {
            throw new IllegalArgumentException(call.function() + " with " + arguments.size() + " arguments");
        }
        for (int i = 0; i < arguments.size(); i++) {
            requireType(arguments.get(i), Signatures.argumentType(call, i));
        }
        if (!Signatures.fitsResult(call)) {
            throw new IllegalArgumentException(
                    call.function() + " gives no " + call.type().sql());
        }
    }

    private static void requireType(BoundExpression expression, DataType type) {
        if (expression.type() != type) {
            throw new IllegalArgumentException(
                    expression.type().sql() + " where " + type.sql() + " is needed: " + expression);
        }
    }
}
