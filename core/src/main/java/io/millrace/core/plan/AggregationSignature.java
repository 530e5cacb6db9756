package io.millrace.core.plan;

import io.millrace.core.event.DataType;
import io.millrace.core.port.Aggregation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * An aggregation that can be called by name: what it takes, what it gives, and what it is bound to. A further
 * aggregation is a further line of {@link #ALL}, and its {@link AggregationFunction}.
 *
 * @param function what computes it, or the most of it
 * @param finish what is done with the result of the function
 * @param user the aggregation of {@link AggregationFunction#USER}
 */
record AggregationSignature(
        String name,
        AggregationFunction function,
        Takes takes,
        Parameter parameter,
        Finish finish,
        Optional<Aggregation> user) {

    /** What is aggregated. */
    enum Takes {
        /** Nothing but the events and their times. */
        NOTHING("no argument"),
        /** A value of any type. */
        ANY("a value"),
        /** Numbers and booleans, as they are. */
        NUMBERS("bigint, double, decimal or boolean"),
        /** Numbers and booleans, as doubles. */
        DOUBLES("bigint, double, decimal or boolean"),
        CONDITIONS("boolean"),
        /** Whatever a user's aggregation says. */
        USERS("");

        private final String words;

        Takes(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }

        boolean takes(DataType type) {
            return switch (this) {
                case ANY -> true;
                case NUMBERS, DOUBLES -> type.isNumeric() || type == DataType.BOOLEAN;
                case CONDITIONS -> type == DataType.BOOLEAN;
                case NOTHING, USERS -> false;
            };
        }
    }

    /** The constant that is written behind what is aggregated. */
    enum Parameter {
        NONE(""),
        /** None is written: it is one half. */
        HALF(""),
        /** From 0 to 1. */
        FRACTION("0.95"),
        /** A positive length of time. */
        HALF_LIFE("interval '7 days'");

        private final String example;

        Parameter(String example) {
            this.example = example;
        }

        String example() {
            return example;
        }

        boolean isWritten() {
            return !example.isEmpty();
        }
    }

    /** What is done with the result of the function. */
    enum Finish {
        NOTHING,
        /** The square root is taken. */
        ROOT,
        /** Null becomes 0. */
        ZERO,
        /** From the first and the last event time and the number of events. */
        MEAN_GAP
    }

    static final List<AggregationSignature> ALL = List.of(
            of("count", AggregationFunction.COUNT, Takes.ANY),
            of("sum", AggregationFunction.SUM, Takes.NUMBERS),
            of("avg", AggregationFunction.AVG, Takes.NUMBERS),
            of("min", AggregationFunction.MIN, Takes.ANY),
            of("max", AggregationFunction.MAX, Takes.ANY),
            root("stddev_samp", AggregationFunction.VAR_SAMP),
            root("stddev_pop", AggregationFunction.VAR_POP),
            of("var_samp", AggregationFunction.VAR_SAMP, Takes.DOUBLES),
            of("var_pop", AggregationFunction.VAR_POP, Takes.DOUBLES),
            of("first", AggregationFunction.FIRST, Takes.ANY),
            of("last", AggregationFunction.LAST, Takes.ANY),
            of("median", AggregationFunction.QUANTILE, Takes.DOUBLES, Parameter.HALF, Finish.NOTHING),
            of("quantile", AggregationFunction.QUANTILE, Takes.DOUBLES, Parameter.FRACTION, Finish.NOTHING),
            of("approx_count_distinct", AggregationFunction.APPROX_COUNT_DISTINCT, Takes.ANY),
            of(
                    "approx_quantile",
                    AggregationFunction.APPROX_QUANTILE,
                    Takes.DOUBLES,
                    Parameter.FRACTION,
                    Finish.NOTHING),
            of("mode", AggregationFunction.MODE, Takes.ANY),
            of("bool_and", AggregationFunction.MIN, Takes.CONDITIONS),
            of("bool_or", AggregationFunction.MAX, Takes.CONDITIONS),
            of("count_days", AggregationFunction.COUNT_DAYS, Takes.NOTHING),
            of("mean_gap", AggregationFunction.MIN, Takes.NOTHING, Parameter.NONE, Finish.MEAN_GAP),
            of("max_gap", AggregationFunction.MAX_GAP, Takes.NOTHING),
            of("decayed_sum", AggregationFunction.DECAYED_SUM, Takes.DOUBLES, Parameter.HALF_LIFE, Finish.NOTHING),
            of("decayed_count", AggregationFunction.DECAYED_SUM, Takes.NOTHING, Parameter.HALF_LIFE, Finish.ZERO),
            of("slope", AggregationFunction.SLOPE, Takes.DOUBLES));

    private static AggregationSignature of(String name, AggregationFunction function, Takes takes) {
        return of(name, function, takes, Parameter.NONE, Finish.NOTHING);
    }

    private static AggregationSignature root(String name, AggregationFunction function) {
        return of(name, function, Takes.DOUBLES, Parameter.NONE, Finish.ROOT);
    }

    private static AggregationSignature of(
            String name, AggregationFunction function, Takes takes, Parameter parameter, Finish finish) {
        return new AggregationSignature(name, function, takes, parameter, finish, Optional.empty());
    }

    /** One that a user brought. */
    static AggregationSignature of(Aggregation user) {
        return new AggregationSignature(
                user.name(), AggregationFunction.USER, Takes.USERS, Parameter.NONE, Finish.NOTHING, Optional.of(user));
    }

    /** The language's own of that name. */
    static Optional<AggregationSignature> named(String name) {
        return Optional.ofNullable(Named.BY_NAME.get(name));
    }

    private static final class Named {
        private static final Map<String, AggregationSignature> BY_NAME =
                ALL.stream().collect(Collectors.toUnmodifiableMap(AggregationSignature::name, Function.identity()));
    }

    /** Whether it can be called with {@code *}, and with {@code distinct}. */
    boolean isCount() {
        return function == AggregationFunction.COUNT;
    }

    /** Whether it is 0 over no rows; all others are null. */
    boolean isZeroOverNothing() {
        return function.isCount() || finish == Finish.ZERO;
    }

    boolean takesArguments(int number) {
        return takes == Takes.USERS || number == arguments();
    }

    private int arguments() {
        return (takes == Takes.NOTHING ? 0 : 1) + (parameter.isWritten() ? 1 : 0);
    }

    /** The number of arguments in words: "1 argument". */
    String arity() {
        if (takes == Takes.USERS) {
            return "arguments";
        }
        if (arguments() == 0) {
            return "no argument";
        }
        return (isCount() ? "* or " : "") + (arguments() == 1 ? "1 argument" : arguments() + " arguments");
    }

    /** A call as it is to be written: "quantile(x, 0.95)". */
    String example(String argument) {
        String first = takes == Takes.NOTHING ? "" : argument;
        String separator = first.isEmpty() || !parameter.isWritten() ? "" : ", ";
        return name + "(" + first + separator + parameter.example() + ")";
    }

    /** The type of the result for an argument that it takes, after conversion. */
    DataType result(DataType argument) {
        return switch (function) {
            case MIN, MAX, FIRST, LAST, MODE -> argument;
            case SUM -> sum(argument);
            default -> function.isCount() ? DataType.INT64 : DataType.FLOAT64;
        };
    }

    private static DataType sum(DataType argument) {
        if (argument.isDecimal()) {
            return DataType.decimal(DataType.MOST_DIGITS, argument.scale());
        }
        return argument == DataType.FLOAT64 ? DataType.FLOAT64 : DataType.INT64;
    }
}
