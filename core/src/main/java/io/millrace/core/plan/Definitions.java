package io.millrace.core.plan;

import io.millrace.core.event.DataType;
import io.millrace.core.feature.Expression;
import io.millrace.core.feature.FeatureSet;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** The features and lets of a set by name, after {@code for}, without any input: what can be said before binding. */
final class Definitions {
    private final Map<String, Expanded> byName = new LinkedHashMap<>();
    private final Set<String> cyclic = new HashSet<>();
    private final Functions functions;

    Definitions(FeatureSet set, Functions functions) {
        this.functions = functions;
        Expansion expansion = new Expansion(
                set,
                each -> set.columns().getOrDefault(each.column(), DataType.TEXT),
                Timeline.UNKNOWN,
                new Problems(set.places()));
        expansion.expand().forEach(definition -> byName.putIfAbsent(definition.name(), definition));
        byName.keySet().stream().filter(this::usesItself).forEach(cyclic::add);
    }

    private boolean usesItself(String name) {
        boolean[] found = new boolean[1];
        forEachUsedBy(name, used -> functions.namesOutside(used, other -> found[0] |= other.equals(name)));
        return found[0];
    }

    List<Expanded> features() {
        return byName.values().stream().filter(Expanded::feature).toList();
    }

    Optional<Expanded> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** What a name stands for; empty where it is no definition, or one that uses itself. */
    Optional<Expression> expression(String name) {
        return cyclic.contains(name) ? Optional.empty() : find(name).flatMap(Expanded::expression);
    }

    /** Calls the consumer for a definition's expression and those that it uses, each once. */
    void forEachUsedBy(String name, Consumer<Expression> consumer) {
        Set<String> seen = new HashSet<>();
        Deque<String> open = new ArrayDeque<>();
        open.add(name);
        while (!open.isEmpty()) {
            String next = open.remove();
            if (seen.add(next)) {
                expression(next).ifPresent(expression -> {
                    consumer.accept(expression);
                    functions.namesOutside(expression, open::add);
                });
            }
        }
    }

    /** What the set may call. */
    Functions functions() {
        return functions;
    }
}
