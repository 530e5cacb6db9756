package io.millrace.core.plan;

import io.millrace.core.event.DataType;
import io.millrace.core.event.Field;
import io.millrace.core.event.Schema;
import io.millrace.core.feature.FeatureSet;
import io.millrace.core.feature.ForEach;
import io.millrace.core.feature.Names;
import io.millrace.core.feature.Problem;
import io.millrace.core.port.EventValidator;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the columns of the input must be for a feature set. */
final class InputRules {
    private final Schema schema;
    private final Problems problems;

    InputRules(Schema schema, Problems problems) {
        this.schema = schema;
        this.problems = problems;
    }

    /** Reports what is wrong with the columns of the entity and of the event time, and with declared ones. */
    void check(FeatureSet set, boolean asOfColumn) {
        for (String column : set.entity()) {
            find(column, "entity")
                    .filter(field -> field.type() != DataType.INT64 && field.type() != DataType.TEXT)
                    .ifPresent(field -> report(
                            "entity",
                            "the entity key " + field.name() + " is "
                                    + field.type().sql(),
                            "an entity key is bigint or text"));
        }
        if (set.entity().stream().distinct().count() < set.entity().size()) {
            problems.inPart(
                    Problem.Cause.DEFINITION, "entity", "the entity names a column twice", "name every column once");
        }
        if (asOfColumn && set.entity().contains(FeaturePlan.AS_OF)) {
            problems.inPart(
                    Problem.Cause.DEFINITION,
                    "entity",
                    "the matrix has a column of as-of times, and the entity's column has the same name "
                            + FeaturePlan.AS_OF,
                    "ask for one as-of time without its column, or rename the entity's column in the input");
        }
        find(set.time(), "time")
                .filter(field -> field.type() != DataType.TIMESTAMP)
                .ifPresent(field -> report(
                        "time",
                        "the time column " + field.name() + " is "
                                + field.type().sql(),
                        "an event time is a timestamp"));
        set.columns()
                .forEach((column, type) -> find(column, "columns")
                        .filter(field -> field.type() != type)
                        .ifPresent(field -> report(
                                "columns",
                                "column " + column + " is declared as " + type.sql() + ", and the input holds "
                                        + field.type().sql(),
                                "declare the type that the input has")));
    }

    /** The type of the column; text where the input lacks it, which is reported. */
    DataType type(ForEach each) {
        return find(each.column(), "for").map(Field::type).orElse(DataType.TEXT);
    }

    /** The places in the input of the columns that a validator reads; those that do not fit are reported. */
    List<Integer> columns(String name, EventValidator validator) {
        List<Integer> ordinals = new ArrayList<>();
        for (Field wanted : validator.reads().fields()) {
            Optional<Field> found = find(wanted.name(), "validator " + name);
            if (found.isPresent() && found.get().type() != wanted.type()) {
                report(
                        "validator " + name,
                        "validator " + validator.name() + " reads " + wanted.name() + " as "
                                + wanted.type().sql() + ", and the input holds "
                                + found.get().type().sql(),
                        "");
            }
            ordinals.add(schema.indexOf(wanted.name()));
        }
        return ordinals;
    }

    private Optional<Field> find(String column, String part) {
        Optional<Field> field = schema.find(column);
        if (field.isEmpty()) {
            problems.missingColumn(
                    column,
                    part,
                    Names.advice(column, schema.names(), "its columns are " + String.join(", ", schema.names())));
        }
        return field;
    }

    private void report(String part, String what, String advice) {
        problems.inPart(Problem.Cause.INPUT, part, what, advice);
    }
}
