package io.millrace.core.plan;

import io.millrace.core.event.DataType;
import io.millrace.core.event.Field;
import io.millrace.core.event.Schema;
import io.millrace.core.feature.FeatureSet;
import io.millrace.core.feature.ForEach;
import io.millrace.core.feature.Names;
import io.millrace.core.feature.Problem;
import io.millrace.core.run.DefinitionException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Turns a feature set, the schema of its events and a window into a {@link FeaturePlan}, or into all its problems.
 *
 * <p>Names are resolved, {@code for} is expanded, types and nullability are inferred, written shorthand ({@code between},
 * {@code case x when}) is reduced to the functions of a plan, equal aggregations, filters and steps are shared, and what
 * no feature needs is left out, after it was checked.
 */
public final class Binder {
    /* How it works. Definitions are bound one after the other, each after those it refers to, into one table of values
     * (Values) in which equal things are found once; event columns keep the schema's numbers. PlanAssembler then takes
     * from the table what the features need and numbers it as a plan does. What is wrong goes to Problems, and binding
     * goes on with Term.Failed, about which nothing more is said. To add a function or an aggregation, see
     * ScalarSignature and AggregationSignature. */
    private final FeatureSet set;
    private final Schema schema;
    private final Window window;
    private final Problems problems;

    private Binder(FeatureSet set, Schema schema, Window window, Problems problems) {
        this.set = set;
        this.schema = schema;
        this.window = window;
        this.problems = problems;
    }

    /**
     * Binds with the set's window before the as-of time.
     *
     * @param schema the columns of the events
     * @throws DefinitionException with all problems
     */
    public static FeaturePlan bind(FeatureSet set, Schema schema, Instant asOf) {
        Problems problems = new Problems();
        return new Binder(set, schema, window(set, asOf, problems), problems).bind();
    }

    /**
     * Binds with another window than the set's.
     *
     * @throws DefinitionException with all problems
     */
    public static FeaturePlan bind(FeatureSet set, Schema schema, Window window) {
        return new Binder(set, schema, window, new Problems()).bind();
    }

    private static Window window(FeatureSet set, Instant asOf, Problems problems) {
        try {
            return Window.before(asOf, set.window());
        } catch (ArithmeticException | IllegalArgumentException e) {
            problems.inPart(
                    Problem.Cause.DEFINITION,
                    "window",
                    "a window of " + set.window() + " before " + asOf + " cannot be told in microseconds of 64 bits",
                    "choose a window of at least a microsecond, and an as-of time within 290,000 years of 1970");
            return new Window(0, 1);
        }
    }

    private FeaturePlan bind() {
        checkColumns();
        List<Expanded> definitions = new Expansion(this::type, problems).expand(set);
        Set<String> names = definitions.stream().map(Expanded::name).collect(Collectors.toSet());
        BuiltIns builtIns = new BuiltIns(window);
        EventScope events = new EventScope(schema, set.columns(), builtIns, names);
        Values values = new Values();
        DefinitionBinder binder = new DefinitionBinder(definitions, events, builtIns, values, problems);
        binder.checkNames(definitions, set.entity());
        Map<String, Optional<BoundExpression.Column>> features = new LinkedHashMap<>();
        for (Expanded definition : definitions) {
            if (definition.feature()) {
                features.put(definition.name(), binder.feature(definition));
            } else {
                binder.define(definition.name());
            }
        }
        List<FeaturePlan.PlannedCheck> checks =
                new CheckBinder(definitions, features, builtIns, problems).bind(set.checks());
        if (!problems.all().isEmpty()) {
            throw new DefinitionException(problems.all());
        }
        return new PlanAssembler(set, schema, window, values).assemble(features, checks);
    }

    private DataType type(ForEach each) {
        Optional<Field> field = schema.find(each.column());
        if (field.isEmpty()) {
            missing(each.column(), "for");
        }
        return field.map(Field::type).orElse(DataType.TEXT);
    }

    private void checkColumns() {
        find(set.entity(), "entity")
                .filter(field -> field.type() != DataType.INT64 && field.type() != DataType.TEXT)
                .ifPresent(field -> problems.inPart(
                        Problem.Cause.INPUT,
                        "entity",
                        "the entity key " + field.name() + " is " + field.type().sql(),
                        "an entity key is bigint or text"));
        find(set.time(), "time")
                .filter(field -> field.type() != DataType.TIMESTAMP)
                .ifPresent(field -> problems.inPart(
                        Problem.Cause.INPUT,
                        "time",
                        "the time column " + field.name() + " is "
                                + field.type().sql(),
                        "an event time is a timestamp"));
        set.columns()
                .forEach((column, type) -> find(column, "columns")
                        .filter(field -> field.type() != type)
                        .ifPresent(field -> problems.inPart(
                                Problem.Cause.INPUT,
                                "columns",
                                "column " + column + " is declared as " + type.sql() + ", and the input holds "
                                        + field.type().sql(),
                                "declare the type that the input has")));
    }

    private Optional<Field> find(String column, String part) {
        Optional<Field> field = schema.find(column);
        if (field.isEmpty()) {
            missing(column, part);
        }
        return field;
    }

    private void missing(String column, String part) {
        problems.missingColumn(
                column,
                new Problem.Place.InPart(part),
                Names.advice(column, schema.names(), "its columns are " + String.join(", ", schema.names())));
    }
}
