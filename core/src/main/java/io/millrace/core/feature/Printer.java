package io.millrace.core.feature;

import io.millrace.core.feature.Expression.UnaryOperator;
import java.util.List;

/** Writes an expression in the feature language, on one line, with as few parentheses as it needs. */
public final class Printer {
    private static final int ANY = 0;
    private static final int NOT = 3;
    private static final int COMPARISON = 4;
    private static final int SUM = 5;
    private static final int SIGNED = 7;
    private static final int PRIMARY = 8;

    private final StringBuilder out = new StringBuilder();

    private Printer() {}

    /** The text that {@link Parser#parse(String)} reads as an equal expression. */
    public static String print(Expression expression) {
        Printer printer = new Printer();
        printer.write(expression, ANY);
        return printer.out.toString();
    }

    /** Writes the expression, in parentheses where it binds weaker than asked for. */
    private void write(Expression expression, int weakest) {
        if (precedence(expression) < weakest) {
            out.append('(');
            write(expression);
            out.append(')');
        } else {
            write(expression);
        }
    }

    private static int precedence(Expression expression) {
        if (expression instanceof Expression.Binary binary) {
            return binary.operator().precedence();
        } else if (expression instanceof Expression.Unary unary) {
            return unary.operator() == UnaryOperator.NOT ? NOT : SIGNED;
        } else if (expression instanceof Expression.IntegerLiteral literal) {
            return literal.value() < 0 ? SIGNED : PRIMARY;
        } else if (expression instanceof Expression.DoubleLiteral literal) {
            return literal.value() < 0 ? SIGNED : PRIMARY;
        }
        return isComparison(expression) ? COMPARISON : PRIMARY;
    }

    private static boolean isComparison(Expression expression) {
        return expression instanceof Expression.In
                || expression instanceof Expression.Between
                || expression instanceof Expression.Like
                || expression instanceof Expression.IsNull;
    }

    private void write(Expression expression) {
        if (expression instanceof Expression.Literal literal) {
            out.append(literal(literal));
        } else if (expression instanceof Expression.Name name) {
            out.append(Keywords.quoteName(name.name()));
        } else if (expression instanceof Expression.Parameter parameter) {
            out.append(parameter(parameter.name()));
        } else if (expression instanceof Expression.Unary unary) {
            unary(unary);
        } else if (expression instanceof Expression.Binary binary) {
            binary(binary);
        } else if (expression instanceof Expression.Call call) {
            call(call);
        } else if (expression instanceof Expression.Case choice) {
            choice(choice);
        } else if (expression instanceof Expression.Cast cast) {
            out.append(cast.lenient() ? "try_cast(" : "cast(");
            write(cast.value(), ANY);
            out.append(" as ").append(cast.type().sql()).append(')');
        } else {
            comparison(expression);
        }
    }

    private static String literal(Expression.Literal literal) {
        if (literal instanceof Expression.BooleanLiteral constant) {
            return String.valueOf(constant.value());
        } else if (literal instanceof Expression.IntegerLiteral number) {
            return String.valueOf(number.value());
        } else if (literal instanceof Expression.DoubleLiteral number) {
            return String.valueOf(number.value());
        } else if (literal instanceof Expression.TextLiteral text) {
            return "'" + text.value().replace("'", "''") + "'";
        } else if (literal instanceof Expression.TimestampLiteral time) {
            return "timestamp '" + Times.print(time.micros()) + "'";
        } else if (literal instanceof Expression.IntervalLiteral interval) {
            return "interval '" + Lengths.print(interval.micros()) + "'";
        }
        return "null";
    }

    /** A parameter has a sign before it, so that a keyword needs no quotes. */
    private static String parameter(String name) {
        return ":" + (Keywords.isReserved(name) ? name : Keywords.quoteName(name));
    }

    private void unary(Expression.Unary unary) {
        if (unary.operator() == UnaryOperator.NOT) {
            out.append("not ");
            write(unary.operand(), NOT);
            return;
        }
        boolean number = unary.operand() instanceof Expression.IntegerLiteral
                || unary.operand() instanceof Expression.DoubleLiteral;
        out.append('-');
        write(unary.operand(), number ? PRIMARY + 1 : PRIMARY);
    }

    private void binary(Expression.Binary binary) {
        int precedence = binary.operator().precedence();
        write(binary.left(), binary.operator().isComparison() ? precedence + 1 : precedence);
        out.append(' ').append(binary.operator().symbol()).append(' ');
        write(binary.right(), precedence + 1);
    }

    private void call(Expression.Call call) {
        boolean plain =
                Keywords.isPlainName(call.function()) && !call.function().endsWith("cast");
        out.append(plain ? call.function() : "\"" + call.function().replace("\"", "\"\"") + "\"");
        out.append('(').append(call.star() ? "*" : "").append(call.distinct() ? "distinct " : "");
        list(call.arguments());
        out.append(')');
        call.filter().ifPresent(condition -> {
            out.append(" filter (where ");
            write(condition, ANY);
            out.append(')');
        });
    }

    private void choice(Expression.Case choice) {
        out.append("case ");
        choice.operand().ifPresent(operand -> {
            write(operand, ANY);
            out.append(' ');
        });
        for (Expression.Branch branch : choice.branches()) {
            out.append("when ");
            write(branch.condition(), ANY);
            out.append(" then ");
            write(branch.result(), ANY);
            out.append(' ');
        }
        choice.otherwise().ifPresent(otherwise -> {
            out.append("else ");
            write(otherwise, ANY);
            out.append(' ');
        });
        out.append("end");
    }

    private void comparison(Expression expression) {
        if (expression instanceof Expression.In in) {
            write(in.value(), SUM);
            out.append(not(in.negated())).append(" in (");
            list(in.options());
            out.append(')');
        } else if (expression instanceof Expression.Between between) {
            write(between.value(), SUM);
            out.append(not(between.negated())).append(" between ");
            write(between.low(), SUM);
            out.append(" and ");
            write(between.high(), SUM);
        } else if (expression instanceof Expression.Like like) {
            write(like.value(), SUM);
            out.append(not(like.negated())).append(" like ");
            write(like.pattern(), SUM);
        } else if (expression instanceof Expression.IsNull isNull) {
            write(isNull.value(), SUM);
            out.append(isNull.negated() ? " is not null" : " is null");
        }
    }

    private static String not(boolean negated) {
        return negated ? " not" : "";
    }

    private void list(List<Expression> expressions) {
        String separator = "";
        for (Expression expression : expressions) {
            out.append(separator);
            write(expression, ANY);
            separator = ", ";
        }
    }
}
