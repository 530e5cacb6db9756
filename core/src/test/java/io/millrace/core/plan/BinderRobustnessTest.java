package io.millrace.core.plan;

import static org.junit.jupiter.api.Assertions.assertFalse;

import io.millrace.core.evaluate.Evaluator;
import io.millrace.core.event.DataType;
import io.millrace.core.event.Field;
import io.millrace.core.event.Schema;
import io.millrace.core.feature.ProblemPrinter;
import io.millrace.core.run.DefinitionException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.statistics.Statistics;

/**
 * Whatever is written, of whatever types: the binder gives a plan or problems that print, and the evaluator takes every
 * expression of the plan.
 */
class BinderRobustnessTest {
    private static final Schema EVENTS = Schema.of(
            Field.nullable("user_id", DataType.TEXT),
            Field.nullable("ts", DataType.TIMESTAMP),
            Field.nullable("kind", DataType.TEXT),
            Field.required("units", DataType.INT64),
            Field.nullable("price", DataType.FLOAT64),
            Field.nullable("paid", DataType.BOOLEAN),
            Field.nullable("amount", DataType.decimal(10, 2)),
            Field.required("fine", DataType.decimal(18, 18)));

    @Property(tries = 4000, edgeCases = EdgeCasesMode.NONE)
    void givesAPlanThatTheEvaluatorTakesOrProblems(@ForAll("features") String feature) {
        boolean bound = false;
        try {
            FeaturePlan plan = Binder.bind(
                    Bindings.set()
                            .let("total", "count(*)")
                            .let("label", "mode(kind)")
                            .feature("f", feature)
                            .build(),
                    EVENTS,
                    Bindings.AS_OF);
            expressions(plan)
                    .forEach(each ->
                            Evaluator.of(AsOfTimes.at(each, plan.asOfTimes().get(0)), 1));
            bound = true;
        } catch (DefinitionException e) {
            assertFalse(e.problems().isEmpty());
            assertFalse(ProblemPrinter.print(e.problems()).isBlank());
        }
        Statistics.label("bound")
                .collect(bound)
                .coverage(coverage -> coverage.check(true).percentage(share -> share > 4));
    }

    private static List<BoundExpression> expressions(FeaturePlan plan) {
        List<BoundExpression> expressions = new ArrayList<>(plan.filters());
        expressions.addAll(plan.steps());
        plan.aggregations().forEach(call -> expressions.addAll(call.arguments()));
        return expressions;
    }

    @Provide
    Arbitrary<String> features() {
        Arbitrary<String> inner = anything(List.of("units", "price", "kind", "paid", "ts", "amount", "fine"), 1);
        Arbitrary<String> filters =
                Arbitraries.oneOf(Arbitraries.just(""), inner.map(condition -> " filter (where " + condition + ")"));
        Arbitrary<String> second = Arbitraries.of("", "", ", 0.5", ", interval '1 day'", ", 2");
        Arbitrary<String> aggregations = Combinators.combine(
                        Arbitraries.of(AggregationSignature.ALL).map(AggregationSignature::name),
                        Arbitraries.of("", "", "distinct "),
                        inner,
                        second,
                        filters)
                .as((name, distinct, argument, more, filter) -> name + "(" + distinct + argument + more + ")" + filter);
        return Arbitraries.oneOf(
                aggregations,
                aggregations,
                anything(List.of("total", "label", "max(ts)", "sum(amount)", "as_of", "window_days", "units"), 2));
    }

    private static Arbitrary<String> anything(List<String> names, int depth) {
        Arbitrary<String> leaves = Arbitraries.frequencyOf(
                Tuple.of(3, Arbitraries.of(names)),
                Tuple.of(
                        1,
                        Arbitraries.of(
                                "1",
                                "-2.5",
                                "9223372036854775807",
                                "'x'",
                                "'2024-10-31'",
                                "true",
                                "null",
                                "interval '1 hour'",
                                "timestamp '2024-10-31'",
                                "\"x y\"",
                                ":p",
                                "*")));
        if (depth == 0) {
            return leaves;
        }
        Arbitrary<String> part = Arbitraries.lazy(() -> anything(names, depth - 1));
        Arbitrary<String> functions = Arbitraries.of(Stream.concat(
                        ScalarSignature.ALL.stream().map(ScalarSignature::name), Stream.of("mean", "count", "nothing"))
                .toList());
        return Arbitraries.oneOf(
                leaves,
                Combinators.combine(functions, part.list().ofMaxSize(3))
                        .as((name, arguments) -> name + "(" + String.join(", ", arguments) + ")"),
                Combinators.combine(
                                part,
                                Arbitraries.of(
                                        "+", "-", "*", "/", "%", "=", "<>", "<", ">=", "and", "or", "like", "not like"),
                                part)
                        .as((left, operator, right) -> "(" + left + " " + operator + " " + right + ")"),
                Combinators.combine(part, part, part)
                        .as((value, low, high) -> "(" + value + " between " + low + " and " + high + ")"),
                Combinators.combine(part, part.list().ofMinSize(1).ofMaxSize(3))
                        .as((value, options) -> "(" + value + " in (" + String.join(", ", options) + "))"),
                Combinators.combine(part, part, part)
                        .as((when, yes, no) -> "case when " + when + " then " + yes + " else " + no + " end"),
                Combinators.combine(part, part, part)
                        .as((value, when, yes) -> "case " + value + " when " + when + " then " + yes + " end"),
                Combinators.combine(
                                part,
                                Arbitraries.of("bigint", "double", "boolean", "text", "timestamp", "decimal(5, 2)"))
                        .as((value, type) -> "cast(" + value + " as " + type + ")"),
                Combinators.combine(Arbitraries.of("not ", "-"), part)
                        .as((operator, value) -> "(" + operator + value + ")"),
                part.map(value -> "(" + value + " is not null)"));
    }
}
