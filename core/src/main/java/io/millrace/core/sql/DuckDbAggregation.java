package io.millrace.core.sql;

import io.millrace.core.event.DataType;
import io.millrace.core.plan.AggregationCall;
import io.millrace.core.plan.BoundExpression;
import io.millrace.core.plan.FeaturePlan;
import io.millrace.core.plan.Ordinals;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Aggregations as SQL. Those whose formula needs all values in order collect them in a list, and are finished from it.
 */
final class DuckDbAggregation {
    private static final String DAY = "86400000000";

    private final FeaturePlan plan;
    private final DuckDbExpression events;
    private final DuckDbWindows windows;

    DuckDbAggregation(FeaturePlan plan, DuckDbExpression events, DuckDbWindows windows) {
        this.plan = plan;
        this.events = events;
        this.windows = windows;
    }

    /**
     * What is left to write of one call.
     *
     * @param argument the argument; where evaluating it can fail, null on rows that the aggregation does not take
     * @param all the filter clause
     * @param known the filter clause that leaves nulls out as well
     */
    private record Parts(String argument, String all, String known) {}

    private Parts parts(AggregationCall call) {
        List<String> inWindow = windows.conditions(plan.windows().get(call.window()));
        List<BoundExpression> filter =
                call.filter().map(plan.filters()::get).stream().toList();
        String condition = filter.isEmpty() ? String.join(" and ", inWindow) : events.guarded(inWindow, filter);
        if (call.argument().isEmpty()) {
            return new Parts("*", filterClause(condition), filterClause(condition));
        }
        BoundExpression argument = call.argument().get();
        String value = events.column(argument);
        if (!condition.isEmpty() && MayFail.in(argument)) {
            String masked = "case when " + condition + " then " + value + " end";
            return new Parts(masked, "", filterClause(masked + " is not null"));
        }
        List<String> known = new ArrayList<>(List.of(value + " is not null"));
        if (!condition.isEmpty()) {
            known.add(condition);
        }
        return new Parts(value, filterClause(condition), filterClause(String.join(" and ", known)));
    }

    private static String filterClause(String condition) {
        return condition.isEmpty() ? "" : " filter (where " + condition + ")";
    }

    /** The aggregation over a group of events: its result, or what {@link #finish} needs. */
    String collect(AggregationCall call) {
        Parts parts = parts(call);
        String argument = parts.argument;
        String time = windows.time();
        return switch (call.function()) {
            case COUNT_ROWS, COUNT -> "count(" + argument + ")" + parts.all;
            case COUNT_DISTINCT -> "count(distinct " + argument + ")" + parts.all;
            case SUM -> sum(call, parts);
            case AVG ->
                "(cast(" + exactSum(call, parts) + " as double) / nullif(count(" + argument + ")" + parts.all + ", 0))";
            case MIN -> "min(" + argument + ")" + parts.all;
            case MAX -> "max(" + argument + ")" + parts.all;
            case FIRST -> "struct_extract(min(row(" + time + ", " + argument + "))" + parts.known + ", 2)";
            case LAST -> "struct_extract(max(row(" + time + ", " + argument + "))" + parts.known + ", 2)";
            case MODE -> mode(call, parts);
            case COUNT_DAYS -> "count(distinct " + DuckDbExpression.day(time) + ")" + parts.all;
            case DECAYED_SUM -> decayedSum(call, parts);
            case VAR_SAMP, VAR_POP, QUANTILE -> "list_sort(list(" + argument + ")" + parts.known + ")";
            case MAX_GAP -> "list_sort(list(" + time + ")" + parts.all + ")";
            case SLOPE -> "list_sort(list(struct_pack(t := " + time + ", x := " + argument + "))" + parts.known + ")";
            case APPROX_QUANTILE, APPROX_COUNT_DISTINCT, USER ->
                throw new IllegalArgumentException(call.function() + " cannot be said");
        };
    }

    /** DuckDB takes a constant before {@code order by} for the share of a percentile. */
    private static String mode(AggregationCall call, Parts parts) {
        boolean[] varies = {false};
        Ordinals.forEach(call.argument().orElseThrow(), ordinal -> varies[0] = true);
        return varies[0]
                ? "mode(" + parts.argument + " order by " + parts.argument + ")" + parts.known
                : "min(" + parts.argument + ")" + parts.all;
    }

    private static String sum(AggregationCall call, Parts parts) {
        return call.type() == DataType.FLOAT64
                ? exactSum(call, parts)
                : "cast(" + exactSum(call, parts) + " as " + DuckDbExpression.type(call.type()) + ")";
    }

    private static String exactSum(AggregationCall call, Parts parts) {
        DataType type = call.argument().orElseThrow().type();
        if (type == DataType.FLOAT64) {
            return DuckDbExpression.inRange("fsum(" + parts.argument + ")" + parts.all, "a sum");
        }
        return type.isDecimal()
                ? "sum(" + parts.argument + ")" + parts.all
                : "sum(cast(" + parts.argument + " as bigint))" + parts.all;
    }

    private String decayedSum(AggregationCall call, Parts parts) {
        String age = "cast(" + windows.shifted(0) + " - " + windows.time() + " as double)";
        String weight = "power(0.5e0, " + age + " / " + DuckDbExpression.real(call.parameter()) + ")";
        return DuckDbExpression.inRange("fsum(" + parts.argument + " * " + weight + ")" + parts.all, "a decayed sum");
    }

    /** The result from what was collected under that name; empty where that is the result. */
    Optional<String> finish(AggregationCall call, String list) {
        return switch (call.function()) {
            case VAR_SAMP -> Optional.of(variance(list, "nullif(len(" + list + ") - 1, 0)"));
            case VAR_POP -> Optional.of(variance(list, "len(" + list + ")"));
            case QUANTILE -> Optional.of(quantile(list, call.parameter()));
            case MAX_GAP ->
                Optional.of("cast(list_max(list_transform(range(2, len(" + list + ") + 1), lambda i: " + list + "[i] - "
                        + list + "[i - 1])) as double) / 1e6");
            case SLOPE -> Optional.of(slope(list));
            default -> Optional.empty();
        };
    }

    /** The value in the middle of a sorted list: shifted by it, squares lose no digits that matter. */
    private static String middle(String list) {
        return list + "[(len(" + list + ") + 1) // 2]";
    }

    private static String total(String list, String term) {
        return "list_aggregate(list_transform(" + list + ", lambda x: " + term + "), 'fsum')";
    }

    private static String variance(String list, String divisor) {
        String difference = "(x - " + middle(list) + ")";
        String squares = total(list, difference + " * " + difference);
        return DuckDbExpression.inRange(
                "(" + squares + " - " + total(list, difference) + " ** 2 / len(" + list + ")) / " + divisor,
                "a variance");
    }

    private static String quantile(String list, double q) {
        String place = DuckDbExpression.real(q) + " * (len(" + list + ") - 1)";
        String below = "cast(floor(" + place + ") as bigint)";
        String value = list + "[" + below + " + 1]";
        String next = list + "[" + below + " + 2]";
        return "case when " + place + " = floor(" + place + ") then " + value + " else " + value + " + (" + next + " - "
                + value + ") * (" + place + " - floor(" + place + ")) end";
    }

    private static String slope(String list) {
        String time = "cast(x.t - " + middle(list) + ".t as double)";
        String value = "(x.x - " + middle(list) + ".x)";
        String count = "len(" + list + ")";
        String products = total(list, time + " * " + value) + " - " + total(list, time) + " * " + total(list, value)
                + " / " + count;
        String squares = total(list, time + " * " + time) + " - " + total(list, time) + " ** 2 / " + count;
        return DuckDbExpression.inRange("(" + products + ") / nullif(" + squares + ", 0) * " + DAY + "e0", "a slope");
    }
}
