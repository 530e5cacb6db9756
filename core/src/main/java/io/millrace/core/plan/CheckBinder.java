package io.millrace.core.plan;

import io.millrace.core.feature.Check;
import io.millrace.core.feature.Expression;
import io.millrace.core.feature.Names;
import io.millrace.core.feature.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Binds checks: a name in their conditions is a feature, or a built-in name. */
final class CheckBinder implements Scope {
    private final Map<String, BoundExpression.Column> features = new LinkedHashMap<>();
    private final List<Expanded> definitions;
    private final BuiltIns builtIns;
    private final Problems problems;

    /**
     * @param columns the features in the order of the matrix, whose first column is the entity key; empty for one that
     *     is wrong
     */
    CheckBinder(
            List<Expanded> definitions,
            Map<String, Optional<BoundExpression.Column>> columns,
            BuiltIns builtIns,
            Problems problems) {
        this.definitions = definitions;
        this.builtIns = builtIns;
        this.problems = problems;
        int ordinal = 1;
        for (Map.Entry<String, Optional<BoundExpression.Column>> entry : columns.entrySet()) {
            if (entry.getValue().isPresent()) {
                BoundExpression.Column value = entry.getValue().get();
                features.put(entry.getKey(), new BoundExpression.Column(ordinal, value.type(), value.nullable()));
            }
            ordinal++;
        }
    }

    List<FeaturePlan.PlannedCheck> bind(List<Check> checks) {
        List<FeaturePlan.PlannedCheck> planned = new ArrayList<>();
        checks.forEach(check -> planned.add(new FeaturePlan.PlannedCheck(check, condition(check))));
        return planned;
    }

    private Optional<BoundExpression> condition(Check check) {
        if (check instanceof Check.Range range) {
            range(range);
        } else if (check instanceof Check.NotNull notNull) {
            find(notNull.feature(), "check of " + notNull.feature());
        } else if (check instanceof Check.Condition condition) {
            Reporter reporter = new Reporter(problems, "check " + condition.name(), condition.text());
            return new ExpressionBinder(this, reporter)
                    .bindCondition(condition.expression(), "a check")
                    .map(Term.Value::expression);
        }
        return Optional.empty();
    }

    private void range(Check.Range range) {
        String part = "check of " + range.feature();
        find(range.feature(), part)
                .filter(column -> !column.type().isNumeric())
                .ifPresent(column -> problems.inPart(
                        Problem.Cause.DEFINITION,
                        part,
                        "a range is for numbers, and " + range.feature() + " is "
                                + column.type().sql(),
                        ""));
    }

    private Optional<BoundExpression.Column> find(String feature, String part) {
        if (!isFeature(feature)) {
            problems.inPart(Problem.Cause.DEFINITION, part, "there is no feature " + feature, advice(feature));
        }
        return Optional.ofNullable(features.get(feature));
    }

    private boolean isFeature(String name) {
        return definitions.stream()
                .anyMatch(
                        definition -> definition.feature() && definition.name().equals(name));
    }

    private String advice(String name) {
        if (definitions.stream().anyMatch(definition -> definition.name().equals(name))) {
            return name + " is a let, and a check sees the matrix only: make it a feature";
        }
        List<String> names = definitions.stream()
                .filter(Expanded::feature)
                .map(Expanded::name)
                .toList();
        return Names.advice(name, names, "the features are " + String.join(", ", names));
    }

    @Override
    public Term resolve(Expression.Name name, Reporter reporter) {
        BoundExpression.Column column = features.get(name.name());
        if (column != null) {
            return new Term.Value(column, false, name.span());
        }
        if (isFeature(name.name())) {
            return new Term.Failed(name.span());
        }
        return builtIns.resolve(name)
                .orElseGet(
                        () -> reporter.wrong(name.span(), "there is no feature " + name.name(), advice(name.name())));
    }

    @Override
    public Term aggregate(Expression.Call call, AggregationSignature signature, Reporter reporter) {
        return reporter.wrong(
                call.span(),
                "aggregation " + signature.name() + " stands in a check, which sees the matrix only",
                "make it a feature and check that");
    }
}
