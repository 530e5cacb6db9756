package io.millrace.core.plan;

import io.millrace.core.event.DataType;
import io.millrace.core.event.Field;
import io.millrace.core.event.Schema;
import io.millrace.core.feature.Expression;
import io.millrace.core.feature.Names;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Inside an aggregation: a name is an event column, else a built-in name.
 *
 * @param declared columns whose type the feature set states
 * @param definitions the names of features and lets, which mean nothing here
 * @param eventTime the name of the event time's column
 * @param window the number of the window of the aggregation
 */
record EventScope(
        Schema schema,
        Map<String, DataType> declared,
        BuiltIns builtIns,
        Set<String> definitions,
        String eventTime,
        int window,
        Functions functions)
        implements Scope {
    /** The same events in another window. */
    EventScope in(BuiltIns names, int number) {
        return new EventScope(schema, declared, names, definitions, eventTime, number, functions);
    }

    /** The event time; empty where the input lacks it. */
    Optional<BoundExpression.Column> time() {
        int ordinal = schema.indexOf(eventTime);
        return ordinal < 0 || schema.field(ordinal).type() != DataType.TIMESTAMP
                ? Optional.empty()
                : Optional.of(column(ordinal));
    }

    @Override
    public Term resolve(Expression.Name name, Reporter reporter) {
        int ordinal = schema.indexOf(name.name());
        if (ordinal >= 0) {
            return new Term.Value(column(ordinal), !declared.containsKey(name.name()), name.span());
        }
        return builtIns.resolve(name).orElseGet(() -> unknown(name, reporter));
    }

    /** A double can be null in any column, because NaN and the infinities are read as null. */
    BoundExpression.Column column(int ordinal) {
        Field field = schema.field(ordinal);
        return new BoundExpression.Column(ordinal, field.type(), field.nullable() || field.type() == DataType.FLOAT64);
    }

    private Term unknown(Expression.Name name, Reporter reporter) {
        if (definitions.contains(name.name())) {
            return reporter.wrong(
                    name.span(),
                    name.name() + " is a feature or let, and inside an aggregation a name is an event column",
                    "compute with " + name.name() + " outside the aggregation");
        }
        return reporter.missingColumn(name.span(), name.name(), nearest(name.name()));
    }

    /** Advice where a column is missing. */
    String nearest(String name) {
        List<String> names = new ArrayList<>(schema.names());
        String columns = String.join(", ", names);
        names.addAll(BuiltIns.NAMES);
        return Names.advice(name, names, "its columns are " + columns);
    }

    Optional<Field> find(String name) {
        return schema.find(name);
    }

    @Override
    public Term aggregate(Expression.Call call, AggregationSignature signature, Reporter reporter) {
        return reporter.wrong(
                call.span(),
                "aggregation " + signature.name() + " stands inside another aggregation",
                "an aggregation takes event columns: compute with its result outside of it");
    }
}
