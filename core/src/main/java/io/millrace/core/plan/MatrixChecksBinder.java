package io.millrace.core.plan;

import io.millrace.core.event.Field;
import io.millrace.core.event.Schema;
import io.millrace.core.feature.Check;
import io.millrace.core.feature.Definition;
import io.millrace.core.feature.Expression;
import io.millrace.core.feature.Problem;
import io.millrace.core.feature.Span;
import io.millrace.core.run.DefinitionException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Binds checks to a matrix that exists already, whoever built it. */
public final class MatrixChecksBinder {
    private MatrixChecksBinder() {}

    /**
     * The checks over the matrix's columns.
     *
     * @param matrix the entity key, then the features
     * @param window that of the run; where it is not known, conditions cannot use {@code as_of} and its like
     * @throws DefinitionException with all problems: the matrix does not fit the checks
     */
    public static List<FeaturePlan.PlannedCheck> bind(List<Check> checks, Schema matrix, Optional<Window> window) {
        List<Expanded> definitions = new ArrayList<>();
        Map<String, Optional<BoundExpression.Column>> columns = new LinkedHashMap<>();
        for (int ordinal = 1; ordinal < matrix.size(); ordinal++) {
            Field field = matrix.field(ordinal);
            definitions.add(definition(field.name()));
            columns.put(field.name(), Optional.of(new BoundExpression.Column(ordinal, field.type(), field.nullable())));
        }
        Problems problems = new Problems();
        List<FeaturePlan.PlannedCheck> bound =
                new CheckBinder(definitions, columns, new BuiltIns(window), problems).bind(checks);
        if (!problems.all().isEmpty()) {
            throw new DefinitionException(
                    problems.all().stream().map(MatrixChecksBinder::ofInput).toList());
        }
        return bound;
    }

    /** A column of the matrix stands for the feature that it holds. */
    private static Expanded definition(String name) {
        Expression expression = new Expression.Name(name, Span.NONE);
        Definition written = new Definition(name, Optional.empty(), expression, name, "");
        return new Expanded(name, Optional.of(expression), written, true);
    }

    private static Problem ofInput(Problem problem) {
        return new Problem(Problem.Cause.INPUT, problem.what(), problem.place(), problem.advice());
    }
}
