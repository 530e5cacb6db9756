package io.millrace.engine.arrow;

import static io.millrace.core.plan.AggregationFunction.MAX;
import static io.millrace.core.plan.AggregationFunction.SUM;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.core.contract.EngineUnderTest;
import io.millrace.core.contract.Expressions;
import io.millrace.core.contract.MemoryEventSource;
import io.millrace.core.contract.PlanBuilder;
import io.millrace.core.contract.Rows;
import io.millrace.core.event.DataType;
import io.millrace.core.plan.AggregationFunction;
import io.millrace.core.plan.BoundExpression;
import io.millrace.core.plan.ScalarFunction;
import io.millrace.core.port.RunListener;
import io.millrace.core.run.InputException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is said of a value that cannot be computed: the features, the entity, the value. */
class EngineFailureTest {
    private final Allocators allocators = new Allocators();
    private final PlanBuilder plan = Log.plan();

    @AfterEach
    void everythingIsFreed() {
        allocators.verifyReleased();
    }

    private String failure(DataType key, PlanBuilder features, Object... units) {
        var events = Rows.rows();
        for (int i = 0; i < units.length; i++) {
            Object entity = key == DataType.TEXT ? "user " + i / 2 : (Object) (long) (i / 2);
            events.add(Rows.row(entity, 5, "buy", 1.0 * i, units[i]));
        }
        var source = MemoryEventSource.ofRows(Log.schema(key), events);
        return assertThrows(
                        InputException.class,
                        () -> EngineUnderTest.of(new ArrowFeatureEngine(allocators))
                                .run(features.build(), source))
                .getMessage();
    }

    @Test
    void namesFeaturesAndEntityOfASum() {
        BoundExpression sum = plan.aggregate(SUM, plan.column("units"));
        plan.feature("innocent", plan.countRows())
                .feature("total", sum)
                .feature("half", Expressions.divide(sum, plan.countRows()));
        assertEquals(
                "features total, half, entity 1: the sum 9223372036854775808 is outside bigint; "
                        + "sum a double, cast(… as double), where that is meant",
                failure(DataType.INT64, plan, 1L, 1L, Long.MAX_VALUE, 1L));
    }

    @Test
    void namesTheEntityOfAFilterAnArgumentAndAStep() {
        BoundExpression next = Expressions.call(ScalarFunction.ADD, plan.column("units"), Expressions.constant(1));
        PlanBuilder filter = Log.plan(DataType.TEXT);
        BoundExpression large = Expressions.call(
                ScalarFunction.GREATER,
                Expressions.call(ScalarFunction.ADD, filter.column("units"), Expressions.constant(1)),
                Expressions.constant(0));
        filter.feature("large", filter.countRows(large));
        String message = failure(DataType.TEXT, filter, 1L, 1L, 1L, Long.MAX_VALUE);
        assertTrue(message.startsWith("feature large, entity user 1: "), message);

        plan.feature("next", plan.aggregate(MAX, next));
        message = failure(DataType.INT64, plan, 1L, 1L, 1L, Long.MAX_VALUE);
        assertTrue(message.startsWith("feature next, entity 1: "), message);
        assertTrue(message.contains("9223372036854775807"), message);

        PlanBuilder step = Log.plan();
        step.feature(
                "after",
                Expressions.call(
                        ScalarFunction.ADD, step.aggregate(MAX, step.column("units")), Expressions.constant(1)));
        message = failure(DataType.INT64, step, 1L, 1L, 1L, Long.MAX_VALUE);
        assertTrue(message.startsWith("feature after, entity 1: "), message);
    }

    /** Row numbers of a null in the roster count from 1 within its file. */
    @Test
    void namesTheRowOfANullInTheRoster() {
        List<Object> roster = new ArrayList<>(List.of(1L, 2L));
        roster.add(null);
        plan.feature("rows", plan.countRows());
        var failure = assertThrows(
                InputException.class,
                () -> EngineUnderTest.of(new ArrowFeatureEngine(allocators))
                        .withBatchRows(2)
                        .withRoster(DataType.INT64, roster)
                        .run(plan.build(), MemoryEventSource.ofRows(Log.schema(DataType.INT64), Rows.rows())));
        assertEquals(
                "the roster roster has a row without entity (row 3); remove it, or fill it in", failure.getMessage());
    }

    /** The records of rows that were taken in before a spill are gone when a later row fails. */
    @Test
    void namesTheEntityAlsoAfterASpill() {
        BoundExpression next = Expressions.call(ScalarFunction.ADD, plan.column("units"), Expressions.constant(1));
        plan.feature("different", plan.aggregate(AggregationFunction.COUNT_DISTINCT, plan.column("at")))
                .feature("next", plan.aggregate(MAX, next));
        var events = Rows.rows();
        for (int i = 0; i < 40_000; i++) {
            events.add(Rows.row(i % 300, i, "buy", 1.0, i == 39_000 ? Long.MAX_VALUE : 1L));
        }
        var source = MemoryEventSource.ofRows(Log.schema(DataType.INT64), events);
        int[] spills = new int[1];
        for (int every = 7; every < 13; every++) {
            var engine = new ArrowFeatureEngine(allocators, EngineSettings.USUAL.withRefused(every));
            var failure = assertThrows(
                    InputException.class,
                    () -> EngineUnderTest.of(engine)
                            .withThreads(1)
                            .withListener(new RunListener() {
                                @Override
                                public void spilled(long bytes) {
                                    spills[0]++;
                                }
                            })
                            .run(plan.build(), source));
            assertTrue(failure.getMessage().startsWith("feature next, entity 0: "), failure.getMessage());
        }
        assertTrue(spills[0] > 6, spills[0] + " spills");
    }
}
