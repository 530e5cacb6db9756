package io.millrace.engine.arrow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.core.contract.EngineUnderTest;
import io.millrace.core.contract.MemoryEventSource;
import io.millrace.core.contract.PlanBuilder;
import io.millrace.core.event.DataType;
import io.millrace.core.plan.WindowRange;
import io.millrace.core.port.Aggregation;
import io.millrace.core.port.Arguments;
import io.millrace.core.port.ObjectAggregation;
import io.millrace.core.port.Result;
import io.millrace.core.port.SlotAggregation;
import io.millrace.core.port.Slots;
import io.millrace.core.run.InputException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whatever a user's aggregation does wrong, the run ends with an error that names it, the feature and an entity. */
class UserAggregationFailureTest {
    private final Allocators allocators = new Allocators();
    private ArrowFeatureEngine engine = new ArrowFeatureEngine(allocators);

    @AfterEach
    void everythingIsFreed() {
        allocators.verifyReleased();
    }

    private enum Fault {
        NONE,
        ACCUMULATE,
        MERGE,
        ENCODE,
        DECODE,
        FINISH,
        /** A slot that there is not. */
        SLOT,
        /** A double where it announces an integer. */
        TYPE
    }

    private record Own(Fault fault, DataType type) implements SlotAggregation {
        @Override
        public String name() {
            return "own";
        }

        @Override
        public Optional<DataType> result(List<DataType> arguments) {
            return Optional.of(type);
        }

        @Override
        public String takes() {
            return "a bigint";
        }

        @Override
        public int slots() {
            return 1;
        }

        @Override
        public void accumulate(Slots state, long time, Arguments arguments) {
            state.set(fault == Fault.SLOT ? 1 : 0, state.longAt(0) + arguments.longAt(0));
            if (fault == Fault.ACCUMULATE) {
                throw new IllegalStateException("no more");
            }
        }

        @Override
        public void merge(Slots into, Slots from) {
            if (fault == Fault.MERGE) {
                throw new IllegalStateException("no more");
            }
            into.set(0, into.longAt(0) + from.longAt(0));
        }

        @Override
        public void finish(Slots state, Result result) {
            if (fault == Fault.FINISH) {
                throw new IllegalStateException("no more");
            }
            if (fault == Fault.TYPE) {
                result.set(0.5);
            } else {
                result.set(state.longAt(0));
            }
        }
    }

    /** The same as an object. */
    private record OwnObject(Fault fault) implements ObjectAggregation<long[]> {
        @Override
        public String name() {
            return "own";
        }

        @Override
        public Optional<DataType> result(List<DataType> arguments) {
            return Optional.of(DataType.INT64);
        }

        @Override
        public String takes() {
            return "a bigint";
        }

        @Override
        public long[] identity() {
            return new long[1];
        }

        @Override
        public void accumulate(long[] state, long time, Arguments arguments) {
            state[fault == Fault.ACCUMULATE ? 1 : 0] += arguments.longAt(0);
        }

        @Override
        public void merge(long[] into, long[] from) {
            into[fault == Fault.MERGE ? 1 : 0] += from[0];
        }

        @Override
        public void finish(long[] state, Result result) {
            result.set(state[fault == Fault.FINISH ? 1 : 0]);
        }

        @Override
        public byte[] encode(long[] state) {
            return new byte[] {(byte) state[fault == Fault.ENCODE ? 1 : 0]};
        }

        @Override
        public long[] decode(byte[] bytes) {
            return new long[] {bytes[fault == Fault.DECODE ? 1 : 0]};
        }

        @Override
        public long bytes(long[] state) {
            return 24;
        }
    }

    private EngineUnderTest.Outcome run(Aggregation own) {
        PlanBuilder plan = Log.plan();
        plan.feature("units", plan.aggregate(own, List.of(plan.column("units")), null, new WindowRange(1_000_000, 0)));
        return EngineUnderTest.of(engine).withThreads(2).run(plan.build(), readInTwoThreads());
    }

    /** So that there is something to merge. */
    private static MemoryEventSource readInTwoThreads() {
        CountDownLatch together = new CountDownLatch(2);
        ThreadLocal<Boolean> arrived = ThreadLocal.withInitial(() -> false);
        return Log.events(DataType.INT64, 4, 500, 20, 0.01).withHook((split, before) -> {
            if (!arrived.get()) {
                arrived.set(true);
                together.countDown();
                await(together);
            }
        });
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(20, TimeUnit.SECONDS), "only one thread reads");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void assertFails(Aggregation own, String reason) {
        var failure = assertThrows(InputException.class, () -> run(own));
        assertTrue(
                failure.getMessage().matches("feature units, entity [0-9]+: the aggregation own " + reason),
                failure.getMessage());
    }

    @Test
    void failsNothingThatDoesItsWork() {
        assertEquals(
                run(new Own(Fault.NONE, DataType.INT64)).rows(),
                run(new OwnObject(Fault.NONE)).rows());
    }

    @Test
    void namesSlotAggregations() {
        for (Fault fault : List.of(Fault.ACCUMULATE, Fault.MERGE, Fault.FINISH)) {
            assertFails(new Own(fault, DataType.INT64), "failed: java.lang.IllegalStateException: no more");
        }
        assertFails(new Own(Fault.SLOT, DataType.INT64), "failed: java.lang.IndexOutOfBoundsException: .*");
        assertFails(new Own(Fault.TYPE, DataType.INT64), "gave a double, but announces bigint");
        assertFails(new Own(Fault.NONE, DataType.BOOLEAN), "gave [0-9]+ for a boolean, which is 0 or 1");
        assertFails(
                new Own(Fault.NONE, DataType.decimal(2, 1)), "gave [0-9]+\\.[0-9], which is outside decimal\\(2, 1\\)");
    }

    @Test
    void namesObjectAggregations() {
        for (Fault fault : List.of(Fault.ACCUMULATE, Fault.MERGE, Fault.FINISH)) {
            assertFails(new OwnObject(fault), "failed: java.lang.ArrayIndexOutOfBoundsException: .*");
        }
    }

    @Test
    void namesObjectAggregationsThatAreSpilled() {
        engine = new ArrowFeatureEngine(allocators, EngineSettings.USUAL.withMostGroups(3, 50));
        for (Fault fault : List.of(Fault.ENCODE, Fault.DECODE, Fault.MERGE, Fault.FINISH)) {
            assertFails(new OwnObject(fault), "failed: java.lang.ArrayIndexOutOfBoundsException: .*");
        }
    }
}
