package io.millrace.core.plan;

import io.millrace.core.event.DataType;
import java.util.Optional;

/**
 * One distinct aggregation of a plan.
 *
 * @param argument over the event columns; empty for {@code count(*)} only
 * @param filter the place in {@link FeaturePlan#filters} of the condition on its rows; empty where it takes all rows
 * @param type the type of its result
 */
public record AggregationCall(
        AggregationFunction function, Optional<BoundExpression> argument, Optional<Integer> filter, DataType type) {
    public AggregationCall {
        if (argument.isPresent() == (function == AggregationFunction.COUNT_ROWS)) {
            throw new IllegalArgumentException(function + " with argument " + argument);
        }
    }

    /** Whether the result can be null: it can but for counts. */
    public boolean nullable() {
        return function != AggregationFunction.COUNT_ROWS && function != AggregationFunction.COUNT;
    }
}
