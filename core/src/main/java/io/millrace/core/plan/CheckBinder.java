package io.millrace.core.plan;

import io.millrace.core.event.DataType;
import io.millrace.core.feature.Check;
import io.millrace.core.feature.Expression;
import io.millrace.core.feature.Names;
import io.millrace.core.feature.Printer;
import io.millrace.core.feature.Problem;
import io.millrace.core.plan.FeaturePlan.PlannedCheck;
import io.millrace.core.port.MatrixCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Binds checks: a name in their conditions is a feature, or a built-in name. */
final class CheckBinder implements Scope {
    private final Map<String, Optional<BoundFeature>> features;
    private final Set<String> lets;
    private final BuiltIns builtIns;
    private final Functions functions;
    private final Problems problems;

    /**
     * @param features columns of the matrix by name; empty for one that is wrong
     * @param lets the names that are no columns
     */
    CheckBinder(
            Map<String, Optional<BoundFeature>> features,
            Set<String> lets,
            BuiltIns builtIns,
            Functions functions,
            Problems problems) {
        this.features = features;
        this.lets = lets;
        this.builtIns = builtIns;
        this.functions = functions;
        this.problems = problems;
    }

    List<PlannedCheck> bind(List<Check> checks) {
        List<PlannedCheck> planned = new ArrayList<>();
        checks.forEach(check -> planned.add(bind(check)));
        return planned;
    }

    private PlannedCheck bind(Check check) {
        if (check instanceof Check.Named named) {
            return new PlannedCheck(check, Optional.empty(), user(named));
        }
        return new PlannedCheck(check, condition(check), Optional.empty());
    }

    private Optional<BoundExpression> condition(Check check) {
        if (check instanceof Check.Condition condition) {
            String part = "check " + condition.name();
            Reporter reporter = problems.reporter(part, part, condition.text());
            return new ExpressionBinder(this, reporter)
                    .bindCondition(condition.expression(), "a check")
                    .map(Term.Value::expression);
        }
        if (check instanceof Check.Correlation) {
            return Optional.empty();
        }
        String part = "check " + check.key();
        Optional<BoundFeature> feature = find(check.key(), part);
        if (check instanceof Check.Range) {
            feature.ifPresent(found -> range(found, check.key(), part));
        } else if (check instanceof Check.MaxDefault) {
            return feature.flatMap(found -> isDefault(found, check.key(), part));
        } else if (check instanceof Check.Share share) {
            return feature.flatMap(found -> isValue(found, share, part));
        }
        return Optional.empty();
    }

    private void range(BoundFeature feature, String name, String part) {
        if (!feature.column().type().isNumeric()) {
            report(
                    part,
                    "a range is for numbers, and " + name + " is "
                            + feature.column().type().sql(),
                    "check how often a value occurs with share, or a condition with expression");
        }
    }

    private Optional<BoundExpression> isDefault(BoundFeature feature, String name, String part) {
        if (feature.defaultValue().isEmpty()) {
            report(
                    part,
                    "max_default is about the default of " + name + ", which has none",
                    "give " + name + " a default, for example default: 0");
        }
        return feature.defaultValue().map(value -> equal(feature.column(), value));
    }

    private Optional<BoundExpression> isValue(BoundFeature feature, Check.Share share, String part) {
        DataType type = feature.column().type();
        Optional<BoundExpression.Constant> value = TypedValue.written(share.value(), type);
        if (value.isEmpty()) {
            report(
                    part,
                    "the value " + Printer.print(share.value()) + " is none of " + share.feature() + ", which is "
                            + type.sql(),
                    "");
        }
        return value.map(constant -> equal(feature.column(), constant));
    }

    private static BoundExpression equal(BoundExpression.Column column, BoundExpression.Constant value) {
        return new BoundExpression.Call(
                ScalarFunction.EQUAL, List.of(column, value), DataType.BOOLEAN, column.nullable());
    }

    private Optional<MatrixCheck> user(Check.Named named) {
        Optional<MatrixCheck> found = functions.extensions().check(named.use());
        if (found.isEmpty()) {
            List<String> names = functions.extensions().checks().stream()
                    .map(MatrixCheck::name)
                    .toList();
            report(
                    "check " + named.name(),
                    "there is no check " + named.use(),
                    ExtensionRules.advice(named.use(), names, "checks"));
        }
        return found;
    }

    private Optional<BoundFeature> find(String feature, String part) {
        if (!features.containsKey(feature)) {
            report(part, "there is no feature " + feature, advice(feature));
        }
        return features.getOrDefault(feature, Optional.empty());
    }

    private void report(String part, String what, String advice) {
        problems.inPart(Problem.Cause.DEFINITION, part, what, advice);
    }

    private String advice(String name) {
        if (lets.contains(name)) {
            return name + " is a let, and a check sees the matrix only: make it a feature";
        }
        return Names.advice(name, features.keySet(), "the features are " + String.join(", ", features.keySet()));
    }

    @Override
    public Term resolve(Expression.Name name, Reporter reporter) {
        Optional<BoundFeature> feature = features.get(name.name());
        if (feature != null) {
            return feature.<Term>map(found -> new Term.Value(found.column(), false, name.span()))
                    .orElse(new Term.Failed(name.span()));
        }
        return builtIns.resolve(name)
                .orElseGet(
                        () -> reporter.unknown(name.span(), "there is no feature", name.name(), advice(name.name())));
    }

    @Override
    public Functions functions() {
        return functions;
    }

    @Override
    public Term aggregate(Expression.Call call, AggregationSignature signature, Reporter reporter) {
        return reporter.wrong(
                call.span(),
                "aggregation " + signature.name() + " stands in a check, which sees the matrix only",
                "make it a feature and check that");
    }
}
