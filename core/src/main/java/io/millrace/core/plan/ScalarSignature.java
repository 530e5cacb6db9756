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
        TIMESTAMPS("timestamps");

        private final String words;

        Parameters(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }

        boolean takes(DataType type) {
            return this == ALIKE || (this == NUMBERS ? type.isNumeric() : type == DataType.TIMESTAMP);
        }
    }

    static final List<ScalarSignature> ALL = List.of(
            of("abs", ScalarFunction.ABS, 1, 1, Parameters.NUMBERS),
            of("coalesce", ScalarFunction.COALESCE, 1, ANY_NUMBER, Parameters.ALIKE),
            of("nullif", ScalarFunction.NULLIF, 2, 2, Parameters.ALIKE),
            of("least", ScalarFunction.LEAST, 1, ANY_NUMBER, Parameters.ALIKE),
            of("greatest", ScalarFunction.GREATEST, 1, ANY_NUMBER, Parameters.ALIKE),
            of("days_between", ScalarFunction.DAYS_BETWEEN, DataType.INT64),
            of("seconds_between", ScalarFunction.SECONDS_BETWEEN, DataType.FLOAT64));

    private static ScalarSignature of(
            String name, ScalarFunction function, int least, int most, Parameters parameters) {
        return new ScalarSignature(name, function, least, most, parameters, Optional.empty());
    }

    /** A function of two timestamps. */
    private static ScalarSignature of(String name, ScalarFunction function, DataType result) {
        return new ScalarSignature(name, function, 2, 2, Parameters.TIMESTAMPS, Optional.of(result));
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
