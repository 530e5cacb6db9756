package io.millrace.core.plan;

import io.millrace.core.event.DataType;
import io.millrace.core.port.Aggregation;
import java.util.List;
import java.util.Optional;

/**
 * One distinct aggregation of a plan.
 *
 * @param arguments over the event columns
 * @param parameter what {@link AggregationFunction} says of it; 0 where the function has none
 * @param filter the place in {@link FeaturePlan#filters} of the condition on its rows; empty where it takes all rows
 * @param window the place in {@link FeaturePlan#windows} of the window of its rows
 * @param type the type of its result
 * @param user the aggregation of {@link AggregationFunction#USER}, else empty
 */
public record AggregationCall(
        AggregationFunction function,
        List<BoundExpression> arguments,
        double parameter,
        Optional<Integer> filter,
        int window,
        DataType type,
        Optional<Aggregation> user) {
    public AggregationCall {
        arguments = List.copyOf(arguments);
        if (function.arguments() >= 0 && arguments.size() != function.arguments()) {
            throw new IllegalArgumentException(function + " with arguments " + arguments);
        }
        if (user.isPresent() != (function == AggregationFunction.USER)) {
            throw new IllegalArgumentException(function + " with " + user);
        }
    }

    /** A built-in aggregation without parameter over the set's window. */
    public static AggregationCall of(
            AggregationFunction function, Optional<BoundExpression> argument, Optional<Integer> filter, DataType type) {
        return new AggregationCall(function, argument.stream().toList(), 0, filter, 0, type, Optional.empty());
    }

    /** The argument of a function that takes one; empty for those that take none. */
    public Optional<BoundExpression> argument() {
        return arguments.stream().findFirst();
    }

    /** Whether the result can be null: it can but for counts. */
    public boolean nullable() {
        return !function.isCount();
    }
}
