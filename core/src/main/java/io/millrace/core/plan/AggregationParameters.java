package io.millrace.core.plan;

import io.millrace.core.feature.Expression;
import java.util.OptionalDouble;

/** The constants behind what is aggregated: the fraction of a quantile, the half-life of a decay. */
final class AggregationParameters {
    private AggregationParameters() {}

    /** The parameter, 0 where the aggregation has none; empty where it is wrong, which is then reported. */
    static OptionalDouble of(Expression.Call call, AggregationSignature signature, Reporter reporter) {
        return switch (signature.parameter()) {
            case NONE -> OptionalDouble.of(0);
            case HALF -> OptionalDouble.of(0.5);
            case FRACTION -> fraction(call, signature, reporter);
            case HALF_LIFE -> halfLife(call, signature, reporter);
        };
    }

    private static OptionalDouble fraction(Expression.Call call, AggregationSignature signature, Reporter reporter) {
        Expression written = last(call);
        double fraction = number(written);
        if (fraction >= 0 && fraction <= 1) {
            return OptionalDouble.of(fraction);
        }
        wrong(call, signature, reporter, "a number from 0 to 1");
        return OptionalDouble.empty();
    }

    private static double number(Expression written) {
        if (written instanceof Expression.IntegerLiteral integer) {
            return integer.value();
        }
        return written instanceof Expression.DoubleLiteral number ? number.value() : Double.NaN;
    }

    private static OptionalDouble halfLife(Expression.Call call, AggregationSignature signature, Reporter reporter) {
        if (last(call) instanceof Expression.IntervalLiteral interval && interval.micros() > 0) {
            return OptionalDouble.of((double) interval.micros());
        }
        wrong(call, signature, reporter, "a positive interval");
        return OptionalDouble.empty();
    }

    private static void wrong(
            Expression.Call call, AggregationSignature signature, Reporter reporter, String expected) {
        String argument = reporter.written(call.arguments().get(0).span(), "x");
        reporter.wrong(
                last(call).span(),
                "the last argument of " + signature.name() + " is " + expected + ", written as a constant",
                "write " + signature.example(argument));
    }

    private static Expression last(Expression.Call call) {
        return call.arguments().get(call.arguments().size() - 1);
    }
}
