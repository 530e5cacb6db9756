package io.millrace.core.plan;

import io.millrace.core.event.DataType;
import io.millrace.core.feature.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The arguments of a user's aggregation or function as it takes them: of the types that they have, or else with every
 * number as a double.
 *
 * @param result the type that it gives for them
 * @param fromInput whether that type follows from the input
 */
record UserArguments(List<BoundExpression> arguments, DataType result, boolean fromInput) {

    /**
     * @param takes what it takes, in words
     * @param results the type of the result for types of arguments; empty where it does not take them
     * @return empty where it does not take them, which is then reported
     */
    static Optional<UserArguments> of(
            String name,
            String takes,
            Function<List<DataType>, Optional<DataType>> results,
            List<Term> terms,
            Span span,
            Reporter reporter) {
        List<BoundExpression> given = new ArrayList<>();
        boolean fromInput = false;
        for (Term term : terms) {
            if (term instanceof Term.Value value) {
                given.add(value.expression());
                fromInput |= value.fromInput();
            }
        }
        if (given.size() == terms.size()) {
            List<BoundExpression> doubles = given.stream()
                    .map(each -> each.type().isNumeric() ? Unifier.asDouble(each) : each)
                    .toList();
            for (List<BoundExpression> arguments : List.of(given, doubles)) {
                Optional<DataType> result = results.apply(types(arguments));
                if (result.isPresent()) {
                    return Optional.of(new UserArguments(arguments, result.get(), fromInput));
                }
            }
        }
        String found = terms.isEmpty()
                ? "no argument"
                : String.join(", ", terms.stream().map(Unifier::typeName).toList());
        reporter.misfit(span, terms, name + " takes " + takes + ", not " + found, "");
        return Optional.empty();
    }

    private static List<DataType> types(List<BoundExpression> arguments) {
        return arguments.stream().map(BoundExpression::type).toList();
    }
}
