package io.millrace.core.plan;

import io.millrace.core.event.DataType;
import io.millrace.core.event.Field;
import io.millrace.core.event.Schema;
import io.millrace.core.feature.Definition;
import io.millrace.core.feature.FeatureSet;
import io.millrace.core.feature.ForEach;
import io.millrace.core.feature.Validator;
import io.millrace.core.port.Extensions;
import io.millrace.core.run.DefinitionException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The event columns of a feature set, without any input: a declared column has its type, the event time is a timestamp,
 * and another column the first of text, double, boolean and timestamp with which the set makes most sense.
 */
public final class ColumnsByUse {
    private static final List<DataType> CANDIDATES =
            List.of(DataType.TEXT, DataType.FLOAT64, DataType.BOOLEAN, DataType.TIMESTAMP);

    private final FeatureSet set;
    private final Extensions extensions;
    private final Map<String, DataType> types = new LinkedHashMap<>();

    private ColumnsByUse(FeatureSet set, Extensions extensions) {
        this.set = set;
        this.extensions = extensions;
    }

    /** All columns that the set names, nullable but for the entity's. */
    public static Schema of(FeatureSet set, Extensions extensions) {
        return new ColumnsByUse(set, extensions).find();
    }

    private Schema find() {
        Set<String> undecided = new LinkedHashSet<>();
        for (String column : named()) {
            types.put(column, set.columns().getOrDefault(column, DataType.TEXT));
            if (!set.columns().containsKey(column)) {
                undecided.add(column);
            }
        }
        types.put(set.time(), DataType.TIMESTAMP);
        undecided.remove(set.time());
        set.entity().forEach(undecided::remove);
        int problems = problems();
        for (String column : undecided) {
            problems = decide(column, problems);
        }
        return schema();
    }

    /** Gives the column the first type with the fewest problems. */
    private int decide(String column, int before) {
        DataType best = DataType.TEXT;
        int fewest = before;
        for (DataType candidate : CANDIDATES) {
            types.put(column, candidate);
            int problems = fewest == 0 ? 0 : problems();
            if (problems < fewest) {
                fewest = problems;
                best = candidate;
            }
        }
        types.put(column, best);
        return fewest;
    }

    private int problems() {
        try {
            Binder.bind(set, schema(), List.of(Instant.EPOCH), false, extensions);
            return 0;
        } catch (DefinitionException e) {
            return e.problems().size();
        }
    }

    private Schema schema() {
        List<Field> fields = new ArrayList<>();
        types.forEach(
                (name, type) -> fields.add(new Field(name, type, !set.entity().contains(name))));
        return new Schema(fields);
    }

    private Set<String> named() {
        Set<String> names = new LinkedHashSet<>(set.entity());
        names.add(set.time());
        names.addAll(set.columns().keySet());
        set.where().ifPresent(where -> Functions.allNames(where.condition(), names::add));
        for (Validator validator : set.validators()) {
            if (validator instanceof Validator.Condition condition) {
                Functions.allNames(condition.expression(), names::add);
            }
        }
        set.lets().forEach(definition -> collect(definition, names));
        set.features().forEach(definition -> collect(definition, names));
        names.removeAll(BuiltIns.NAMES);
        return names;
    }

    private void collect(Definition definition, Set<String> names) {
        definition.each().stream().map(ForEach::column).forEach(names::add);
        new Functions(extensions).namesInside(definition.expression(), names::add);
    }
}
