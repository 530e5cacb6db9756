package io.millrace.core.inspect;

import io.millrace.core.feature.Expression;
import io.millrace.core.feature.FeatureSetBuilder;
import io.millrace.core.feature.Printer;
import io.millrace.core.feature.Span;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Proposes features of every kind: recency, frequency, what happened, amounts, diversity, trend. */
final class DraftFeatures {
    private static final int MOST_VALUES = 12;
    private static final int MOST_RECENT = 3;
    private static final int MOST_COLUMNS = 3;

    private final FeatureSetBuilder builder;
    private final String time;
    private final long days;
    private final Set<String> names = new HashSet<>(Set.of("as_of", "window_start", "window_middle", "window_days"));
    private final Map<String, String> comments = new LinkedHashMap<>();

    /**
     * @param days the length of the set's window
     */
    DraftFeatures(FeatureSetBuilder builder, String time, String entity, long days) {
        this.builder = builder;
        this.time = name(time);
        this.days = days;
        names.add(entity);
    }

    /** What stands above a definition, by its name. */
    Map<String, String> comments() {
        return comments;
    }

    void add(Optional<SampledColumn> type, List<SampledColumn> measures, List<SampledColumn> categories) {
        String firstHalf = free("events_first_half");
        String secondHalf = free("events_second_half");
        builder.let(firstHalf, "count(*) filter (where " + time + " < window_middle)");
        builder.let(secondHalf, "count(*) filter (where " + time + " >= window_middle)");
        feature(
                "days_since_last_event",
                "Recency: whole days from the last event to the as-of time",
                "days_between(max(" + time + "), as_of)");
        frequency();
        type.ifPresent(this::types);
        for (SampledColumn measure : measures.subList(0, Math.min(MOST_COLUMNS, measures.size()))) {
            amounts(measure);
        }
        for (SampledColumn category : categories.subList(0, Math.min(MOST_COLUMNS, categories.size()))) {
            feature(
                    "distinct_" + snakeCase(category.name()),
                    "Diversity: how many different values occur",
                    "count(distinct " + name(category.name()) + ")");
        }
        String trend = feature(
                "activity_trend",
                "Trend: from -1 (all events in the first half of the window) to 1 (all in the second)",
                "(" + secondHalf + " - " + firstHalf + ") / (" + secondHalf + " + " + firstHalf + ")");
        builder.checkRange(trend, -1, 1);
    }

    private void frequency() {
        List<String> lengths = Stream.of(1L, 7L, 30L)
                .filter(length -> length < days)
                .map(length -> length + "d")
                .toList();
        if (lengths.isEmpty()) {
            feature("events", "Frequency: how many events in the window", "count(*)");
        } else {
            List<String> all = new ArrayList<>(lengths);
            all.add(days + "d");
            feature("events", "Frequency: how many events, once per window", "count(*)");
            builder.overEach(all.toArray(String[]::new));
            all.forEach(length -> names.add("events_" + length));
        }
        feature("active_days", "Frequency: on how many days (UTC) something happened", "count_days()");
    }

    private void types(SampledColumn type) {
        Map<String, String> byName = new LinkedHashMap<>();
        type.counts().keySet().forEach(value -> {
            String snake = snakeCase(value.toString());
            boolean free = !names.contains("count_" + snake) && !names.contains("days_since_" + snake);
            if (free && !snake.equals("column") && !snake.equals("last_event")) {
                byName.putIfAbsent(snake, value.toString());
            }
        });
        List<String> values = byName.values().stream().limit(MOST_VALUES).toList();
        if (values.isEmpty()) {
            return;
        }
        String placeholder = "{" + type.name() + "}";
        String condition = " filter (where " + name(type.name()) + " = "
                + Printer.print(new Expression.Parameter(type.name(), Span.NONE)) + ")";
        feature(
                "count_" + placeholder,
                "What happened: one column per value. Values that occur and are not listed are counted in the run's summary"
                        + (byName.size() > values.size()
                                ? "; the sample has " + type.counts().size() + " values"
                                : ""),
                "count(*)" + condition);
        builder.forEach(type.name(), values);
        feature(
                "days_since_" + placeholder,
                "Recency of what happens most; null where it never happened in the window",
                "days_between(max(" + time + ")" + condition + ", as_of)");
        builder.forEach(type.name(), values.subList(0, Math.min(MOST_RECENT, values.size())));
        byName.keySet().forEach(snake -> names.addAll(List.of("count_" + snake, "days_since_" + snake)));
    }

    private void amounts(SampledColumn measure) {
        String column = name(measure.name());
        feature("sum_" + snakeCase(measure.name()), "Amount: in all, 0 where there is none", "sum(" + column + ")");
        builder.defaultTo(0);
        feature("avg_" + snakeCase(measure.name()), "Amount: per event that has one", "avg(" + column + ")");
    }

    private String feature(String wanted, String comment, String expression) {
        String name = wanted.contains("{") ? wanted : free(wanted);
        builder.feature(name, expression);
        comments.put(name, comment);
        return name;
    }

    private String free(String wanted) {
        String name = wanted;
        for (int i = 2; !names.add(name); i++) {
            name = wanted + "_" + i;
        }
        return name;
    }

    /** The name of a column in an expression. */
    private static String name(String column) {
        return Printer.print(new Expression.Name(column, Span.NONE));
    }

    /** As names are made of values; of a text without letters and digits, a word. */
    private static String snakeCase(String text) {
        String snake = text.replaceAll("(?<=[\\p{Ll}0-9])(?=\\p{Lu})", "_")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}0-9]+", "_")
                .replaceAll("^_|_$", "");
        return snake.isEmpty() ? "column" : snake;
    }
}
