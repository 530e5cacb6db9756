package io.millrace.core.plan;

import io.millrace.core.event.DataType;
import io.millrace.core.port.Aggregation;
import java.util.List;
import java.util.Optional;

/**
 * The values of aggregations over the same rows with the same parameter, each kept once.
 *
 * @param filter the number of the condition on the rows
 * @param window the number of the window of the rows
 * @param user a user's aggregation
 */
record SharedCalls(Values values, double parameter, Optional<Integer> filter, int window, Optional<Aggregation> user) {

    /** The value of one aggregation. */
    BoundExpression.Column column(AggregationFunction function, List<BoundExpression> arguments, DataType type) {
        AggregationCall call = new AggregationCall(function, arguments, parameter, filter, window, type, user);
        return new BoundExpression.Column(values.value(new Values.Aggregated(call)), call.type(), call.nullable());
    }

    /** The value of an expression over such values. */
    BoundExpression.Column step(BoundExpression expression) {
        int number = values.value(new Values.Computed(expression));
        return new BoundExpression.Column(number, expression.type(), expression.nullable());
    }
}
