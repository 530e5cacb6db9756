package io.millrace.core.plan;

import io.millrace.core.feature.Expression;
import io.millrace.core.feature.Lengths;
import io.millrace.core.feature.Printer;
import java.time.Duration;
import java.time.temporal.ChronoUnit;

/** Aggregations as parts of a sentence: "the sum of revenue over the events where event_type is 'billing_event'". */
final class AggregationPhrases {
    private final Conditions conditions;
    private final String time;

    AggregationPhrases(Conditions conditions, String time) {
        this.conditions = conditions;
        this.time = time;
    }

    String of(Expression.Call call) {
        String where = call.filter()
                .map(filter -> " where " + conditions.inEvents(filter))
                .orElse("");
        return call.star() || call.arguments().isEmpty() ? ofEvents(call.function(), where) : ofValues(call, where);
    }

    private static String ofEvents(String function, String where) {
        return switch (function) {
            case "count" -> "the number of events" + where;
            case "count_days" -> "the number of days with an event" + where;
            case "mean_gap" -> "the mean time in seconds between consecutive events" + where;
            case "max_gap" -> "the longest time in seconds between consecutive events" + where;
            default -> "the " + function + over(where);
        };
    }

    private String ofValues(Expression.Call call, String where) {
        Expression argument = call.arguments().get(0);
        String text = argument instanceof Expression.Name name ? name.name() : Printer.print(argument);
        boolean ofTime = argument instanceof Expression.Name name && name.name().equals(time);
        return switch (call.function()) {
            case "count" ->
                call.distinct()
                        ? "the number of different values of " + text + over(where)
                        : "the number of events with a value in " + text + where;
            case "approx_count_distinct" -> "about the number of different values of " + text + over(where);
            case "min" -> ofTime ? "the time of the first event" + where : "the smallest " + text + over(where);
            case "max" -> ofTime ? "the time of the last event" + where : "the largest " + text + over(where);
            case "first", "last" -> "the " + call.function() + " value of " + text + over(where);
            case "bool_and" -> "whether " + text + " is true in all events" + where;
            case "bool_or" -> "whether " + text + " is true in any event" + where;
            case "decayed_count" ->
                "the number of events" + where + ", each halved for every " + halfLife(argument) + " of its age";
            case "decayed_sum" ->
                "the sum of " + text + over(where) + ", each value halved for every "
                        + halfLife(call.arguments().get(call.arguments().size() - 1)) + " of its age";
            default -> measure(call, text) + over(where);
        };
    }

    private static String measure(Expression.Call call, String text) {
        return switch (call.function()) {
            case "sum" -> "the sum of " + text;
            case "avg" -> "the average of " + text;
            case "median" -> "the median of " + text;
            case "mode" -> "the most frequent value of " + text;
            case "stddev_samp" -> "the sample standard deviation of " + text;
            case "stddev_pop" -> "the standard deviation of " + text;
            case "var_samp" -> "the sample variance of " + text;
            case "var_pop" -> "the variance of " + text;
            case "slope" -> "the slope per day of " + text;
            case "quantile" -> "the " + share(call) + " quantile of " + text;
            case "approx_quantile" -> "the " + share(call) + " quantile (within 1 %) of " + text;
            default -> "the " + call.function() + " of " + text;
        };
    }

    private static String share(Expression.Call call) {
        return call.arguments().size() < 2 ? "" : Printer.print(call.arguments().get(1));
    }

    private static String halfLife(Expression length) {
        return length instanceof Expression.IntervalLiteral interval
                ? Lengths.print(Duration.of(interval.micros(), ChronoUnit.MICROS))
                : Printer.print(length);
    }

    private static String over(String where) {
        return where.isEmpty() ? "" : " over the events" + where;
    }
}
