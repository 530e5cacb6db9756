package io.millrace.core.plan;

import io.millrace.core.event.DataType;
import io.millrace.core.event.Field;
import io.millrace.core.event.Schema;
import io.millrace.core.feature.Definition;
import io.millrace.core.feature.Expression;
import io.millrace.core.feature.FeatureSet;
import io.millrace.core.feature.NameTemplate;
import io.millrace.core.feature.Problem;
import io.millrace.core.port.Extensions;
import io.millrace.core.run.DefinitionException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Binds checks to a matrix that exists already, whoever built it. */
public final class MatrixChecksBinder {
    private MatrixChecksBinder() {}

    /**
     * The set's checks over the matrix's columns. In their conditions {@code as_of} is the matrix's column of that name,
     * where it has one.
     *
     * @param matrix the columns of the entity key, {@code as_of} where there is one, the features
     * @param window that of the run; where it is not known, conditions cannot use {@code window_start} and its like
     * @throws DefinitionException with all problems: the matrix does not fit the checks
     */
    public static List<FeaturePlan.PlannedCheck> bind(
            FeatureSet set, Schema matrix, Optional<Window> window, Extensions extensions) {
        Map<String, Expression.Literal> defaults = defaults(set);
        Map<String, Optional<BoundFeature>> columns = new LinkedHashMap<>();
        for (int ordinal = leadingColumns(set, matrix); ordinal < matrix.size(); ordinal++) {
            Field field = matrix.field(ordinal);
            BoundExpression.Column column = new BoundExpression.Column(ordinal, field.type(), field.nullable());
            Optional<BoundExpression.Constant> filled = Optional.ofNullable(defaults.get(field.name()))
                    .flatMap(literal -> TypedValue.written(literal, field.type()));
            columns.put(field.name(), Optional.of(new BoundFeature(column, Optional.empty(), filled)));
        }
        Problems problems = new Problems(set.places());
        new ExtensionRules(problems).check(extensions);
        List<FeaturePlan.PlannedCheck> bound = new CheckBinder(
                        columns, Set.of(), builtIns(matrix, window), new Functions(extensions), problems)
                .bind(set.checks());
        if (!problems.all().isEmpty()) {
            throw new DefinitionException(
                    problems.all().stream().map(MatrixChecksBinder::ofInput).toList());
        }
        return bound;
    }

    /** The number of the matrix's columns before its features: those of the entity key, and {@code as_of}. */
    public static int leadingColumns(FeatureSet set, Schema matrix) {
        int leading = Math.min(set.entity().size(), matrix.size());
        return leading < matrix.size() && isAsOf(matrix.field(leading)) ? leading + 1 : leading;
    }

    private static boolean isAsOf(Field field) {
        return field.name().equals(FeaturePlan.AS_OF) && field.type() == DataType.TIMESTAMP;
    }

    private static BuiltIns builtIns(Schema matrix, Optional<Window> window) {
        Optional<BoundExpression> column = matrix.find(FeaturePlan.AS_OF)
                .filter(MatrixChecksBinder::isAsOf)
                .map(field -> new BoundExpression.Column(matrix.indexOf(field.name()), field.type(), field.nullable()));
        return new BuiltIns(
                column.or(() -> window.map(run -> new BoundExpression.Constant(DataType.TIMESTAMP, run.end()))),
                window.map(run -> new WindowRange(run.length(), 0)));
    }

    private static Map<String, Expression.Literal> defaults(FeatureSet set) {
        Map<String, Expression.Literal> defaults = new HashMap<>();
        for (Definition feature : set.features()) {
            feature.defaultValue()
                    .ifPresent(literal -> NameTemplate.names(feature).forEach(name -> defaults.put(name, literal)));
        }
        return defaults;
    }

    private static Problem ofInput(Problem problem) {
        return new Problem(Problem.Cause.INPUT, problem.what(), problem.place(), problem.advice());
    }
}
