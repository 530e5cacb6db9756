package io.millrace.core.plan;

import io.millrace.core.event.DataType;
import io.millrace.core.feature.Expression;
import io.millrace.core.port.Aggregation;
import java.util.List;
import java.util.Optional;

/**
 * Brings an aggregation of the language to the functions of a plan and to steps over their results. Its filter and its
 * parameter are sound; what remains is the type of what it aggregates.
 */
final class AggregationLowering {
    private final Expression.Call call;
    private final AggregationSignature signature;
    private final SharedCalls shared;
    private final Optional<BoundExpression.Column> time;
    private final Reporter reporter;

    /**
     * @param time the event time; empty where the input lacks it
     */
    AggregationLowering(
            Expression.Call call,
            AggregationSignature signature,
            SharedCalls shared,
            Optional<BoundExpression.Column> time,
            Reporter reporter) {
        this.call = call;
        this.signature = signature;
        this.shared = shared;
        this.time = time;
        this.reporter = reporter;
    }

    Term over(List<Term> arguments) {
        if (signature.user().isPresent()) {
            return users(signature.user().get(), arguments);
        }
        if (call.star()) {
            return term(shared.column(AggregationFunction.COUNT_ROWS, List.of(), DataType.INT64), false);
        }
        if (signature.finish() == AggregationSignature.Finish.MEAN_GAP) {
            return meanGap();
        }
        return arguments.isEmpty() ? overEvents() : over(arguments.get(0));
    }

    private Term overEvents() {
        List<BoundExpression> arguments = signature.function() == AggregationFunction.DECAYED_SUM
                ? List.of(new BoundExpression.Constant(DataType.FLOAT64, 1.0))
                : List.of();
        DataType type = signature.result(DataType.FLOAT64);
        return finished(shared.column(signature.function(), arguments, type));
    }

    private Term over(Term argument) {
        if (!(argument instanceof Term.Value value)
                || !signature.takes().takes(value.expression().type())) {
            return reporter.misfit(
                    argument.span(),
                    List.of(argument),
                    signature.name() + " takes " + signature.takes().words() + ", not " + Unifier.typeName(argument),
                    advice(argument));
        }
        BoundExpression expression = signature.takes() == AggregationSignature.Takes.DOUBLES
                ? Unifier.asDouble(value.expression())
                : value.expression();
        DataType type = signature.result(expression.type());
        if (signature.isCount()) {
            return term(shared.column(countOf(expression), countArguments(expression), type), false);
        }
        BoundExpression.Column column = shared.column(signature.function(), List.of(expression), type);
        boolean sameType = type == value.expression().type();
        return signature.finish() == AggregationSignature.Finish.NOTHING
                ? term(column, sameType && value.fromInput())
                : finished(column);
    }

    private String advice(Term argument) {
        if (argument instanceof Term.Null) {
            return "give it a type: cast(null as double)";
        }
        return signature.takes() == AggregationSignature.Takes.CONDITIONS
                ? "write a comparison that is true or false"
                : Misfits.numberInText(argument, reporter);
    }

    private AggregationFunction countOf(BoundExpression argument) {
        if (call.distinct()) {
            return AggregationFunction.COUNT_DISTINCT;
        }
        return isNeverNull(argument) ? AggregationFunction.COUNT_ROWS : AggregationFunction.COUNT;
    }

    private List<BoundExpression> countArguments(BoundExpression argument) {
        return countOf(argument) == AggregationFunction.COUNT_ROWS ? List.of() : List.of(argument);
    }

    /** A column or constant only: an expression may fail for a row, and counting rows would hide it. */
    private static boolean isNeverNull(BoundExpression argument) {
        return !argument.nullable()
                && (argument instanceof BoundExpression.Column || argument instanceof BoundExpression.Constant);
    }

    private Term users(Aggregation user, List<Term> arguments) {
        return UserArguments.of(user.name(), user.takes(), user::result, arguments, call.span(), reporter)
                .<Term>map(sound -> term(
                        shared.column(AggregationFunction.USER, sound.arguments(), sound.result()), sound.fromInput()))
                .orElse(new Term.Failed(call.span()));
    }

    /** The time from the first to the last event over the number of times between. */
    private Term meanGap() {
        if (time.isEmpty()) {
            return new Term.Failed(call.span());
        }
        BoundExpression first = shared.column(AggregationFunction.MIN, List.of(time.get()), DataType.TIMESTAMP);
        BoundExpression last = shared.column(AggregationFunction.MAX, List.of(time.get()), DataType.TIMESTAMP);
        BoundExpression rows = shared.column(AggregationFunction.COUNT_ROWS, List.of(), DataType.INT64);
        BoundExpression gaps = Operators.function(
                ScalarFunction.SUBTRACT,
                List.of(rows, new BoundExpression.Constant(DataType.INT64, 1L)),
                DataType.INT64);
        BoundExpression some = Operators.function(
                ScalarFunction.NULLIF, List.of(gaps, new BoundExpression.Constant(DataType.INT64, 0L)), DataType.INT64);
        BoundExpression seconds =
                Operators.function(ScalarFunction.SECONDS_BETWEEN, List.of(first, last), DataType.FLOAT64);
        return step(
                Operators.function(ScalarFunction.DIVIDE, List.of(seconds, Unifier.asDouble(some)), DataType.FLOAT64));
    }

    private Term finished(BoundExpression.Column column) {
        return switch (signature.finish()) {
            case ROOT -> step(Operators.function(ScalarFunction.SQRT, List.of(column), DataType.FLOAT64));
            case ZERO ->
                step(Operators.function(
                        ScalarFunction.COALESCE,
                        List.of(column, new BoundExpression.Constant(DataType.FLOAT64, 0.0)),
                        DataType.FLOAT64));
            case NOTHING, MEAN_GAP -> term(column, false);
        };
    }

    private Term step(BoundExpression expression) {
        return term(shared.step(expression), false);
    }

    private Term term(BoundExpression.Column column, boolean fromInput) {
        return new Term.Value(column, fromInput, call.span());
    }
}
