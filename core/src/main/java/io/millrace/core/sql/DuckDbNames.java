package io.millrace.core.sql;

import io.millrace.core.event.Field;
import io.millrace.core.plan.FeaturePlan;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * What the columns of a query are called: values by their feature's name where that is unique in DuckDB, which takes no
 * notice of case, entity keys by their own.
 *
 * @param keys quoted
 * @param asOf the column of as-of times within the query
 * @param values quoted, by place in the line of values
 */
record DuckDbNames(List<String> keys, String asOf, List<String> values) {
    static DuckDbNames of(FeaturePlan plan) {
        Set<String> taken = new HashSet<>();
        List<String> keys = plan.keyFields().stream().map(Field::name).toList();
        keys.forEach(key -> taken.add(lower(key)));
        List<String> values = values(plan, taken);
        plan.reads().names().forEach(name -> taken.add(lower(name)));
        return new DuckDbNames(
                keys.stream().map(DuckDbExpression::name).toList(), unique(FeaturePlan.AS_OF, taken), values);
    }

    private static List<String> values(FeaturePlan plan, Set<String> taken) {
        String[] chosen = new String[plan.valueCount()];
        for (FeaturePlan.Feature feature : plan.features()) {
            String name = feature.field().name();
            if (chosen[feature.value()] == null && taken.add(lower(name))) {
                chosen[feature.value()] = DuckDbExpression.name(name);
            }
        }
        int aggregations = plan.aggregations().size();
        return IntStream.range(0, chosen.length)
                .mapToObj(value -> {
                    String number =
                            value < aggregations ? "aggregation_" + (value + 1) : "step_" + (value - aggregations + 1);
                    return chosen[value] != null ? chosen[value] : unique(number, taken);
                })
                .toList();
    }

    private static String unique(String wanted, Set<String> taken) {
        StringBuilder name = new StringBuilder(wanted);
        while (!taken.add(name.toString())) {
            name.append('_');
        }
        return name.toString();
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
