package io.millrace.core.plan;

import io.millrace.core.feature.Definition;
import io.millrace.core.feature.FeatureSet;
import io.millrace.core.feature.Lengths;
import io.millrace.core.feature.NameTemplate;
import io.millrace.core.feature.Windows;
import java.time.Duration;
import java.util.Optional;

/** The window of one copy of a definition, in words: "the 7 days that end 1 day before the as-of time". */
record WindowPhrases(Duration length, Duration offset, boolean own) {
    static WindowPhrases of(FeatureSet set, Definition definition, String name) {
        Optional<Duration> own = NameTemplate.repetitions(definition).stream()
                .filter(copy -> copy.name().equals(name))
                .findFirst()
                .flatMap(NameTemplate.Repetition::length);
        Duration offset = definition.windows().map(Windows::offset).orElse(Duration.ZERO);
        return new WindowPhrases(
                own.orElse(set.window()), offset, definition.windows().isPresent());
    }

    double days() {
        return length.toNanos() / (Window.MICROS_PER_DAY * 1e3);
    }

    @Override
    public String toString() {
        String days = "the " + Lengths.print(length);
        return offset.isZero()
                ? days + " before the as-of time"
                : days + " that end " + Lengths.print(offset) + " before the as-of time";
    }
}
