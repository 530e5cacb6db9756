package io.millrace.core.run;

import io.millrace.core.event.Field;
import io.millrace.core.event.Schema;
import io.millrace.core.feature.Names;
import io.millrace.core.feature.Problem;
import io.millrace.core.plan.FeaturePlan;
import io.millrace.core.port.EventSource;
import io.millrace.core.port.InputFile;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * That duplicate events are removed: of those that are equal in the columns, one is used.
 *
 * @param columns empty for all columns of the input
 */
public record Duplicates(List<String> columns) {
    /** Events that are equal in every column. */
    public static final Duplicates OF_ALL_COLUMNS = new Duplicates(List.of());

    public Duplicates {
        columns = List.copyOf(new LinkedHashSet<>(columns));
    }

    /**
     * The plan that removes them.
     *
     * @throws DefinitionException where the input has no such column, or one that cannot be compared
     */
    FeaturePlan in(FeaturePlan plan, EventSource events) {
        Schema schema = events.schema();
        List<Problem> problems = new ArrayList<>();
        List<Field> compared = new ArrayList<>();
        for (String name : columns.isEmpty() ? allNames(events) : columns) {
            schema.find(name).ifPresentOrElse(compared::add, () -> problems.add(problem(name, events)));
        }
        if (!problems.isEmpty()) {
            throw new DefinitionException(problems);
        }
        return plan.withoutDuplicates(compared);
    }

    private static Set<String> allNames(EventSource events) {
        Set<String> names = new LinkedHashSet<>();
        for (InputFile file : events.files()) {
            file.columns().forEach(column -> names.add(column.name()));
        }
        return names;
    }

    private Problem problem(String name, EventSource events) {
        boolean isThere = allNames(events).contains(name);
        String what = isThere
                ? "the column " + (name.isEmpty() ? "without a name" : name) + " cannot be compared"
                : "the input has no column " + name;
        List<String> names = events.schema().names();
        String otherwise = "its columns are " + String.join(", ", names);
        return new Problem(
                Problem.Cause.INPUT,
                what,
                new Problem.Place.InPart("deduplicate"),
                isThere ? "name the columns by which events are duplicates" : Names.advice(name, names, otherwise));
    }
}
