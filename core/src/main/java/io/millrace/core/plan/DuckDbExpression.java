package io.millrace.core.plan;

import io.millrace.core.event.DataType;
import io.millrace.core.feature.Times;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/**
 * Bound expressions as SQL of DuckDB. Times are bigint microseconds in it. An arithmetic result that is not finite
 * becomes null, which covers division by zero.
 */
final class DuckDbExpression {
    private static final long MICROS_OF_YEAR_1 = -62_135_596_800_000_000L;
    private static final long MICROS_OF_YEAR_10000 = 253_402_300_800_000_000L;
    private static final String DAY = "86400000000";
    /** More days than lie between any two times; added before a division that truncates, to make it floor. */
    private static final String DAYS = "300000000";

    private final IntFunction<String> columns;

    /**
     * @param columns the SQL name of each column
     */
    DuckDbExpression(IntFunction<String> columns) {
        this.columns = columns;
    }

    /** The expression as a column of its own. */
    String column(BoundExpression expression) {
        return wide(expression);
    }

    String of(BoundExpression expression) {
        if (expression instanceof BoundExpression.Column column) {
            return columns.apply(column.ordinal());
        }
        if (expression instanceof BoundExpression.Constant constant) {
            return constant(constant);
        }
        if (expression instanceof BoundExpression.Case cases) {
            return cases(cases);
        }
        return expression instanceof BoundExpression.Cast cast ? cast(cast) : call((BoundExpression.Call) expression);
    }

    /** A quoted identifier. */
    static String name(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    static String text(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    private static String constant(BoundExpression.Constant constant) {
        Object value = constant.value();
        if (value == null) {
            return "cast(null as " + type(constant.type()) + ")";
        }
        if (value instanceof String string) {
            return text(string);
        }
        if (value instanceof Double number) {
            String digits = number.toString();
            return digits.contains("E") ? digits : digits + "e0";
        }
        return constant.type() == DataType.TIMESTAMP ? time((Long) value) : value.toString();
    }

    /** Microseconds, written as the time that they are where DuckDB can read it. */
    static String time(long micros) {
        return micros >= MICROS_OF_YEAR_1 && micros < MICROS_OF_YEAR_10000
                ? "epoch_us(timestamp " + text(Times.print(micros)) + ")"
                : Long.toString(micros);
    }

    private String call(BoundExpression.Call call) {
        List<BoundExpression> arguments = call.arguments();
        return switch (call.function()) {
            case ADD -> arithmetic("+", call);
            case SUBTRACT -> arithmetic("-", call);
            case MULTIPLY -> arithmetic("*", call);
            case DIVIDE -> dividesByInteger(call) ? quotient(call) : arithmetic("/", call);
            case MODULO -> "(" + wide(arguments.get(0)) + " % nullif(" + wide(arguments.get(1)) + ", 0))";
            case NEGATE -> "(- " + wide(arguments.get(0)) + ")";
            case EQUAL -> infix("=", arguments);
            case NOT_EQUAL -> infix("<>", arguments);
            case LESS -> infix("<", arguments);
            case LESS_OR_EQUAL -> infix("<=", arguments);
            case GREATER -> infix(">", arguments);
            case GREATER_OR_EQUAL -> infix(">=", arguments);
            case AND -> infix("and", arguments);
            case OR -> infix("or", arguments);
            case NOT -> "(not " + of(arguments.get(0)) + ")";
            case IS_NULL -> "(" + of(arguments.get(0)) + " is null)";
            case IN -> "(" + of(arguments.get(0)) + " in (" + list(arguments.subList(1, arguments.size())) + "))";
            case COALESCE, NULLIF, ABS, LEAST, GREATEST ->
                call.function().name().toLowerCase(Locale.ROOT) + "(" + list(arguments) + ")";
            case DAYS_BETWEEN ->
                "cast((cast(" + of(arguments.get(1)) + " as hugeint) - " + of(arguments.get(0)) + " + " + DAYS
                        + " * cast(" + DAY + " as hugeint)) // " + DAY + " - " + DAYS + " as bigint)";
            case SECONDS_BETWEEN ->
                "(cast(" + of(arguments.get(1)) + " - " + of(arguments.get(0)) + " as double) / 1e6)";
            case ADD_INTERVAL -> infix("+", arguments);
        };
    }

    private String infix(String operator, List<BoundExpression> arguments) {
        return arguments.stream().map(this::of).collect(Collectors.joining(" " + operator + " ", "(", ")"));
    }

    private String list(List<BoundExpression> arguments) {
        return arguments.stream().map(this::of).collect(Collectors.joining(", "));
    }

    private String arithmetic(String operator, BoundExpression.Call call) {
        String plain = "(" + wide(call.arguments().get(0)) + " " + operator + " "
                + wide(call.arguments().get(1)) + ")";
        return call.type() == DataType.FLOAT64 && call.nullable() ? finite(plain) : plain;
    }

    /** Then zero is the only divisor that does not give a finite number. */
    private static boolean dividesByInteger(BoundExpression.Call call) {
        return call.nullable()
                && call.arguments().get(1) instanceof BoundExpression.Cast divisor
                && divisor.value().type() == DataType.INT64;
    }

    private String quotient(BoundExpression.Call call) {
        return "(" + of(call.arguments().get(0)) + " / nullif("
                + of(call.arguments().get(1)) + ", 0))";
    }

    /**
     * The value, or null where it is not finite. A value that is itself made of such parts is handed over by a list of
     * one, because writing it twice would double the text at every level.
     */
    static String finite(String value) {
        return value.contains("isfinite(")
                ? "list_transform([" + value + "], lambda x: case when isfinite(x) then x end)[1]"
                : "case when isfinite(" + value + ") then " + value + " end";
    }

    /** Brings to bigint what DuckDB takes for int32, in which arithmetic would overflow. */
    private String wide(BoundExpression expression) {
        return isNarrow(expression) ? "cast(" + of(expression) + " as bigint)" : of(expression);
    }

    /** Whether all that decides the type is small whole numbers. */
    private static boolean isNarrow(BoundExpression expression) {
        if (expression.type() != DataType.INT64 || !(expression instanceof BoundExpression.Call call)) {
            return expression.type() == DataType.INT64 && expression instanceof BoundExpression.Constant;
        }
        return switch (call.function()) {
            case NULLIF, ABS -> isNarrow(call.arguments().get(0));
            case COALESCE, LEAST, GREATEST -> call.arguments().stream().allMatch(DuckDbExpression::isNarrow);
            default -> false;
        };
    }

    private String cases(BoundExpression.Case cases) {
        StringBuilder sql = new StringBuilder("case");
        for (BoundExpression.Branch branch : cases.branches()) {
            sql.append(" when ").append(of(branch.condition()));
            sql.append(" then ").append(of(branch.result()));
        }
        cases.otherwise().ifPresent(otherwise -> sql.append(" else ").append(of(otherwise)));
        sql.append(" end");
        return cases.type() == DataType.INT64 ? "cast(" + sql + " as bigint)" : sql.toString();
    }

    private String cast(BoundExpression.Cast cast) {
        String verb = cast.lenient() ? "try_cast(" : "cast(";
        DataType from = cast.value().type();
        String value = of(cast.value());
        if (from == DataType.FLOAT64 && cast.type() == DataType.INT64) {
            return verb + "round(" + value + ") as bigint)";
        }
        if (cast.type() == DataType.TIMESTAMP && from == DataType.TEXT) {
            return "epoch_us(" + verb + value + " as timestamp))";
        }
        if (from == DataType.TIMESTAMP && cast.type() == DataType.TEXT) {
            return "cast(make_timestamp(" + value + ") as varchar)";
        }
        if (from == DataType.FLOAT64 && cast.type() == DataType.TEXT) {
            return "cast(" + value + " + 0e0 as varchar)";
        }
        String plain = verb + value + " as " + type(cast.type()) + ")";
        return from == DataType.TEXT && cast.type() == DataType.FLOAT64 ? finite(plain) : plain;
    }

    private static String type(DataType type) {
        return switch (type) {
            case INT64, TIMESTAMP -> "bigint";
            case FLOAT64 -> "double";
            case BOOLEAN -> "boolean";
            case TEXT -> "varchar";
        };
    }
}
