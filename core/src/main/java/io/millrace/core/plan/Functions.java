package io.millrace.core.plan;

import io.millrace.core.feature.Children;
import io.millrace.core.feature.Expression;
import io.millrace.core.feature.Names;
import io.millrace.core.port.Aggregation;
import io.millrace.core.port.Extensions;
import io.millrace.core.port.UserFunction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What can be called by name: the aggregations and functions of the language, and those that a user brought. A user's
 * never takes the place of the language's.
 */
record Functions(Extensions extensions) {
    Optional<AggregationSignature> aggregation(String name) {
        return AggregationSignature.named(name)
                .or(() -> extensions.aggregation(name).map(AggregationSignature::of));
    }

    Optional<UserFunction> user(String name) {
        return extensions.function(name);
    }

    boolean isAggregation(Expression expression) {
        return expression instanceof Expression.Call call
                && aggregation(call.function()).isPresent();
    }

    /** What to call instead of a function that does not exist. */
    String advice(String function) {
        List<String> aggregations = new ArrayList<>();
        AggregationSignature.ALL.forEach(signature -> aggregations.add(signature.name()));
        extensions.aggregations().stream().map(Aggregation::name).forEach(aggregations::add);
        List<String> scalars = new ArrayList<>();
        ScalarSignature.ALL.forEach(signature -> scalars.add(signature.name()));
        extensions.functions().stream().map(UserFunction::name).forEach(scalars::add);
        List<String> all = new ArrayList<>(aggregations);
        all.addAll(scalars);
        return ForeignFunctions.advice(function)
                .orElseGet(() -> Names.advice(
                        function,
                        all,
                        "the aggregations are " + sorted(aggregations) + "; the functions are " + sorted(scalars)));
    }

    private static String sorted(List<String> names) {
        return String.join(", ", names.stream().sorted().toList());
    }

    /** Calls the consumer for every aggregation in an expression, from left to right. */
    void aggregations(Expression expression, Consumer<Expression.Call> consumer) {
        if (isAggregation(expression)) {
            consumer.accept((Expression.Call) expression);
        } else {
            Children.of(expression).forEach(child -> aggregations(child, consumer));
        }
    }

    /** Names outside of aggregations, as written: features, lets and built-in names. */
    void namesOutside(Expression expression, Consumer<String> consumer) {
        if (!isAggregation(expression)) {
            name(expression, consumer);
            Children.of(expression).forEach(child -> namesOutside(child, consumer));
        }
    }

    /** Names inside of aggregations, as written: event columns and built-in names. */
    void namesInside(Expression expression, Consumer<String> consumer) {
        aggregations(expression, call -> allNames(call, consumer));
    }

    /** All names, as written. */
    static void allNames(Expression expression, Consumer<String> consumer) {
        name(expression, consumer);
        Children.of(expression).forEach(child -> allNames(child, consumer));
    }

    private static void name(Expression expression, Consumer<String> consumer) {
        if (expression instanceof Expression.Name name) {
            consumer.accept(name.name());
        }
    }
}
