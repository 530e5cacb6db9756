package io.millrace.core.plan;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What was bound so far, equal things once: windows, filters, and values, which are aggregations and expressions over values
 * before them. Event columns are still numbered as in the input's schema, and nothing is left out yet.
 */
final class Values {
    private final List<WindowRange> windows = new ArrayList<>();
    private final Map<WindowRange, Integer> windowNumbers = new HashMap<>();
    private final List<BoundExpression> filters = new ArrayList<>();
    private final Map<BoundExpression, Integer> filterNumbers = new HashMap<>();
    private final List<Value> values = new ArrayList<>();
    private final Map<Value, Integer> valueNumbers = new HashMap<>();

    /** An {@link Aggregated} or a {@link Computed}. */
    sealed interface Value {
        /** What it evaluates, beside a filter. */
        List<BoundExpression> expressions();
    }

    record Aggregated(AggregationCall call) implements Value {
        @Override
        public List<BoundExpression> expressions() {
            return call.arguments();
        }
    }

    record Computed(BoundExpression expression) implements Value {
        @Override
        public List<BoundExpression> expressions() {
            return List.of(expression);
        }
    }

    int window(WindowRange window) {
        return number(window, windows, windowNumbers);
    }

    int filter(BoundExpression filter) {
        return number(filter, filters, filterNumbers);
    }

    int value(Value value) {
        return number(value, values, valueNumbers);
    }

    WindowRange window(int number) {
        return windows.get(number);
    }

    BoundExpression filter(int number) {
        return filters.get(number);
    }

    Value value(int number) {
        return values.get(number);
    }

    /** All values, in the order in which they were found. */
    List<Value> all() {
        return Collections.unmodifiableList(values);
    }

    /** All filters, in the order in which they were found. */
    List<BoundExpression> allFilters() {
        return Collections.unmodifiableList(filters);
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
