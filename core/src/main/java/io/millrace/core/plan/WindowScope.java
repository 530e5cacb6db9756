package io.millrace.core.plan;

import io.millrace.core.event.DataType;
import io.millrace.core.feature.Expression;
import io.millrace.core.feature.Names;
import java.util.ArrayList;
import java.util.List;

/**
 * Outside of aggregations, in a definition that is computed in one window: a name is a feature or a let, else a built-in
 * name.
 */
final class WindowScope implements Scope {
    private final DefinitionBinder definitions;
    private final WindowRange window;
    private final BuiltIns builtIns;
    private final EventScope events;
    private final AggregationBinder aggregations;

    WindowScope(DefinitionBinder definitions, WindowRange window, EventScope events, Values values) {
        this.definitions = definitions;
        this.window = window;
        this.builtIns = BuiltIns.of(window);
        this.events = events.in(builtIns, values.window(window));
        this.aggregations = new AggregationBinder(this.events, values);
    }

    @Override
    public Functions functions() {
        return events.functions();
    }

    @Override
    public Term resolve(Expression.Name name, Reporter reporter) {
        return definitions.knows(name.name())
                ? definitions.reference(name, window, reporter)
                : builtIns.resolve(name).orElseGet(() -> unknown(name, reporter));
    }

    private Term unknown(Expression.Name name, Reporter reporter) {
        if (events.find(name.name()).isPresent()) {
            DataType type = events.find(name.name()).get().type();
            String aggregation = type == DataType.TEXT ? "count" : type.isNumeric() ? "sum" : "max";
            return reporter.wrong(
                    name.span(),
                    "event column " + name.name() + " stands outside an aggregation",
                    "aggregate it, for example " + aggregation + "(" + name.name() + ")");
        }
        List<String> names = new ArrayList<>(definitions.names());
        names.addAll(BuiltIns.NAMES);
        return reporter.unknown(
                name.span(),
                "there is no feature or let",
                name.name(),
                Names.advice(name.name(), names, "define it under let"));
    }

    @Override
    public Term aggregate(Expression.Call call, AggregationSignature signature, Reporter reporter) {
        return aggregations.bind(call, signature, reporter);
    }
}
