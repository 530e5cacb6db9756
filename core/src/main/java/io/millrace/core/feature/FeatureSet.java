package io.millrace.core.feature;

import io.millrace.core.event.DataType;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Named, ordered features over one entity, as written: nothing is resolved against any data yet.
 *
 * @param name what the set is called, for example {@code streamflow-churn}
 * @param entity the event column that names the entity
 * @param time the event column that holds the event time
 * @param window the length of the window before the as-of time; positive
 * @param columns event columns whose type is declared
 * @param lets intermediates: computed, not in the matrix
 * @param features the columns of the matrix, in order; at least one
 * @param checks what must hold for the matrix
 */
public record FeatureSet(
        String name,
        String entity,
        String time,
        Duration window,
        Map<String, DataType> columns,
        List<Definition> lets,
        List<Definition> features,
        List<Check> checks) {
    public FeatureSet {
        columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
        lets = List.copyOf(lets);
        features = List.copyOf(features);
        checks = List.copyOf(checks);
        if (window.isZero() || window.isNegative()) {
            throw new IllegalArgumentException("a window must be longer than nothing, not " + window);
        }
        if (features.isEmpty()) {
            throw new IllegalArgumentException("feature set " + name + " has no feature");
        }
    }

    /** Starts a feature set of that name. */
    public static FeatureSetBuilder builder(String name) {
        return new FeatureSetBuilder(name);
    }

    /** The same set over a window of another length. */
    public FeatureSet withWindow(Duration length) {
        return new FeatureSet(name, entity, time, length, columns, lets, features, checks);
    }
}
