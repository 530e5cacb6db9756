package io.millrace.core.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What was bound so far, equal things once: filters, and values, which are aggregations and expressions over values
 * before them. Event columns are still numbered as in the input's schema, and nothing is left out yet.
 */
final class Values {
    private final List<BoundExpression> filters = new ArrayList<>();
    private final Map<BoundExpression, Integer> filterNumbers = new HashMap<>();
    private final List<Value> values = new ArrayList<>();
    private final Map<Value, Integer> valueNumbers = new HashMap<>();

    /** An {@link Aggregated} or a {@link Computed}. */
    sealed interface Value {}

    record Aggregated(AggregationCall call) implements Value {}

    record Computed(BoundExpression expression) implements Value {}

    int filter(BoundExpression filter) {
        return number(filter, filters, filterNumbers);
    }

    int value(Value value) {
        return number(value, values, valueNumbers);
    }

    BoundExpression filter(int number) {
        return filters.get(number);
    }

    Value value(int number) {
        return values.get(number);
    }

    int size() {
        return values.size();
    }

    private static <T> int number(T thing, List<T> things, Map<T, Integer> numbers) {
        Integer known = numbers.putIfAbsent(thing, things.size());
        if (known != null) {
            return known;
        }
        things.add(thing);
        return things.size() - 1;
    }
}
