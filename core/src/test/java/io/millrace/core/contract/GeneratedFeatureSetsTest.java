package io.millrace.core.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.core.plan.AggregationFunction;
import io.millrace.core.plan.BoundExpression;
import io.millrace.core.plan.FeaturePlan;
import io.millrace.core.plan.ScalarFunction;
import java.util.EnumSet;
import java.util.Set;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterContainer;

/** Generated feature sets are valid, and leave nothing of the language out. */
class GeneratedFeatureSetsTest {
    private static final Set<ScalarFunction> SCALARS = EnumSet.noneOf(ScalarFunction.class);
    private static final Set<AggregationFunction> AGGREGATIONS = EnumSet.noneOf(AggregationFunction.class);
    private static final int[] outcomes = new int[2];
    private static int withDefaults;
    private static int withWindows;
    private static int withBreakdowns;

    @Property(tries = 600, edgeCases = EdgeCasesMode.NONE)
    void bindsEverySet(@ForAll(supplier = GeneratedSetRun.Supplier.class) GeneratedSetRun run) {
        FeaturePlan plan = run.plan();
        plan.aggregations().forEach(call -> {
            AGGREGATIONS.add(call.function());
            call.arguments().forEach(GeneratedFeatureSetsTest::note);
        });
        plan.filters().forEach(GeneratedFeatureSetsTest::note);
        plan.steps().forEach(GeneratedFeatureSetsTest::note);
        outcomes[run.on(new ReferenceEngine()).failed() ? 1 : 0]++;
        withDefaults += plan.features().stream()
                        .anyMatch(feature -> feature.defaultValue().isPresent())
                ? 1
                : 0;
        withWindows += plan.windows().size() > 1 ? 1 : 0;
        withBreakdowns += plan.breakdowns().isEmpty() ? 0 : 1;
    }

    private static void note(BoundExpression expression) {
        GeneratedRun.operations(expression).forEach(call -> SCALARS.add(call.function()));
    }

    @AfterContainer
    static void everythingWasGenerated() {
        assertEquals(EnumSet.allOf(ScalarFunction.class), SCALARS);
        assertEquals(EnumSet.allOf(AggregationFunction.class), AGGREGATIONS);
        assertTrue(outcomes[0] > 2 * outcomes[1], outcomes[1] + " runs failed, " + outcomes[0] + " did not");
        assertTrue(withDefaults > 100, withDefaults + " sets with defaults");
        assertTrue(withWindows > 100, withWindows + " sets with several windows");
        assertTrue(withBreakdowns > 100, withBreakdowns + " sets with breakdowns");
    }
}
