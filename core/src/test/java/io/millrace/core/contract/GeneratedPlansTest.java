package io.millrace.core.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.core.event.DataType;
import io.millrace.core.plan.AggregationCall;
import io.millrace.core.plan.AggregationFunction;
import io.millrace.core.plan.BoundExpression;
import io.millrace.core.plan.ScalarFunction;
import io.millrace.core.port.Aggregation;
import io.millrace.core.run.Fate;
import io.millrace.core.run.RowCounts;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterContainer;

/** The generators leave nothing out. */
class GeneratedPlansTest {
    private static final Set<ScalarFunction> SCALARS = EnumSet.noneOf(ScalarFunction.class);
    private static final Set<String> AGGREGATIONS = new HashSet<>();
    private static final RowCounts SEEN = new RowCounts();
    private static final int[] outcomes = new int[2];
    private static long rowsSeen;
    private static long defaulted;

    @Property(tries = 4000, edgeCases = EdgeCasesMode.NONE)
    void generatesEverything(@ForAll(supplier = GeneratedRun.Supplier.class) GeneratedRun run) {
        run.plan().filters().forEach(GeneratedPlansTest::note);
        run.plan().steps().forEach(GeneratedPlansTest::note);
        run.plan().aggregations().forEach(call -> {
            call.arguments().forEach(GeneratedPlansTest::note);
            AGGREGATIONS.add(call.function()
                    + own(call)
                    + call.arguments().stream().map(BoundExpression::type).toList()
                    + call.filter().isPresent());
        });
        GeneratedRun.Result result = run.on(new ReferenceEngine());
        outcomes[result.failed() ? 1 : 0]++;
        result.rowsByFile().values().forEach(SEEN::add);
        rowsSeen += result.rows().size();
        defaulted += result.defaulted().stream().mapToLong(Long::longValue).sum();
    }

    private static String own(AggregationCall call) {
        return call.user().map(Aggregation::name).orElse("");
    }

    @AfterContainer
    static void everythingWasGenerated() {
        assertEquals(EnumSet.allOf(ScalarFunction.class), SCALARS);
        for (AggregationFunction function : AggregationCells.builtIn()) {
            List<DataType> types = AggregationCells.types(function);
            if (types.isEmpty()) {
                assertGenerated(function + "[]");
            }
            types.forEach(type -> assertGenerated(function + "[" + type + "]"));
        }
        for (Aggregation own : OwnExtensions.ALL.aggregations()) {
            assertGenerated(AggregationFunction.USER + own.name() + OwnExtensions.types(own));
        }
        for (Fate fate : Fate.values()) {
            boolean possible = fate != Fate.QUARANTINED;
            assertEquals(possible, SEEN.get(fate) > 0, fate.label());
        }
        assertTrue(rowsSeen > 1000, rowsSeen + " rows");
        assertTrue(defaulted > 100, defaulted + " defaults");
        assertTrue(outcomes[0] > 9 * outcomes[1], outcomes[1] + " runs failed, " + outcomes[0] + " did not");
    }

    private static void assertGenerated(String aggregation) {
        assertTrue(AGGREGATIONS.contains(aggregation + true), aggregation + " with filter");
        assertTrue(AGGREGATIONS.contains(aggregation + false), aggregation + " without filter");
    }

    private static void note(BoundExpression expression) {
        GeneratedRun.operations(expression).forEach(call -> SCALARS.add(call.function()));
    }
}
