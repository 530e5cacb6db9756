package io.millrace.engine.arrow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.millrace.core.contract.EngineUnderTest;
import io.millrace.core.contract.Expressions;
import io.millrace.core.contract.MemoryEventSource;
import io.millrace.core.contract.PlanBuilder;
import io.millrace.core.contract.ReferenceEngine;
import io.millrace.core.contract.Rows;
import io.millrace.core.event.DataType;
import io.millrace.core.event.Field;
import io.millrace.core.event.Schema;
import io.millrace.core.plan.AggregationFunction;
import io.millrace.core.plan.BoundExpression;
import io.millrace.core.plan.FeaturePlan;
import io.millrace.core.plan.ScalarFunction;
import io.millrace.core.plan.WindowRange;
import io.millrace.core.port.Entities;
import io.millrace.core.port.FeatureEngine;
import io.millrace.core.port.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;

/**
 * Several as-of times and windows over more events than a batch, with every way to choose rows and entities: equal to the
 * reference.
 */
class ManyTimesTest {
    private static final List<AggregationFunction> FUNCTIONS = List.of(
            AggregationFunction.SUM,
            AggregationFunction.AVG,
            AggregationFunction.MIN,
            AggregationFunction.MAX,
            AggregationFunction.COUNT);

    private final Allocators allocators = new Allocators();

    @AfterEach
    void everythingIsFreed() {
        allocators.verifyReleased();
    }

    /** All that one seed decides. */
    private static final class Draw {
        private final Random random;
        private final List<String> keys;

        Draw(long seed) {
            this.random = new Random(seed);
            this.keys = List.of(List.of("user"), List.of("user", "type"), List.of("type", "user"), List.of("type"))
                    .get(random.nextInt(4));
        }

        long time() {
            return random.nextInt(1_200_000) - 100_000;
        }

        WindowRange window() {
            return new WindowRange(1 + random.nextInt(500_000), random.nextBoolean() ? 0 : random.nextInt(300_000));
        }

        FeaturePlan plan() {
            PlanBuilder plan = PlanBuilder.over(Log.schema(DataType.INT64), keys, "at", Log.WINDOW);
            List<Long> times = new ArrayList<>();
            for (int i = random.nextInt(5); i >= 0; i--) {
                times.add(time());
            }
            plan.asOf(times);
            List<WindowRange> windows = List.of(new WindowRange(1_000_000, 0), window(), window());
            List<BoundExpression> values = new ArrayList<>();
            for (int i = 1 + random.nextInt(6); i > 0; i--) {
                values.add(aggregation(plan, windows.get(random.nextInt(windows.size()))));
            }
            for (BoundExpression value : values) {
                String name = "value_" + values.indexOf(value);
                if (value.type() == DataType.FLOAT64 && random.nextBoolean()) {
                    plan.feature(name, value, Expressions.constant(-1.5));
                } else {
                    plan.feature(name, value);
                }
            }
            BoundExpression moving = plan.let(new BoundExpression.AsOf(random.nextInt(100)));
            plan.feature("time", moving);
            plan.feature("old", text(plan, moving));
            choose(plan);
            return plan.build();
        }

        private BoundExpression text(PlanBuilder plan, BoundExpression moving) {
            return Expressions.when(
                    Expressions.call(ScalarFunction.LESS, new BoundExpression.AsOf(-5), Expressions.timestamp(time())),
                    Expressions.constant("early"),
                    Expressions.when(
                            Expressions.call(ScalarFunction.LESS, moving, Expressions.timestamp(time())),
                            Expressions.constant("middle"),
                            null));
        }

        private BoundExpression aggregation(PlanBuilder plan, WindowRange window) {
            BoundExpression filter = filter(plan);
            if (random.nextInt(4) == 0) {
                return plan.aggregate(AggregationFunction.COUNT_ROWS, null, 0, filter, window);
            }
            BoundExpression argument = random.nextBoolean()
                    ? plan.column(random.nextBoolean() ? "amount" : "units")
                    : Expressions.call(
                            ScalarFunction.SECONDS_BETWEEN,
                            plan.column("at"),
                            new BoundExpression.AsOf(-random.nextInt(3) * 100_000L));
            return plan.aggregate(FUNCTIONS.get(random.nextInt(FUNCTIONS.size())), argument, 0, filter, window);
        }

        private @Nullable BoundExpression filter(PlanBuilder plan) {
            return switch (random.nextInt(4)) {
                case 0 -> Expressions.equal(plan.column("type"), Expressions.constant("buy"));
                case 1 ->
                    Expressions.call(
                            ScalarFunction.LESS,
                            plan.column("at"),
                            new BoundExpression.AsOf(-random.nextInt(3) * 100_000L));
                case 2 -> Expressions.call(ScalarFunction.GREATER, plan.column("units"), Expressions.constant(50));
                default -> null;
            };
        }

        private void choose(PlanBuilder plan) {
            if (random.nextInt(3) == 0) {
                plan.where(Expressions.call(ScalarFunction.LESS, plan.column("units"), Expressions.constant(90)));
            }
            if (random.nextInt(3) == 0) {
                plan.validate(
                        "cheap",
                        Expressions.call(ScalarFunction.LESS, plan.column("amount"), Expressions.constant(400.0)));
            }
            if (random.nextBoolean()) {
                plan.breakdown("type", "buy").breakdown("units", 1L, 2L).breakdown("amount");
            }
        }

        MemoryEventSource events() {
            MemoryEventSource events = Log.events(
                    DataType.INT64, 1 + random.nextInt(3), random.nextInt(400), 1 + random.nextInt(60), 0.01);
            return random.nextBoolean()
                    ? events
                    : events.inSplits(1 + random.nextInt(4)).withRanges();
        }

        EngineUnderTest on(FeatureEngine engine) {
            EngineUnderTest subject = EngineUnderTest.of(engine)
                    .withThreads(1 + random.nextInt(4))
                    .withBatchRows(List.of(1, 7, 100, 1000).get(random.nextInt(4)));
            if (random.nextInt(3) == 0) {
                subject = subject.withSample(new Sample(0.5));
            }
            if (random.nextBoolean()) {
                return subject;
            }
            Schema columns = new Schema(keys.stream()
                    .map(key -> Field.nullable(key, key.equals("user") ? DataType.INT64 : DataType.TEXT))
                    .toList());
            List<@Nullable Object[]> rows = Rows.rows();
            for (int i = random.nextInt(50); i > 0; i--) {
                long user = random.nextInt(80) * 31L;
                String type = random.nextBoolean() ? "buy" : random.nextBoolean() ? "view" : "none";
                rows.add(keys.stream()
                        .map(key -> key.equals("user") ? (Object) user : type)
                        .toArray());
            }
            Entities entities = Entities.values()[random.nextInt(Entities.values().length)];
            return subject.withRoster(columns, rows).withEntities(entities);
        }
    }

    @Property(tries = 400)
    void equalsTheReference(@ForAll long seed) {
        Draw draw = new Draw(seed);
        FeaturePlan plan = draw.plan();
        MemoryEventSource events = draw.events();
        EngineUnderTest subject = draw.on(new ArrowFeatureEngine(allocators));
        var result = subject.run(plan, events);
        var reference = new EngineUnderTest(
                        new ReferenceEngine(),
                        1,
                        100,
                        subject.memory(),
                        subject.roster(),
                        subject.entities(),
                        subject.sample(),
                        subject.quarantine(),
                        subject.listener())
                .run(plan, events);
        assertEquals(reference.rows(), result.rows());
        assertEquals(reference.report().rowsByFile(), result.report().rowsByFile());
        assertEquals(reference.report().earliest(), result.report().earliest());
        assertEquals(reference.report().latest(), result.report().latest());
        assertEquals(reference.report().entities(), result.report().entities());
        assertEquals(reference.report().entitiesWithoutEvents(), result.report().entitiesWithoutEvents());
        assertEquals(reference.report().defaulted(), result.report().defaulted());
        assertEquals(reference.report().unlisted(), result.report().unlisted());
    }
}
