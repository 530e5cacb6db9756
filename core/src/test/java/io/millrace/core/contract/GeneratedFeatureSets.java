package io.millrace.core.contract;

import io.millrace.core.feature.FeatureSet;
import io.millrace.core.feature.FeatureSetBuilder;
import io.millrace.core.feature.Validator;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/**
 * Whole feature sets over {@link GeneratedEvents}, as people write them and valid by construction: intermediates, one
 * copy per value, windows and offsets, defaults, references, conditions on all events, validators, checks. They use {@link
 * OwnExtensions#ALL}.
 */
public final class GeneratedFeatureSets {
    private static final List<String> TYPES = List.of("view", "buy", "BUY");
    private static final List<String> LENGTHS = List.of("1d", "15d", "60d");

    private final GeneratedTexts texts;
    private final FeatureSetBuilder set = FeatureSet.builder("generated");
    private final Map<Character, List<String>> names = new HashMap<>();
    private final List<String> numbers = new ArrayList<>();

    private GeneratedFeatureSets(Random random) {
        this.texts = new GeneratedTexts(random);
    }

    public static Arbitrary<FeatureSet> sets() {
        return Arbitraries.randomValue(random -> new GeneratedFeatureSets(random).draw());
    }

    private FeatureSet draw() {
        set.entity(texts.pick(List.of(List.of("user"), List.of("user"), List.of("user", "place"))));
        set.time("at").window("30d");
        if (texts.chance(0.2)) {
            set.where(texts.ofEvents('b', 2, true));
        }
        if (texts.chance(0.2)) {
            set.validate("drawn", texts.ofEvents('b', 1, true));
        }
        if (texts.chance(0.2)) {
            set.validate(new Validator.Named("own", OwnExtensions.NOT_NEGATIVE.name()));
        }
        for (int i = texts.pick(List.of(0, 1, 2, 3)); i > 0; i--) {
            define("let_" + i, true);
        }
        for (int i = texts.pick(List.of(1, 2, 3, 4)); i > 0; i--) {
            define("feature_" + i, false);
        }
        check();
        return set.build();
    }

    private void define(String name, boolean let) {
        char kind = texts.kind();
        boolean each = texts.chance(0.25);
        String template = each ? name + "_{type}" : name;
        String expression = each ? ofOneValue(kind) : texts.ofFeatures(kind, 2, names);
        if (let) {
            set.let(template, expression);
        } else {
            set.feature(template, expression);
        }
        List<String> copies = new ArrayList<>(List.of(name));
        if (each) {
            set.forEach("type", TYPES.subList(0, 2));
            copies = new ArrayList<>(List.of(name + "_view", name + "_buy"));
        }
        copies = inWindows(copies);
        if (!let && texts.chance(0.3)) {
            setDefault(kind);
        }
        names.computeIfAbsent(kind, of -> new ArrayList<>()).addAll(copies);
        if (!let && (kind == 'i' || kind == 'd')) {
            numbers.addAll(copies);
        }
    }

    private String ofOneValue(char kind) {
        String aggregation = texts.aggregation(kind);
        int filter = aggregation.indexOf(" filter (where ");
        String call = filter < 0 ? aggregation : aggregation.substring(0, filter);
        return call + " filter (where type = :type and (" + texts.ofEvents('b', 1, false) + "))";
    }

    private List<String> inWindows(List<String> copies) {
        List<String> named = copies;
        if (texts.chance(0.2)) {
            set.over(texts.pick(LENGTHS));
        } else if (texts.chance(0.2)) {
            set.overEach(LENGTHS.get(0), LENGTHS.get(1));
            named = copies.stream()
                    .flatMap(copy -> LENGTHS.subList(0, 2).stream().map(length -> copy + "_" + length))
                    .toList();
        }
        if (texts.chance(0.2)) {
            set.offset(texts.pick(LENGTHS));
        }
        return named;
    }

    private void setDefault(char kind) {
        switch (kind) {
            case 'i' -> set.defaultTo(-1L);
            case 'd' -> set.defaultTo(0.5);
            case 'b' -> set.defaultTo(true);
            case 't' -> set.defaultTo("never");
            case 's' -> set.defaultTo("2024-01-01 00:00:00");
            default -> set.defaultTo(7L);
        }
    }

    private void check() {
        if (!numbers.isEmpty() && texts.chance(0.5)) {
            String name = texts.pick(numbers);
            set.checkRange(name, -1000, 1000);
            set.checkCondition("drawn", name + " <= 1000 or " + name + " is null");
        }
    }
}
