package io.millrace.core.plan;

import io.millrace.core.feature.Expression;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Binds calls of aggregations over the events of one window, and keeps each distinct one. */
final class AggregationBinder {
    private final EventScope events;
    private final Values values;

    AggregationBinder(EventScope events, Values values) {
        this.events = events;
        this.values = values;
    }

    Term bind(Expression.Call call, AggregationSignature signature, Reporter reporter) {
        ExpressionBinder binder = new ExpressionBinder(events, reporter);
        boolean fits = call.star()
                ? signature.isCount()
                : signature.takesArguments(call.arguments().size());
        int parameters = fits && signature.parameter().isWritten() ? 1 : 0;
        List<Term> arguments = call.arguments().stream()
                .limit(call.arguments().size() - (long) parameters)
                .map(binder::bind)
                .toList();
        Optional<Term.Value> condition = call.filter().flatMap(filter -> binder.bindCondition(filter, "a filter"));
        if (call.distinct() && !signature.isCount()) {
            return reporter.wrong(
                    call.span(),
                    signature.name() + "(distinct …) is not part of the feature language",
                    "only count takes distinct");
        }
        if (!fits) {
            return misfits(call, signature, reporter);
        }
        OptionalDouble parameter = AggregationParameters.of(call, signature, reporter);
        boolean failed = call.filter().isPresent() && condition.isEmpty()
                || parameter.isEmpty()
                || arguments.stream().anyMatch(Term.Failed.class::isInstance);
        if (failed) {
            return new Term.Failed(call.span());
        }
        Optional<Integer> filter = condition.map(found -> values.filter(found.expression()));
        SharedCalls shared =
                new SharedCalls(values, parameter.getAsDouble(), filter, events.window(), signature.user());
        return new AggregationLowering(call, signature, shared, events.time(), reporter).over(arguments);
    }

    private static Term misfits(Expression.Call call, AggregationSignature signature, Reporter reporter) {
        String given = call.star() ? "*" : "" + call.arguments().size();
        String argument = call.arguments().isEmpty()
                ? "x"
                : reporter.written(call.arguments().get(0).span(), "x");
        String advice = signature.parameter().isWritten() || signature.takes() == AggregationSignature.Takes.NOTHING
                ? "write " + signature.example(argument)
                : "";
        return reporter.wrong(call.span(), signature.name() + " takes " + signature.arity() + ", not " + given, advice);
    }
}
