package io.millrace.core.evaluate;

import io.millrace.core.event.DataType;
import io.millrace.core.plan.BoundExpression;
import io.millrace.core.plan.BoundExpression.Branch;
import io.millrace.core.plan.BoundExpression.Call;
import io.millrace.core.plan.BoundExpression.Case;
import io.millrace.core.plan.BoundExpression.Cast;
import io.millrace.core.plan.BoundExpression.Column;
import io.millrace.core.plan.BoundExpression.Constant;
import io.millrace.core.plan.BoundExpression.UserCall;
import io.millrace.core.plan.ScalarFunction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Random expressions over the columns of {@link Samples}, and every operation with every type it takes. */
final class Expressions {
    private static final ScalarFunction[] FUNCTIONS = ScalarFunction.values();

    private final Random random;

    Expressions(Random random) {
        this.random = random;
    }

    /** Types of the first argument that an operation takes. */
    static List<DataType> argumentTypes(ScalarFunction function) {
        return switch (function) {
            case MODULO -> List.of(DataType.INT64, DataType.FLOAT64);
            case ADD, SUBTRACT, MULTIPLY, NEGATE, ABS ->
                Samples.TYPES.stream().filter(DataType::isNumeric).toList();
            case DIVIDE, FLOOR, CEIL, ROUND, SQRT, LN, EXP, POWER -> List.of(DataType.FLOAT64);
            case AND, OR, NOT -> List.of(DataType.BOOLEAN);
            case DAYS_BETWEEN, SECONDS_BETWEEN, ADD_INTERVAL -> List.of(DataType.TIMESTAMP);
            case YEAR, MONTH, DAY, HOUR, MINUTE, DAY_OF_WEEK, DATE -> List.of(DataType.TIMESTAMP);
            case LIKE, LOWER, UPPER, LENGTH, SUBSTRING, JSON_VALUE -> List.of(DataType.TEXT);
            default -> Samples.TYPES;
        };
    }

    private static DataType argumentType(ScalarFunction function, DataType first, int argument) {
        if (argument > 0 && (function == ScalarFunction.ADD_INTERVAL || function == ScalarFunction.SUBSTRING)) {
            return DataType.INT64;
        }
        return argument > 0 && function == ScalarFunction.MULTIPLY && first == Samples.WIDE ? Samples.WHOLE : first;
    }

    private static DataType resultType(ScalarFunction function, DataType argument) {
        return switch (function) {
            case DAYS_BETWEEN, LENGTH, YEAR, MONTH, DAY, HOUR, MINUTE, DAY_OF_WEEK -> DataType.INT64;
            case SECONDS_BETWEEN -> DataType.FLOAT64;
            case MULTIPLY -> argument == Samples.NARROW ? Samples.WIDE : argument;
            case ADD, SUBTRACT, DIVIDE, MODULO, NEGATE, ABS -> argument;
            case FLOOR, CEIL, ROUND, SQRT, LN, EXP, POWER, DATE -> argument;
            case COALESCE, NULLIF, LEAST, GREATEST, ADD_INTERVAL -> argument;
            case LOWER, UPPER, SUBSTRING, JSON_VALUE -> DataType.TEXT;
            default -> DataType.BOOLEAN;
        };
    }

    private int argumentCount(ScalarFunction function) {
        return switch (function) {
            case NOT, IS_NULL, NEGATE, ABS, FLOOR, CEIL, ROUND, SQRT, LN, EXP -> 1;
            case YEAR, MONTH, DAY, HOUR, MINUTE, DAY_OF_WEEK, DATE, LOWER, UPPER, LENGTH -> 1;
            case AND, OR, COALESCE, LEAST, GREATEST, IN -> 1 + random.nextInt(4);
            case SUBSTRING -> 2 + random.nextInt(2);
            default -> 2;
        };
    }

    /** The operation over arguments of this depth, the first of the given type. */
    Call call(ScalarFunction function, DataType type, int depth) {
        List<BoundExpression> arguments = new ArrayList<>();
        int count = argumentCount(function);
        for (int i = 0; i < count; i++) {
            arguments.add(argument(function, argumentType(function, type, i), i, depth));
        }
        return new Call(function, arguments, resultType(function, type), true);
    }

    private BoundExpression argument(ScalarFunction function, DataType type, int place, int depth) {
        if (place == 0) {
            return expression(type, depth);
        }
        return switch (function) {
            case IN -> constant(type);
            case LIKE -> new Constant(type, Samples.pattern(random));
            case JSON_VALUE -> new Constant(type, Samples.path(random));
            case SUBSTRING -> random.nextInt(3) == 0 ? expression(type, depth) : new Constant(type, place(random));
            default -> expression(type, depth);
        };
    }

    private static long place(Random random) {
        return random.nextInt(12) == 0 ? Long.MIN_VALUE : random.nextInt(6) - 1;
    }

    BoundExpression expression(DataType type, int depth) {
        if (depth <= 0 || random.nextInt(6) == 0) {
            return random.nextInt(3) == 0 ? constant(type) : column(type, random.nextInt(Samples.COPIES));
        }
        return switch (random.nextInt(8)) {
            case 0 -> choice(type, depth);
            case 1 -> cast(type, depth);
            case 2 -> userCall(type, depth);
            default -> anyCall(type, depth);
        };
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

    /** A call of a sample function that gives the type. */
    UserCall userCall(DataType type, int depth) {
        SampleFunction function = SampleFunction.giving(type, random);
        List<BoundExpression> arguments = new ArrayList<>();
        function.argumentTypes().forEach(argument -> arguments.add(expression(argument, depth - 1)));
        return new UserCall(function, arguments, type);
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
        DataType from = Samples.TYPES.get(random.nextInt(Samples.TYPES.size()));
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
        return new Column(Samples.TYPES.indexOf(type) * Samples.COPIES + copy, type, true);
    }

    Constant constant(DataType type) {
        return new Constant(type, random.nextInt(6) == 0 ? null : Samples.constant(type, random));
    }
}
