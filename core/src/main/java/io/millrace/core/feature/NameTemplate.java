package io.millrace.core.feature;

import java.util.List;
import java.util.Locale;

/** The names that {@code for} gives to the repetitions of a definition. */
public final class NameTemplate {
    private NameTemplate() {}

    /**
     * The names of a definition: its own, or one for every value of {@code for}, in that order.
     *
     * @return as many names as there are values, which need not differ
     */
    public static List<String> names(Definition definition) {
        return definition
                .each()
                .map(each -> each.values().stream()
                        .map(value -> name(definition.name(), each.column(), value))
                        .toList())
                .orElseGet(() -> List.of(definition.name()));
    }

    /** The template with the value, as snake_case, in place of the column in braces. */
    public static String name(String template, String column, String value) {
        return template.replace(placeholder(column), snakeCase(value));
    }

    /** What stands in a template for the value: {@code {event_type}}. */
    static String placeholder(String column) {
        return "{" + column + "}";
    }

    /** Letters and digits in lower case, joined by {@code _} where there was anything else: {@code page_view}. */
    static String snakeCase(String value) {
        return value.replaceAll("(?<=[\\p{Ll}0-9])(?=\\p{Lu})", "_")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}0-9]+", "_")
                .replaceAll("^_|_$", "");
    }
}
