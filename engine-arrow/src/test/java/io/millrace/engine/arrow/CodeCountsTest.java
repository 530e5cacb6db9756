package io.millrace.engine.arrow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.core.contract.EngineUnderTest;
import io.millrace.core.contract.Expressions;
import io.millrace.core.contract.MemoryEventSource;
import io.millrace.core.contract.PlanBuilder;
import io.millrace.core.contract.ReferenceEngine;
import io.millrace.core.contract.Rows;
import io.millrace.core.contract.TextForm;
import io.millrace.core.event.DataType;
import io.millrace.core.plan.AggregationFunction;
import io.millrace.core.plan.BoundExpression;
import io.millrace.core.plan.FeaturePlan;
import io.millrace.core.plan.ScalarFunction;
import io.millrace.core.plan.WindowRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Counts by code are the counts that other engines and other paths find. */
class CodeCountsTest {
    private static final KernelUpdates.Rows NOTHING_SPILLS = new KernelUpdates.Rows() {
        @Override
        public void resolve(int[] some, int count) {
            throw new AssertionError("nothing is spilled");
        }

        @Override
        public boolean spillAll() {
            throw new AssertionError("nothing is spilled");
        }
    };

    private static final List<String> TYPES = List.of("buy", "view", "", "Buy", "share");

    /** Filters that share entries, that keep null, that keep nothing; two windows; counts of the column itself. */
    private static FeaturePlan plan() {
        PlanBuilder plan = Log.plan();
        BoundExpression type = plan.column("type");
        List<BoundExpression> filters = new ArrayList<>();
        TYPES.forEach(text -> filters.add(Expressions.equal(type, Expressions.constant(text))));
        filters.add(
                Expressions.call(ScalarFunction.IN, type, Expressions.constant("buy"), Expressions.constant("view")));
        filters.add(Expressions.call(ScalarFunction.NOT_EQUAL, type, Expressions.constant("buy")));
        filters.add(Expressions.call(ScalarFunction.IS_NULL, type));
        filters.add(Expressions.equal(type, Expressions.constant("none has it")));
        WindowRange half = new WindowRange(500_000, 0);
        for (BoundExpression filter : filters) {
            int number = filters.indexOf(filter);
            plan.feature("rows " + number, plan.countRows(filter));
            plan.feature("texts " + number, plan.aggregate(AggregationFunction.COUNT, type, filter));
            plan.feature("late " + number, plan.aggregate(AggregationFunction.COUNT_ROWS, null, 0, filter, half));
        }
        return plan.build();
    }

    private static MemoryEventSource events(Random random, int rows, int manyTexts) {
        List<@Nullable Object[]> events = Rows.rows();
        for (int i = 0; i < rows; i++) {
            int text = random.nextInt(TYPES.size() + 1 + (manyTexts > 0 ? 3 : 0));
            String type =
                    text < TYPES.size() ? TYPES.get(text) : text == TYPES.size() ? null : "other " + i % manyTexts;
            events.add(Rows.row(random.nextInt(20), random.nextInt(1_000_000), type, 1.0, 1));
        }
        return MemoryEventSource.ofRows(Log.schema(DataType.INT64), events);
    }

    private static void requireReference(FeaturePlan plan, MemoryEventSource events) {
        var expected = EngineUnderTest.of(new ReferenceEngine()).run(plan, events);
        var actual = EngineUnderTest.of(new ArrowFeatureEngine()).run(plan, events);
        assertEquals(expected.rows(), actual.rows());
    }

    /** A dictionary that repeats entries forces the plain way, all others the way by code. */
    @Property(tries = 40)
    void equalsTheReferenceWithAndWithoutDistinctEntries(
            @ForAll long seed, @ForAll @IntRange(min = 0, max = 400) int rows, @ForAll TextForm form) {
        requireReference(plan(), events(new Random(seed), rows, 0).withText(form));
    }

    /** A dictionary that grows beyond the limit within a run takes the one way, then the other. */
    @Test
    void equalsTheReferenceWhereTheDictionaryBecomesLarge() {
        requireReference(plan(), events(new Random(7), 3 * CodeCounts.MOST_ENTRIES, 2 * CodeCounts.MOST_ENTRIES));
    }

    @Test
    void takesTheCountsOfAColumnAndWindowTogether() {
        PlanBuilder builder = Log.plan();
        BoundExpression type = builder.column("type");
        BoundExpression buys = Expressions.equal(type, Expressions.constant("buy"));
        BoundExpression views = Expressions.equal(type, Expressions.constant("view"));
        BoundExpression number = Expressions.equal(Expressions.cast(type, DataType.INT64), Expressions.constant(1));
        FeaturePlan plan = builder.feature("buys", builder.countRows(buys))
                .feature("views", builder.countRows(views))
                .feature("numbers", builder.countRows(number))
                .feature("spent", builder.aggregate(AggregationFunction.SUM, builder.column("amount"), buys))
                .build();
        RecordLayout layout = RecordLayout.of(plan, 8, 1);
        List<RowStage> stages = Lanes.stages(
                plan,
                layout.cells(),
                (cell, asOf) -> cell.kind() == CellKind.COUNT
                        ? new CountKernel(cell.offset(), layout.countWidth())
                        : new PresenceKernel(cell.offset()),
                new StageBuffers(100, new KernelUpdates(NOTHING_SPILLS, 100)),
                new FeatureNames(plan, record -> ""));
        assertEquals(
                List.of(CodeCounts.class, FilterStage.class, FilterStage.class),
                stages.stream().map(Object::getClass).toList());
        assertTrue(stages.stream().noneMatch(stage -> stage.nonFinite() != 0));
    }
}
