package io.millrace.core.feature;

import io.millrace.core.event.DataType;
import java.util.List;
import java.util.Optional;

/**
 * An expression of the feature language as it was written: names are not yet resolved, types not yet known.
 *
 * <p>Two expressions are equal where they say the same, wherever they were written (see {@link Span}).
 */
public sealed interface Expression {
    Span span();

    /** A constant as written. */
    sealed interface Literal extends Expression {}

    record NullLiteral(Span span) implements Literal {}

    record BooleanLiteral(boolean value, Span span) implements Literal {}

    record IntegerLiteral(long value, Span span) implements Literal {}

    /** A number with a decimal point or an exponent; finite, and never -0.0. */
    record DoubleLiteral(double value, Span span) implements Literal {
        public DoubleLiteral {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException("a number must be finite");
            }
            value = value + 0.0;
        }
    }

    record TextLiteral(String value, Span span) implements Literal {}

    /** {@code timestamp '2024-10-31 12:00:00'}: microseconds since the epoch, UTC. */
    record TimestampLiteral(long micros, Span span) implements Literal {}

    /** {@code interval '7 days'}: a length of time in microseconds. */
    record IntervalLiteral(long micros, Span span) implements Literal {}

    /** An event column (inside an aggregation), or a feature, a {@code let} or a built-in name (outside). */
    record Name(String name, Span span) implements Expression {}

    /** {@code :name}, a value that {@code for} binds. */
    record Parameter(String name, Span span) implements Expression {}

    record Unary(UnaryOperator operator, Expression operand, Span span) implements Expression {}

    record Binary(BinaryOperator operator, Expression left, Expression right, Span span) implements Expression {}

    /**
     * A scalar function or an aggregation; which of them, the binder knows.
     *
     * @param function the name, in lower case
     * @param star whether the argument is {@code *}; then {@code arguments} is empty
     * @param filter the condition of {@code filter (where …)}
     */
    record Call(
            String function,
            List<Expression> arguments,
            boolean star,
            boolean distinct,
            Optional<Expression> filter,
            Span span)
            implements Expression {
        public Call {
            arguments = List.copyOf(arguments);
            if (star && !arguments.isEmpty()) {
                throw new IllegalArgumentException("a call has either * or arguments");
            }
            if (distinct && arguments.isEmpty()) {
                throw new IllegalArgumentException("distinct needs an argument");
            }
        }
    }

    /**
     * {@code case [operand] when … then … [else …] end}.
     *
     * @param branches at least one
     */
    record Case(Optional<Expression> operand, List<Branch> branches, Optional<Expression> otherwise, Span span)
            implements Expression {
        public Case {
            branches = List.copyOf(branches);
            if (branches.isEmpty()) {
                throw new IllegalArgumentException("a case needs at least one branch");
            }
        }
    }

    /** One {@code when condition then result}. */
    record Branch(Expression condition, Expression result) {}

    record In(Expression value, List<Expression> options, boolean negated, Span span) implements Expression {
        public In {
            options = List.copyOf(options);
            if (options.isEmpty()) {
                throw new IllegalArgumentException("in needs at least one option");
            }
        }
    }

    /** Both bounds belong to the range. */
    record Between(Expression value, Expression low, Expression high, boolean negated, Span span)
            implements Expression {}

    record Like(Expression value, Expression pattern, boolean negated, Span span) implements Expression {}

    record IsNull(Expression value, boolean negated, Span span) implements Expression {}

    /** {@code cast(value as type)}; lenient for {@code try_cast}, which gives null where the other fails. */
    record Cast(Expression value, DataType type, boolean lenient, Span span) implements Expression {}

    enum UnaryOperator {
        MINUS("-"),
        NOT("not");

        private final String symbol;

        UnaryOperator(String symbol) {
            this.symbol = symbol;
        }

        public String symbol() {
            return symbol;
        }
    }

    enum BinaryOperator {
        OR("or", 1),
        AND("and", 2),
        EQUAL("=", 4),
        NOT_EQUAL("<>", 4),
        LESS("<", 4),
        LESS_OR_EQUAL("<=", 4),
        GREATER(">", 4),
        GREATER_OR_EQUAL(">=", 4),
        PLUS("+", 5),
        MINUS("-", 5),
        TIMES("*", 6),
        DIVIDE("/", 6),
        MODULO("%", 6);

        private final String symbol;
        private final int precedence;

        BinaryOperator(String symbol, int precedence) {
            this.symbol = symbol;
            this.precedence = precedence;
        }

        public String symbol() {
            return symbol;
        }

        /** How strongly the operator binds: {@code not} is 3, unary minus 7. */
        public int precedence() {
            return precedence;
        }

        public boolean isComparison() {
            return precedence == 4;
        }

        public boolean isArithmetic() {
            return precedence >= 5;
        }
    }
}
