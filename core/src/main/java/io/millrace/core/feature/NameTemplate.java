package io.millrace.core.feature;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The names of a repeated definition. Every column that it is repeated for stands in braces in its name and is replaced
 * by the value in snake case; the length of a window from a list is put at the end, or where {@code {window}} stands.
 */
public final class NameTemplate {
    /** The most copies that a definition may have. */
    static final int MOST_COPIES = 10_000;

    static final String WINDOW = "{window}";

    private NameTemplate() {}

    /**
     * One copy of a definition.
     *
     * @param name its name
     * @param values the value of each column of {@link Definition#each}, in order, as written
     * @param length the length of its window, where the definition has its own
     */
    public record Repetition(String name, List<String> values, Optional<Duration> length) {
        public Repetition {
            values = List.copyOf(values);
        }

        private Repetition with(String column, String value) {
            List<String> more = new ArrayList<>(values);
            more.add(value);
            return new Repetition(name.replace(placeholder(column), snakeCase(value)), more, length);
        }

        private Repetition with(Duration own, boolean suffixed) {
            String label = Lengths.label(own);
            String named = name.contains(WINDOW) ? name.replace(WINDOW, label) : name + "_" + label;
            return new Repetition(suffixed ? named : name, values, Optional.of(own));
        }
    }

    /** All copies of a definition, one for every combination of values and lengths, the lengths fastest. */
    public static List<Repetition> repetitions(Definition definition) {
        return repetitions(definition.name(), definition.each(), definition.windows());
    }

    static List<Repetition> repetitions(String template, List<ForEach> each, Optional<Windows> windows) {
        List<Repetition> copies = List.of(new Repetition(template, List.of(), Optional.empty()));
        for (ForEach column : each) {
            copies = copies.stream()
                    .flatMap(copy -> column.values().stream().map(value -> copy.with(column.column(), value)))
                    .toList();
        }
        if (windows.isEmpty() || windows.get().lengths().isEmpty()) {
            return copies;
        }
        Windows own = windows.get();
        return copies.stream()
                .flatMap(copy -> own.lengths().stream().map(length -> copy.with(length, own.suffixed())))
                .toList();
    }

    /** Whether there are more than {@link #MOST_COPIES}; none is made for the answer. */
    static boolean isTooMany(List<ForEach> each, Optional<Windows> windows) {
        long copies = Math.max(1, windows.map(own -> own.lengths().size()).orElse(1));
        for (ForEach column : each) {
            copies *= column.values().size();
            if (copies > MOST_COPIES) {
                return true;
            }
        }
        return copies > MOST_COPIES;
    }

    /** The names of all copies of a definition. */
    public static List<String> names(Definition definition) {
        return repetitions(definition).stream().map(Repetition::name).toList();
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
