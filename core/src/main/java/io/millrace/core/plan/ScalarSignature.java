package io.millrace.core.plan;

import io.millrace.core.event.DataType;
import java.util.List;
import java.util.Optional;

/**
 * A scalar function that can be called by name: what it takes and what it gives. A further function is a further line
 * of {@link #ALL}, and its {@link ScalarFunction}.
 *
 * @param least the fewest arguments
 * @param most the most arguments
 * @param result empty where it is the type of the arguments
 */
record ScalarSignature(
        String name, ScalarFunction function, int least, int most, Parameters parameters, Optional<DataType> result) {
    private static final int ANY_NUMBER = Integer.MAX_VALUE;

    /** What the arguments must be. */
    enum Parameters {
        /** Numbers, brought to one type. */
        NUMBERS("numbers"),
        /** Anything that can be brought to one type. */
        ALIKE("values of one type"),
        /** A bigint, which stays what it is, or a number as a double. */
        ROUNDED("numbers"),
        DOUBLES("numbers", DataType.FLOAT64),
        TIMESTAMPS("timestamps", DataType.TIMESTAMP),
        TEXTS("text", DataType.TEXT),
        /** Text, and places in it. */
        TEXT_AND_PLACES("a text and then bigints", DataType.TEXT, DataType.INT64, DataType.INT64),
        /** Text, and a path into it, which is written as a constant. */
        TEXT_AND_PATH("a text and a path", DataType.TEXT, DataType.TEXT);

        private final String words;

        /** Never changed. */
        @SuppressWarnings("ImmutableEnumChecker")
        private final List<DataType> types;

        Parameters(String words, DataType... types) {
            this.words = words;
            this.types = List.of(types);
        }

        String words() {
            return words;
        }

        /** The type of that argument; empty where it depends on the arguments. */
        Optional<DataType> type(int argument) {
            return types.isEmpty() ? Optional.empty() : Optional.of(types.get(Math.min(argument, types.size() - 1)));
        }

        boolean takes(int argument, Term term) {
            if (term instanceof Term.Null) {
                return true;
            }
            return type(argument)
                    .map(type -> Unifier.fits(term, type))
                    .orElseGet(() -> term instanceof Term.Value value
                            && (this == ALIKE || value.expression().type().isNumeric()));
        }
    }

    static final List<ScalarSignature> ALL = List.of(
            alike("abs", ScalarFunction.ABS, 1, 1, Parameters.NUMBERS),
            alike("coalesce", ScalarFunction.COALESCE, 1, ANY_NUMBER, Parameters.ALIKE),
            alike("nullif", ScalarFunction.NULLIF, 2, 2, Parameters.ALIKE),
            alike("least", ScalarFunction.LEAST, 1, ANY_NUMBER, Parameters.ALIKE),
            alike("greatest", ScalarFunction.GREATEST, 1, ANY_NUMBER, Parameters.ALIKE),
            of("floor", ScalarFunction.FLOOR, 1, Parameters.ROUNDED, DataType.FLOAT64),
            of("ceil", ScalarFunction.CEIL, 1, Parameters.ROUNDED, DataType.FLOAT64),
            of("round", ScalarFunction.ROUND, 1, Parameters.ROUNDED, DataType.FLOAT64),
            of("sqrt", ScalarFunction.SQRT, 1, Parameters.DOUBLES, DataType.FLOAT64),
            of("ln", ScalarFunction.LN, 1, Parameters.DOUBLES, DataType.FLOAT64),
            of("exp", ScalarFunction.EXP, 1, Parameters.DOUBLES, DataType.FLOAT64),
            of("power", ScalarFunction.POWER, 2, Parameters.DOUBLES, DataType.FLOAT64),
            of("days_between", ScalarFunction.DAYS_BETWEEN, 2, Parameters.TIMESTAMPS, DataType.INT64),
            of("seconds_between", ScalarFunction.SECONDS_BETWEEN, 2, Parameters.TIMESTAMPS, DataType.FLOAT64),
            of("year", ScalarFunction.YEAR, 1, Parameters.TIMESTAMPS, DataType.INT64),
            of("month", ScalarFunction.MONTH, 1, Parameters.TIMESTAMPS, DataType.INT64),
            of("day", ScalarFunction.DAY, 1, Parameters.TIMESTAMPS, DataType.INT64),
            of("hour", ScalarFunction.HOUR, 1, Parameters.TIMESTAMPS, DataType.INT64),
            of("minute", ScalarFunction.MINUTE, 1, Parameters.TIMESTAMPS, DataType.INT64),
            of("day_of_week", ScalarFunction.DAY_OF_WEEK, 1, Parameters.TIMESTAMPS, DataType.INT64),
            of("date", ScalarFunction.DATE, 1, Parameters.TIMESTAMPS, DataType.TIMESTAMP),
            of("lower", ScalarFunction.LOWER, 1, Parameters.TEXTS, DataType.TEXT),
            of("upper", ScalarFunction.UPPER, 1, Parameters.TEXTS, DataType.TEXT),
            of("length", ScalarFunction.LENGTH, 1, Parameters.TEXTS, DataType.INT64),
            new ScalarSignature(
                    "substring",
                    ScalarFunction.SUBSTRING,
                    2,
                    3,
                    Parameters.TEXT_AND_PLACES,
                    Optional.of(DataType.TEXT)),
            of("json_value", ScalarFunction.JSON_VALUE, 2, Parameters.TEXT_AND_PATH, DataType.TEXT));

    /** A function whose result is of the type of its arguments. */
    private static ScalarSignature alike(
            String name, ScalarFunction function, int least, int most, Parameters parameters) {
        return new ScalarSignature(name, function, least, most, parameters, Optional.empty());
    }

    private static ScalarSignature of(
            String name, ScalarFunction function, int arguments, Parameters parameters, DataType result) {
        return new ScalarSignature(name, function, arguments, arguments, parameters, Optional.of(result));
    }

    static Optional<ScalarSignature> named(String name) {
        return ALL.stream().filter(signature -> signature.name.equals(name)).findFirst();
    }

    boolean takes(int arguments) {
        return arguments >= least && arguments <= most;
    }

    /** The number of arguments in words: "1 argument". */
    String arity() {
        String count = least == most ? "" + least : most == ANY_NUMBER ? "at least " + least : least + " to " + most;
        return count + (most == 1 || most == ANY_NUMBER && least == 1 ? " argument" : " arguments");
    }
}
