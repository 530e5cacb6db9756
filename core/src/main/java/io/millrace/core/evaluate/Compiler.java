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
import io.millrace.core.plan.BoundExpression.UserCall;
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
        OptionalInt text =
                remembered || expression instanceof Column ? OptionalInt.empty() : Traits.onlyTextColumn(expression);
        if (text.isEmpty()) {
            return node(expression);
        }
        remembered = true;
        Node whole = node(expression);
        remembered = false;
        return EntryMemo.of(expression.type(), text.getAsInt(), whole, tally, capacity);
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
            return Casts.of(compile(cast.value()), cast, capacity, tally);
        }
        if (expression instanceof UserCall call) {
            return new UserNode(call, compile(call.arguments()), capacity, tally);
        }
        if (expression instanceof Call call) {
            return call(call);
        }
        throw new IllegalArgumentException(
                "a time that moves with the as-of time has no value: AsOf.at makes it a constant first: " + expression);
    }

    private Node choice(Case choice) {
        List<Node> conditions = new ArrayList<>();
        List<Node> results = new ArrayList<>();
        for (BoundExpression.Branch branch : choice.branches()) {
            Signatures.requireType(branch.condition(), DataType.BOOLEAN);
            Signatures.requireType(branch.result(), choice.type());
            conditions.add(compile(branch.condition()));
            results.add(compile(branch.result()));
        }
        choice.otherwise().ifPresent(otherwise -> Signatures.requireType(otherwise, choice.type()));
        Node otherwise = choice.otherwise().map(this::compile).orElse(null);
        return new Choice(conditions, results, otherwise, choice.type(), capacity);
    }

    private Node call(Call call) {
        Signatures.require(call);
        return switch (call.function()) {
            case ADD, SUBTRACT, MULTIPLY, DIVIDE, MODULO, POWER, ADD_INTERVAL -> arithmetic(call);
            case NEGATE, ABS ->
                new Sign(call.function() == ScalarFunction.ABS, first(call), ColumnVector.of(call.type(), capacity));
            case EQUAL, NOT_EQUAL, LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL -> comparison(call);
            case AND, OR -> logic(call);
            case NOT -> new Not(first(call), capacity);
            case IS_NULL -> new IsNull(first(call), capacity);
            case IN -> membership(call);
            case COALESCE -> new Coalesce(compile(call.arguments()), call.type(), capacity);
            case NULLIF -> new NullIf(first(call), second(call), call.type(), capacity);
            case LEAST -> new Extreme(false, compile(call.arguments()), call.type(), capacity);
            case GREATEST -> new Extreme(true, compile(call.arguments()), call.type(), capacity);
            case DAYS_BETWEEN -> new Elapsed.Days(first(call), second(call), new LongVector(capacity));
            case SECONDS_BETWEEN -> new Elapsed.Seconds(first(call), second(call), new DoubleVector(capacity));
            case FLOOR, CEIL, ROUND, SQRT, LN, EXP -> new RealFunction(call.function(), first(call), capacity, tally);
            case YEAR, MONTH, DAY, HOUR, MINUTE, DAY_OF_WEEK, DATE ->
                new TimePart(call.function(), first(call), capacity);
            case LIKE, LOWER, UPPER, LENGTH, SUBSTRING, JSON_VALUE -> text(call);
        };
    }

    private Node first(Call call) {
        return compile(call.arguments().get(0));
    }

    private Node second(Call call) {
        return compile(call.arguments().get(1));
    }

    private List<Node> compile(List<BoundExpression> expressions) {
        List<Node> nodes = new ArrayList<>();
        expressions.forEach(expression -> nodes.add(compile(expression)));
        return nodes;
    }

    private Node arithmetic(Call call) {
        Node left = first(call);
        Node right = second(call);
        if (Signatures.isDecimalArithmetic(call)) {
            return new DecimalArithmetic(call, left, right, capacity);
        }
        return call.type() == DataType.FLOAT64
                ? new DoubleArithmetic(call.function(), left, right, capacity, tally)
                : new LongArithmetic(call.function(), left, right, capacity);
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
            Object value = Constants.value(call, option);
            if (value == null) {
                unknown = true;
            } else {
                options.add(value);
            }
        }
        return new Membership(first(call), options, unknown, capacity);
    }

    private Node text(Call call) {
        Node text = first(call);
        return switch (call.function()) {
            case LIKE, JSON_VALUE -> Constants.matched(call, text, capacity);
            case LENGTH -> new TextLength(text, capacity);
            case SUBSTRING ->
                new Substring(
                        text,
                        second(call),
                        call.arguments().size() > 2 ? compile(call.arguments().get(2)) : null,
                        capacity);
            default -> new TextFunction.InCase(call.function() == ScalarFunction.UPPER, text, capacity);
        };
    }
}
