package io.millrace.core.contract;

import io.millrace.core.event.DataType;
import io.millrace.core.plan.BoundExpression;
import io.millrace.core.plan.ScalarFunction;
import io.millrace.core.plan.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import org.jspecify.annotations.Nullable;

/** Bound expressions of every function, valid by construction, over given columns. */
public final class GeneratedExpressions {
    private static final long DAY = Window.MICROS_PER_DAY;

    private final List<BoundExpression> columns;
    private final boolean timeless;

    private GeneratedExpressions(List<BoundExpression> columns, boolean timeless) {
        this.columns = List.copyOf(columns);
        this.timeless = timeless;
    }

    /**
     * Expressions in features, and in filters and arguments of aggregations.
     *
     * @param columns what the expressions may refer to; they have only constants of types that are not among these
     */
    public static GeneratedExpressions over(List<BoundExpression> columns) {
        return new GeneratedExpressions(columns, false);
    }

    /** Expressions that are the same as of any time, for conditions on all events. */
    public static GeneratedExpressions timeless(List<BoundExpression> columns) {
        return new GeneratedExpressions(columns, true);
    }

    /**
     * Expressions of a type.
     *
     * @param depth how many operations may be nested; 0 for columns and constants alone
     */
    public Arbitrary<BoundExpression> of(DataType type, int depth) {
        if (depth == 0) {
            return leaves(type);
        }
        List<Supplier<Arbitrary<BoundExpression>>> choices = new ArrayList<>();
        choices.add(() -> leaves(type));
        choices.add(() -> cases(type, depth - 1));
        choices.add(() -> casts(type, depth - 1));
        if (type == DataType.INT64) {
            choices.add(() -> of(DataType.TEXT, depth - 1).map(text -> Expressions.call(OwnExtensions.DIGITS, text)));
        }
        if (type == DataType.TEXT) {
            choices.add(() -> either(depth - 1));
        }
        for (ScalarFunction function : ScalarFunction.values()) {
            if (gives(function, type)) {
                choices.add(() -> calls(function, type, depth - 1));
            }
        }
        return Arbitraries.of(choices).flatMap(Supplier::get);
    }

    private Arbitrary<BoundExpression> either(int depth) {
        return Combinators.combine(of(DataType.TEXT, depth), of(DataType.TEXT, depth))
                .as((one, other) -> Expressions.call(OwnExtensions.EITHER, one, other));
    }

    private Arbitrary<BoundExpression> leaves(DataType type) {
        List<Arbitrary<BoundExpression>> leaves = new ArrayList<>();
        leaves.add(constants(type));
        List<BoundExpression> fitting =
                columns.stream().filter(column -> column.type() == type).toList();
        if (!fitting.isEmpty()) {
            leaves.add(Arbitraries.of(fitting));
            leaves.add(Arbitraries.of(fitting));
        }
        if (type == DataType.TIMESTAMP && !timeless) {
            leaves.add(Arbitraries.of(0L, -DAY, -15 * DAY, 1L).map(BoundExpression.AsOf::new));
        }
        return Arbitraries.oneOf(leaves);
    }

    private static Arbitrary<BoundExpression> constants(DataType type) {
        Arbitrary<@Nullable Object> values = GeneratedValues.of(type).injectNull(0.1);
        return values.map(value -> new BoundExpression.Constant(type, value));
    }

    private static boolean gives(ScalarFunction function, DataType type) {
        return switch (function) {
            case ADD, SUBTRACT, MULTIPLY -> type.isNumeric();
            case MODULO -> type == DataType.INT64 || type == DataType.FLOAT64;
            case NEGATE, ABS -> type.isNumeric();
            case DIVIDE, SECONDS_BETWEEN, FLOOR, CEIL, ROUND, SQRT, LN, EXP, POWER -> type == DataType.FLOAT64;
            case DAYS_BETWEEN, YEAR, MONTH, DAY, HOUR, MINUTE, DAY_OF_WEEK, LENGTH -> type == DataType.INT64;
            case ADD_INTERVAL, DATE -> type == DataType.TIMESTAMP;
            case LOWER, UPPER, SUBSTRING, JSON_VALUE -> type == DataType.TEXT;
            case AND, OR, NOT, IS_NULL, IN, LIKE -> type == DataType.BOOLEAN;
            case EQUAL, NOT_EQUAL, LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL -> type == DataType.BOOLEAN;
            case COALESCE, NULLIF, LEAST, GREATEST -> true;
        };
    }

    private Arbitrary<BoundExpression> calls(ScalarFunction function, DataType type, int depth) {
        return switch (function) {
            case ADD, SUBTRACT, MULTIPLY -> call(function, type, depth, 2, 2).map(value -> as(type, value));
            case MODULO, NULLIF -> call(function, type, depth, 2, 2);
            case NEGATE, ABS, NOT, FLOOR, CEIL, ROUND, SQRT, LN, EXP, LOWER, UPPER -> call(function, type, depth, 1, 1);
            case DIVIDE, POWER -> call(function, DataType.FLOAT64, depth, 2, 2);
            case SECONDS_BETWEEN, DAYS_BETWEEN -> call(function, DataType.TIMESTAMP, depth, 2, 2);
            case YEAR, MONTH, DAY, HOUR, MINUTE, DAY_OF_WEEK, DATE -> call(function, DataType.TIMESTAMP, depth, 1, 1);
            case LENGTH -> call(function, DataType.TEXT, depth, 1, 1);
            case ADD_INTERVAL ->
                Combinators.combine(of(DataType.TIMESTAMP, depth), constants(DataType.INT64))
                        .as((time, length) -> Expressions.call(function, time, length));
            case AND, OR -> call(function, DataType.BOOLEAN, depth, 1, 3);
            case COALESCE, LEAST, GREATEST -> call(function, type, depth, 1, 3);
            case EQUAL, NOT_EQUAL, LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL ->
                anyType(operand -> call(function, operand, depth, 2, 2));
            case IS_NULL -> anyType(operand -> call(function, operand, depth, 1, 1));
            case IN -> anyType(operand -> in(operand, depth));
            case LIKE -> withText(function, depth, GeneratedValues.patterns());
            case JSON_VALUE -> withText(function, depth, GeneratedValues.paths());
            case SUBSTRING -> substring(depth);
        };
    }

    private static BoundExpression as(DataType type, BoundExpression value) {
        return value.type() == type ? value : Expressions.tryCast(value, type);
    }

    private Arbitrary<BoundExpression> withText(ScalarFunction function, int depth, Arbitrary<String> constants) {
        return Combinators.combine(of(DataType.TEXT, depth), constants)
                .as((text, constant) -> Expressions.call(function, text, Expressions.constant(constant)));
    }

    private Arbitrary<BoundExpression> substring(int depth) {
        return Combinators.combine(
                        of(DataType.TEXT, depth),
                        Arbitraries.of(1L, 0L, -2L, 3L, Long.MAX_VALUE, Long.MIN_VALUE),
                        Arbitraries.of(2L, 0L, 5L, Long.MAX_VALUE).injectNull(0.4))
                .as((text, start, length) -> {
                    List<BoundExpression> arguments = new ArrayList<>(List.of(text, Expressions.constant(start)));
                    if (length != null) {
                        arguments.add(Expressions.constant(length));
                    }
                    return Expressions.call(ScalarFunction.SUBSTRING, arguments);
                });
    }

    private static Arbitrary<BoundExpression> anyType(Function<DataType, Arbitrary<BoundExpression>> call) {
        return Arbitraries.of(AggregationCells.everyType()).flatMap(call);
    }

    private Arbitrary<BoundExpression> call(ScalarFunction function, DataType operand, int depth, int least, int most) {
        return of(operand, depth)
                .list()
                .ofMinSize(least)
                .ofMaxSize(most)
                .map(arguments -> Expressions.call(function, arguments));
    }

    private Arbitrary<BoundExpression> in(DataType operand, int depth) {
        return Combinators.combine(
                        of(operand, depth),
                        constants(operand).list().ofMinSize(1).ofMaxSize(3))
                .as((value, options) -> {
                    List<BoundExpression> arguments = new ArrayList<>(List.of(value));
                    arguments.addAll(options);
                    return Expressions.call(ScalarFunction.IN, arguments);
                });
    }

    private Arbitrary<BoundExpression> cases(DataType type, int depth) {
        return Combinators.combine(
                        of(DataType.BOOLEAN, depth),
                        of(type, depth),
                        of(type, depth).injectNull(0.2))
                .as(Expressions::when);
    }

    private Arbitrary<BoundExpression> casts(DataType to, int depth) {
        List<DataType> from = AggregationCells.everyType().stream()
                .filter(type -> casts(type, to))
                .toList();
        return Combinators.combine(
                        Arbitraries.of(from).flatMap(type -> of(type, depth)),
                        Arbitraries.frequencyOf(
                                Tuple.of(12, Arbitraries.just(true)), Tuple.of(1, Arbitraries.just(false))))
                .as((value, lenient) -> lenient ? Expressions.tryCast(value, to) : Expressions.cast(value, to));
    }

    private static boolean casts(DataType from, DataType to) {
        boolean time = from == DataType.TIMESTAMP || to == DataType.TIMESTAMP;
        return from != to && (!time || from == DataType.TEXT || to == DataType.TEXT);
    }
}
