package io.millrace.core.feature;

import io.millrace.core.event.DataType;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Named, ordered features over one entity, as written: nothing is resolved against any data yet.
 *
 * @param name what the set is called, for example {@code streamflow-churn}
 * @param entity the event columns that name the entity, at least one
 * @param time the event column that holds the event time
 * @param window the length of the window before the as-of time; positive
 * @param columns event columns whose type is declared
 * @param where the condition on all events; without it none is excluded
 * @param validators what an event must fulfil to be used
 * @param lets intermediates: computed, not in the matrix
 * @param features the columns of the matrix, in order; at least one
 * @param checks what must hold for the matrix
 * @param places where the parts are written; no part of equality
 */
public record FeatureSet(
        String name,
        List<String> entity,
        String time,
        Duration window,
        Map<String, DataType> columns,
        Optional<Where> where,
        List<Validator> validators,
        List<Definition> lets,
        List<Definition> features,
        List<Check> checks,
        Places places) {
    /** A set that stands in no file. */
    public FeatureSet(
            String name,
            List<String> entity,
            String time,
            Duration window,
            Map<String, DataType> columns,
            Optional<Where> where,
            List<Validator> validators,
            List<Definition> lets,
            List<Definition> features,
            List<Check> checks) {
        this(name, entity, time, window, columns, where, validators, lets, features, checks, Places.UNKNOWN);
    }

    public FeatureSet {
        entity = List.copyOf(entity);
        validators = List.copyOf(validators);
        columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
        lets = List.copyOf(lets);
        features = List.copyOf(features);
        checks = List.copyOf(checks);
        if (window.isZero() || window.isNegative()) {
            throw new IllegalArgumentException("a window must be longer than nothing, not " + window);
        }
        if (entity.isEmpty()) {
            throw new IllegalArgumentException("feature set " + name + " names no entity");
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
        return new FeatureSet(name, entity, time, length, columns, where, validators, lets, features, checks, places);
    }
}
