package io.millrace.core.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.core.event.DataType;
import io.millrace.core.plan.AggregationFunction;
import io.millrace.core.plan.BoundExpression;
import io.millrace.core.plan.ScalarFunction;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterContainer;
import org.junit.jupiter.api.Assertions;

/** The generators leave nothing out. */
class GeneratedPlansTest {
    private static final Set<ScalarFunction> SCALARS = EnumSet.noneOf(ScalarFunction.class);
    private static final Set<String> AGGREGATIONS = new HashSet<>();
    private static final int[] outcomes = new int[2];

    @Property(tries = 400, edgeCases = EdgeCasesMode.NONE)
    void generatesEverything(@ForAll(supplier = GeneratedRun.Supplier.class) GeneratedRun run) {
        run.plan().filters().forEach(GeneratedPlansTest::note);
        run.plan().steps().forEach(GeneratedPlansTest::note);
        run.plan().aggregations().forEach(call -> {
            call.argument().ifPresent(GeneratedPlansTest::note);
            String type =
                    call.argument().map(argument -> argument.type().toString()).orElse("");
            AGGREGATIONS.add(call.function() + type + call.filter().isPresent());
        });
        outcomes[run.on(new ReferenceEngine()).failed() ? 1 : 0]++;
    }

    @AfterContainer
    static void everythingWasGenerated() {
        assertEquals(EnumSet.allOf(ScalarFunction.class), SCALARS);
        for (AggregationFunction function : AggregationFunction.values()) {
            Stream<String> types = function == AggregationFunction.COUNT_ROWS
                    ? Stream.of("")
                    : AggregationCells.types(function).stream().map(DataType::toString);
            types.forEach(type -> Assertions.assertAll(
                    () -> assertTrue(AGGREGATIONS.contains(function + type + true), function + type),
                    () -> assertTrue(AGGREGATIONS.contains(function + type + false), function + type)));
        }
        assertTrue(outcomes[0] > 9 * outcomes[1], outcomes[1] + " runs failed, " + outcomes[0] + " did not");
    }

    private static void note(BoundExpression expression) {
        if (expression instanceof BoundExpression.Call call) {
            SCALARS.add(call.function());
            call.arguments().forEach(GeneratedPlansTest::note);
        }
    }
}
