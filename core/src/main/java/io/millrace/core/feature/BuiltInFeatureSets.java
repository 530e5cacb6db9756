package io.millrace.core.feature;

import java.util.List;
import java.util.Optional;

/** The feature sets that can be used by name, without a file. */
public final class BuiltInFeatureSets {
    private static final List<FeatureSet> ALL = List.of(StreamflowChurn.featureSet());

    private BuiltInFeatureSets() {}

    public static List<FeatureSet> all() {
        return ALL;
    }

    public static List<String> names() {
        return ALL.stream().map(FeatureSet::name).toList();
    }

    public static Optional<FeatureSet> find(String name) {
        return ALL.stream().filter(set -> set.name().equals(name)).findFirst();
    }
}
