package io.millrace.core.sql;

import io.millrace.core.event.DataType;
import io.millrace.core.feature.Times;
import io.millrace.core.plan.BoundExpression;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.function.LongFunction;
import java.util.function.UnaryOperator;

/**
 * Bound expressions as SQL of DuckDB. Times are bigint microseconds in it. An arithmetic result that is not finite
 * becomes null, which covers division by zero.
 */
final class DuckDbExpression {
    private static final long MICROS_OF_YEAR_1 = -62_135_596_800_000_000L;
    private static final long MICROS_OF_YEAR_10000 = 253_402_300_800_000_000L;

    private final IntFunction<String> columns;
    private final LongFunction<String> asOf;

    /**
     * @param columns the SQL name of each column
     * @param asOf the SQL of a time so many microseconds after the as-of time
     */
    DuckDbExpression(IntFunction<String> columns, LongFunction<String> asOf) {
        this.columns = columns;
        this.asOf = asOf;
    }

    /** The expression as a column of its own. */
    String column(BoundExpression expression) {
        return wide(expression, of(expression));
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
        if (expression instanceof BoundExpression.AsOf time) {
            return asOf.apply(time.shift());
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
            return real(number);
        }
        if (constant.type().isDecimal()) {
            BigDecimal decimal =
                    BigDecimal.valueOf((Long) value, constant.type().scale());
            return "cast('" + decimal.toPlainString() + "' as "
                    + constant.type().sql() + ")";
        }
        return constant.type() == DataType.TIMESTAMP ? time((Long) value) : value.toString();
    }

    static String real(double number) {
        String digits = Double.toString(number);
        return digits.contains("E") ? digits : digits + "e0";
    }

    /** Microseconds, written as the time that they are where DuckDB can read it. */
    static String time(long micros) {
        return micros >= MICROS_OF_YEAR_1 && micros < MICROS_OF_YEAR_10000
                ? "epoch_us(timestamp " + text(Times.print(micros)) + ")"
                : Long.toString(micros);
    }

    private String call(BoundExpression.Call call) {
        List<String> values = call.arguments().stream().map(this::of).toList();
        String first = values.isEmpty() ? "" : values.get(0);
        return switch (call.function()) {
            case ADD -> arithmetic("+", call, values);
            case SUBTRACT -> arithmetic("-", call, values);
            case MULTIPLY -> arithmetic("*", call, values);
            case DIVIDE -> dividesByInteger(call) ? quotient(values) : arithmetic("/", call, values);
            case MODULO ->
                "(" + wide(call.arguments().get(0), first) + " % nullif("
                        + wide(call.arguments().get(1), values.get(1)) + ", 0))";
            case NEGATE -> "(- " + wide(call.arguments().get(0), first) + ")";
            case EQUAL -> DuckDbScalars.infix("=", values);
            case NOT_EQUAL -> DuckDbScalars.infix("<>", values);
            case LESS -> DuckDbScalars.infix("<", values);
            case LESS_OR_EQUAL -> DuckDbScalars.infix("<=", values);
            case GREATER -> DuckDbScalars.infix(">", values);
            case GREATER_OR_EQUAL -> DuckDbScalars.infix(">=", values);
            case AND -> logic("and", "false", call.arguments(), values);
            case OR -> logic("or", "true", call.arguments(), values);
            case NOT -> "(not " + first + ")";
            case IS_NULL -> "(" + first + " is null)";
            case IN -> "(" + first + " in (" + String.join(", ", values.subList(1, values.size())) + "))";
            case COALESCE, NULLIF, ABS, LEAST, GREATEST, FLOOR, CEIL, ROUND, LOWER, UPPER, LENGTH ->
                call.function().name().toLowerCase(Locale.ROOT) + "(" + String.join(", ", values) + ")";
            case DAYS_BETWEEN -> DuckDbScalars.daysBetween(first, values.get(1));
            case SECONDS_BETWEEN -> "(cast(cast(" + values.get(1) + " as hugeint) - " + first + " as double) / 1e6)";
            case ADD_INTERVAL -> DuckDbScalars.infix("+", values);
            case SQRT -> DuckDbScalars.where(" >= 0", "sqrt", first);
            case LN -> DuckDbScalars.where(" > 0", "ln", first);
            case EXP -> finite("exp(" + first + ")");
            case POWER -> finite("power(" + String.join(", ", values) + ")");
            case LIKE -> DuckDbScalars.like(first, values.get(1));
            case YEAR, MONTH, DAY, HOUR, MINUTE ->
                DuckDbScalars.part(call.function().name().toLowerCase(Locale.ROOT), first);
            case DAY_OF_WEEK -> DuckDbScalars.part("isodow", first);
            case DATE -> DuckDbScalars.date(first);
            case SUBSTRING ->
                values.size() == 2
                        ? DuckDbScalars.substring(first, values.get(1))
                        : DuckDbScalars.substring(first, values.get(1), values.get(2));
            case JSON_VALUE ->
                DuckDbScalars.jsonValue(first, constantText(call.arguments().get(1)));
        };
    }

    private static String constantText(BoundExpression expression) {
        return String.valueOf(((BoundExpression.Constant) expression).value());
    }

    /** An argument that can fail is not evaluated after one that decides. */
    private static String logic(
            String operator, String deciding, List<BoundExpression> arguments, List<String> values) {
        int last = arguments.size() - 1;
        if (!MayFail.in(arguments.subList(Math.min(1, last), arguments.size()))) {
            return DuckDbScalars.infix(operator, values);
        }
        String sql = values.get(last);
        for (int i = last - 1; i >= 0; i--) {
            String rest = sql;
            sql = once(
                    values.get(i),
                    value -> "case when " + value + " = " + deciding + " then " + deciding + " else (" + value + " "
                            + operator + " " + rest + ") end");
        }
        return sql;
    }

    /**
     * That all conditions are true, the later evaluated only where those before are.
     *
     * @param known conditions in SQL that come first
     */
    String guarded(List<String> known, List<BoundExpression> conditions) {
        List<String> all = new ArrayList<>(known);
        conditions.forEach(condition -> all.add(of(condition)));
        if (!MayFail.in(conditions)) {
            return String.join(" and ", all);
        }
        StringBuilder sql = new StringBuilder();
        all.subList(0, all.size() - 1)
                .forEach(condition -> sql.append("case when ").append(condition).append(" then "));
        sql.append(all.get(all.size() - 1));
        return sql.append(" end".repeat(all.size() - 1)).toString();
    }

    private static String arithmetic(String operator, BoundExpression.Call call, List<String> values) {
        String plain = "(" + wide(call.arguments().get(0), values.get(0)) + " " + operator + " "
                + wide(call.arguments().get(1), values.get(1)) + ")";
        if (call.type().isDecimal()) {
            return "cast(" + plain + " as " + call.type().sql() + ")";
        }
        return call.type() == DataType.FLOAT64 && call.nullable() ? finite(plain) : plain;
    }

    /** Then zero is the only divisor that does not give a finite number. */
    private static boolean dividesByInteger(BoundExpression.Call call) {
        return call.nullable()
                && call.arguments().get(1) instanceof BoundExpression.Cast divisor
                && divisor.value().type() == DataType.INT64;
    }

    private static String quotient(List<String> values) {
        return "(" + values.get(0) + " / nullif(" + values.get(1) + ", 0))";
    }

    /** The value, or null where it is not finite. */
    static String finite(String value) {
        return once(value, x -> "case when isfinite(" + x + ") then " + x + " end");
    }

    /** The value, or an error where it is not finite. */
    static String inRange(String value, String what) {
        return once(
                value,
                x -> "case when not isfinite(" + x + ") then error('" + what + " is out of range') else " + x + " end");
    }

    /**
     * An expression that has its value in several places. One that is itself made of such parts is handed over by a list
     * of one, because writing it twice would double the text at every level.
     */
    static String once(String value, UnaryOperator<String> expression) {
        return value.contains("case when ")
                ? "list_transform([" + value + "], lambda x: " + expression.apply("x") + ")[1]"
                : expression.apply(value);
    }

    /** The days since 1970 in so many microseconds. */
    static String day(String micros) {
        return DuckDbScalars.day(micros);
    }

    /** Brings to bigint what DuckDB takes for int32, in which arithmetic would overflow. */
    private static String wide(BoundExpression expression, String value) {
        return isNarrow(expression) ? "cast(" + value + " as bigint)" : value;
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
        return DuckDbCasts.cast(of(cast.value()), cast.value().type(), cast.type(), cast.lenient());
    }

    /** A type as values of it stand in the query. */
    static String type(DataType type) {
        return switch (type.kind()) {
            case INT64, TIMESTAMP -> "bigint";
            case FLOAT64 -> "double";
            case BOOLEAN -> "boolean";
            case TEXT -> "varchar";
            case DECIMAL -> type.sql();
        };
    }
}
