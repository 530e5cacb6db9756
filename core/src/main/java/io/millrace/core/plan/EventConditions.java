package io.millrace.core.plan;

import io.millrace.core.feature.Expression;
import io.millrace.core.feature.FeatureSet;
import io.millrace.core.feature.Names;
import io.millrace.core.feature.Problem;
import io.millrace.core.feature.Validator;
import io.millrace.core.plan.FeaturePlan.PlannedValidator;
import io.millrace.core.port.EventValidator;
import io.millrace.core.port.Extensions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Binds what is asked of every event by itself: the set's {@code where}, and its validators. */
final class EventConditions {
    private final EventScope events;
    private final InputRules input;
    private final Problems problems;

    /**
     * @param events of any window
     */
    EventConditions(EventScope events, InputRules input, Problems problems) {
        this.events = events;
        this.input = input;
        this.problems = problems;
    }

    /** The condition on all events, over the columns of the input. */
    Optional<BoundExpression> where(FeatureSet set) {
        return set.where().flatMap(where -> condition("where", where.condition(), where.text()));
    }

    /** The validators that are sound, over the columns of the input. */
    List<PlannedValidator> validators(FeatureSet set) {
        List<PlannedValidator> planned = new ArrayList<>();
        for (Validator validator : set.validators()) {
            if (validator instanceof Validator.Condition condition) {
                condition("validator " + condition.name(), condition.expression(), condition.text())
                        .ifPresent(bound -> planned.add(new PlannedValidator(
                                condition.name(), Optional.of(bound), Optional.empty(), List.of())));
            } else {
                named((Validator.Named) validator).ifPresent(planned::add);
            }
        }
        return planned;
    }

    private Optional<PlannedValidator> named(Validator.Named validator) {
        Extensions extensions = events.functions().extensions();
        Optional<EventValidator> found = extensions.validator(validator.use());
        if (found.isEmpty()) {
            List<String> names =
                    extensions.validators().stream().map(EventValidator::name).toList();
            problems.inPart(
                    Problem.Cause.DEFINITION,
                    "validator " + validator.name(),
                    "there is no validator " + validator.use(),
                    ExtensionRules.advice(validator.use(), names, "validators"));
        }
        return found.map(user -> new PlannedValidator(
                validator.name(), Optional.empty(), Optional.of(user), input.columns(validator.name(), user)));
    }

    private Optional<BoundExpression> condition(String part, Expression condition, String text) {
        return new ExpressionBinder(new OneEvent(part), problems.reporter(part, part, text))
                .bindCondition(condition, part)
                .map(Term.Value::expression);
    }

    /** Names in a condition on one event: its columns. */
    private final class OneEvent implements Scope {
        private final String part;

        OneEvent(String part) {
            this.part = part;
        }

        @Override
        public Term resolve(Expression.Name name, Reporter reporter) {
            String written = name.name();
            if (events.find(written).isEmpty()) {
                if (BuiltIns.NAMES.contains(written)) {
                    return reporter.wrong(
                            name.span(),
                            written + " stands in " + part + ", which is the same for all as-of times and windows",
                            "use it in the filter of an aggregation: count(*) filter (where …)");
                }
                if (events.definitions().contains(written)) {
                    return reporter.wrong(
                            name.span(),
                            written + " is a feature or let, and " + part + " sees the columns of one event",
                            "");
                }
                List<String> columns = events.schema().names();
                return reporter.missingColumn(
                        name.span(),
                        written,
                        Names.advice(written, columns, "its columns are " + String.join(", ", columns)));
            }
            return events.resolve(name, reporter);
        }

        @Override
        public Term aggregate(Expression.Call call, AggregationSignature signature, Reporter reporter) {
            return reporter.wrong(
                    call.span(),
                    "aggregation " + signature.name() + " stands in " + part + ", which sees one event",
                    "compare event columns");
        }

        @Override
        public Functions functions() {
            return events.functions();
        }
    }
}
