package io.millrace.core.contract;

import io.millrace.core.event.DataType;
import io.millrace.core.plan.BoundExpression;
import io.millrace.core.plan.ScalarFunction;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.jspecify.annotations.Nullable;

/** Bound expressions of every function, valid by construction, over given columns. */
public final class GeneratedExpressions {
    private final List<BoundExpression> columns;

    /**
     * @param columns what the expressions may refer to; they have only constants of types that are not among these
     */
    public GeneratedExpressions(List<BoundExpression> columns) {
        this.columns = List.copyOf(columns);
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
        casts(type, depth - 1).forEach(cast -> choices.add(() -> cast));
        for (ScalarFunction function : ScalarFunction.values()) {
            if (gives(function, type)) {
                choices.add(() -> calls(function, type, depth - 1));
            }
        }
        return Arbitraries.of(choices).flatMap(Supplier::get);
    }

    private Arbitrary<BoundExpression> leaves(DataType type) {
        Arbitrary<BoundExpression> constants = constants(type);
        List<BoundExpression> fitting =
                columns.stream().filter(column -> column.type() == type).toList();
        return fitting.isEmpty()
                ? constants
                : Arbitraries.oneOf(Arbitraries.of(fitting), Arbitraries.of(fitting), constants);
    }

    private static Arbitrary<BoundExpression> constants(DataType type) {
        Arbitrary<@Nullable Object> values = GeneratedValues.of(type).injectNull(0.1);
        return values.map(value -> new BoundExpression.Constant(type, value));
    }

    private static boolean gives(ScalarFunction function, DataType type) {
        return switch (function) {
            case ADD, SUBTRACT, MULTIPLY, MODULO, NEGATE, ABS -> type.isNumeric();
            case DIVIDE, SECONDS_BETWEEN -> type == DataType.FLOAT64;
            case DAYS_BETWEEN -> type == DataType.INT64;
            case ADD_INTERVAL -> type == DataType.TIMESTAMP;
            case AND, OR, NOT, IS_NULL, IN -> type == DataType.BOOLEAN;
            case EQUAL, NOT_EQUAL, LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL -> type == DataType.BOOLEAN;
            case COALESCE, NULLIF, LEAST, GREATEST -> true;
        };
    }

    private Arbitrary<BoundExpression> calls(ScalarFunction function, DataType type, int depth) {
        return switch (function) {
            case ADD, SUBTRACT, MULTIPLY, MODULO, NULLIF -> call(function, type, depth, 2, 2);
            case NEGATE, ABS, NOT -> call(function, type, depth, 1, 1);
            case DIVIDE -> call(function, DataType.FLOAT64, depth, 2, 2);
            case SECONDS_BETWEEN, DAYS_BETWEEN -> call(function, DataType.TIMESTAMP, depth, 2, 2);
            case ADD_INTERVAL ->
                Combinators.combine(of(DataType.TIMESTAMP, depth), constants(DataType.INT64))
                        .as((time, length) -> Expressions.call(function, time, length));
            case AND, OR -> call(function, DataType.BOOLEAN, depth, 1, 3);
            case COALESCE, LEAST, GREATEST -> call(function, type, depth, 1, 3);
            case EQUAL, NOT_EQUAL, LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL ->
                anyType(operand -> call(function, operand, depth, 2, 2));
            case IS_NULL -> anyType(operand -> call(function, operand, depth, 1, 1));
            case IN -> anyType(operand -> in(operand, depth));
        };
    }

    private static Arbitrary<BoundExpression> anyType(Function<DataType, Arbitrary<BoundExpression>> call) {
        return Arbitraries.of(DataType.values()).flatMap(call);
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

    private List<Arbitrary<BoundExpression>> casts(DataType type, int depth) {
        if (type == DataType.INT64) {
            return List.of(
                    cast(DataType.FLOAT64, type, depth, true),
                    cast(DataType.FLOAT64, type, depth, false),
                    cast(DataType.BOOLEAN, type, depth, false));
        }
        return type == DataType.FLOAT64
                ? List.of(cast(DataType.INT64, type, depth, false), cast(DataType.BOOLEAN, type, depth, false))
                : List.of();
    }

    private Arbitrary<BoundExpression> cast(DataType from, DataType to, int depth, boolean lenient) {
        return of(from, depth).map(value -> lenient ? Expressions.tryCast(value, to) : Expressions.cast(value, to));
    }
}
