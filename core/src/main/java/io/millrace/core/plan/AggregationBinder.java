package io.millrace.core.plan;

import io.millrace.core.event.DataType;
import io.millrace.core.feature.Expression;
import java.util.List;
import java.util.Optional;

/** Binds calls of aggregations, and keeps each distinct one. */
final class AggregationBinder {
    private final EventScope events;
    private final Values values;

    AggregationBinder(EventScope events, Values values) {
        this.events = events;
        this.values = values;
    }

    Term bind(Expression.Call call, AggregationSignature signature, Reporter reporter) {
        ExpressionBinder binder = new ExpressionBinder(events, reporter);
        List<Term> arguments = call.arguments().stream().map(binder::bind).toList();
        Optional<Term.Value> condition = call.filter().flatMap(filter -> binder.bindCondition(filter, "a filter"));
        if (call.distinct()) {
            return reporter.wrong(
                    call.span(),
                    signature.name() + "(distinct …) is not part of the feature language",
                    "aggregate without distinct");
        }
        if (call.star() ? !signature.star() : arguments.size() != 1) {
            String takes = signature.name() + " takes " + (signature.star() ? "* or 1 argument" : "1 argument");
            return reporter.wrong(call.span(), takes + ", not " + (call.star() ? "*" : "" + arguments.size()), "");
        }
        if (call.filter().isPresent() && condition.isEmpty()) {
            return new Term.Failed(call.span());
        }
        Optional<Integer> filter = condition.map(found -> values.filter(found.expression()));
        return call.star() ? value(rows(filter), false, call) : of(arguments.get(0), signature, filter, call, reporter);
    }

    private Term of(
            Term argument,
            AggregationSignature signature,
            Optional<Integer> filter,
            Expression.Call call,
            Reporter reporter) {
        if (argument instanceof Term.Failed) {
            return new Term.Failed(call.span());
        }
        Optional<DataType> type = argument instanceof Term.Value value
                ? signature.result(value.expression().type())
                : Optional.empty();
        if (type.isEmpty()) {
            return reporter.misfit(
                    argument.span(),
                    List.of(argument),
                    signature.name() + " takes " + signature.takes() + ", not " + Unifier.typeName(argument),
                    "");
        }
        Term.Value value = (Term.Value) argument;
        if (signature.function() == AggregationFunction.COUNT && isNeverNull(value.expression())) {
            return value(rows(filter), false, call);
        }
        AggregationCall bound =
                new AggregationCall(signature.function(), Optional.of(value.expression()), filter, type.get());
        boolean sameType = type.get() == value.expression().type();
        return value(bound, sameType && value.fromInput(), call);
    }

    /** A column only: an expression may fail for a row, and counting rows would hide it. */
    private static boolean isNeverNull(BoundExpression argument) {
        return argument instanceof BoundExpression.Column column && !column.nullable();
    }

    private static AggregationCall rows(Optional<Integer> filter) {
        return new AggregationCall(AggregationFunction.COUNT_ROWS, Optional.empty(), filter, DataType.INT64);
    }

    private Term value(AggregationCall call, boolean fromInput, Expression.Call written) {
        int number = values.value(new Values.Aggregated(call));
        return new Term.Value(
                new BoundExpression.Column(number, call.type(), call.nullable()), fromInput, written.span());
    }
}
