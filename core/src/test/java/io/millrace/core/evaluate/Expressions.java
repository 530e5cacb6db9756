package io.millrace.core.evaluate;

import io.millrace.core.event.DataType;
import io.millrace.core.plan.BoundExpression;
import io.millrace.core.plan.BoundExpression.Branch;
import io.millrace.core.plan.BoundExpression.Call;
import io.millrace.core.plan.BoundExpression.Case;
import io.millrace.core.plan.BoundExpression.Cast;
import io.millrace.core.plan.BoundExpression.Column;
import io.millrace.core.plan.BoundExpression.Constant;
import io.millrace.core.plan.ScalarFunction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Random expressions over the columns of {@link Samples}, and every operation with every type it takes. */
final class Expressions {
    private static final ScalarFunction[] FUNCTIONS = ScalarFunction.values();
    private static final DataType[] TYPES = DataType.values();

    private final Random random;

    Expressions(Random random) {
        this.random = random;
    }

    /** Types of the first argument that an operation takes. */
    static List<DataType> argumentTypes(ScalarFunction function) {
        return switch (function) {
            case ADD, SUBTRACT, MULTIPLY, MODULO, NEGATE, ABS -> List.of(DataType.INT64, DataType.FLOAT64);
            case DIVIDE -> List.of(DataType.FLOAT64);
            case AND, OR, NOT -> List.of(DataType.BOOLEAN);
            case DAYS_BETWEEN, SECONDS_BETWEEN, ADD_INTERVAL -> List.of(DataType.TIMESTAMP);
            default -> List.of(DataType.values());
        };
    }

    private static DataType resultType(ScalarFunction function, DataType argument) {
        return switch (function) {
            case DAYS_BETWEEN -> DataType.INT64;
            case SECONDS_BETWEEN -> DataType.FLOAT64;
            case ADD, SUBTRACT, MULTIPLY, DIVIDE, MODULO, NEGATE, ABS -> argument;
            case COALESCE, NULLIF, LEAST, GREATEST, ADD_INTERVAL -> argument;
            default -> DataType.BOOLEAN;
        };
    }

    private int argumentCount(ScalarFunction function) {
        return switch (function) {
            case NOT, IS_NULL, NEGATE, ABS -> 1;
            case AND, OR, COALESCE, LEAST, GREATEST, IN -> 1 + random.nextInt(4);
            default -> 2;
        };
    }

    /** The operation over arguments of this depth, the first of the given type. */
    Call call(ScalarFunction function, DataType type, int depth) {
        List<BoundExpression> arguments = new ArrayList<>();
        int count = argumentCount(function);
        for (int i = 0; i < count; i++) {
            DataType wanted = function == ScalarFunction.ADD_INTERVAL && i == 1 ? DataType.INT64 : type;
            boolean option = function == ScalarFunction.IN && i > 0;
            arguments.add(option ? constant(wanted) : expression(wanted, depth));
        }
        return new Call(function, arguments, resultType(function, type), true);
    }

    BoundExpression expression(DataType type, int depth) {
        if (depth <= 0 || random.nextInt(6) == 0) {
            return random.nextInt(3) == 0 ? constant(type) : column(type, random.nextInt(Samples.COPIES));
        }
        switch (random.nextInt(6)) {
            case 0 -> {
                return choice(type, depth);
            }
            case 1 -> {
                return cast(type, depth);
            }
            default -> {
                return anyCall(type, depth);
            }
        }
    }

    private BoundExpression anyCall(DataType type, int depth) {
        while (true) {
            ScalarFunction function = FUNCTIONS[random.nextInt(FUNCTIONS.length)];
            List<DataType> types = argumentTypes(function);
            DataType argument = types.get(random.nextInt(types.size()));
            if (resultType(function, argument) == type) {
                return call(function, argument, depth - 1);
            }
        }
    }

    private BoundExpression choice(DataType type, int depth) {
        List<Branch> branches = new ArrayList<>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            branches.add(new Branch(expression(DataType.BOOLEAN, depth - 1), expression(type, depth - 1)));
        }
        Optional<BoundExpression> otherwise =
                random.nextBoolean() ? Optional.of(expression(type, depth - 1)) : Optional.empty();
        return new Case(branches, otherwise, type, true);
    }

    private BoundExpression cast(DataType type, int depth) {
        DataType from = TYPES[random.nextInt(TYPES.length)];
        return isCast(from, type)
                ? new Cast(expression(from, depth - 1), type, random.nextInt(4) > 0, true)
                : expression(type, depth - 1);
    }

    /** Whether the language has a cast between the types. */
    static boolean isCast(DataType from, DataType to) {
        boolean time = from == DataType.TIMESTAMP || to == DataType.TIMESTAMP;
        return from == to || !time || from == DataType.TEXT || to == DataType.TEXT;
    }

    static Column column(DataType type, int copy) {
        return new Column(type.ordinal() * Samples.COPIES + copy, type, true);
    }

    Constant constant(DataType type) {
        return new Constant(type, random.nextInt(6) == 0 ? null : Samples.constant(type, random));
    }
}
