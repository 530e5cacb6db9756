package io.millrace.engine.arrow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpillGateTest {
    private final List<Held> members = new ArrayList<>();
    private final AtomicInteger active = new AtomicInteger();
    private final AtomicInteger cleared = new AtomicInteger();
    private final SpillGate gate = new SpillGate(members, this::clear);

    /** State of which only the size is known. */
    private static final class Held implements SpillGate.Member {
        private volatile int held;
        private int spilled;
        private boolean failing;

        @Override
        public void spill() {
            if (failing) {
                throw new IllegalStateException("no more");
            }
            spilled += held;
            held = 0;
        }

        @Override
        public boolean isEmpty() {
            return held == 0;
        }
    }

    private void clear() {
        cleared.incrementAndGet();
        assertTrue(members.stream().allMatch(Held::isEmpty), "shared state is cleared that somebody refers to");
    }

    /** Takes in things, and runs out of memory now and then, also while it is alone. */
    private int work(int member, int batches) {
        Random random = new Random(member);
        Held own = members.get(member);
        int taken = 0;
        for (int batch = 0; batch < batches; batch++) {
            gate.pass(member);
            active.incrementAndGet();
            boolean isAlone = false;
            for (int row = random.nextInt(20); row >= 0; row--) {
                own.held++;
                taken++;
                while (random.nextInt(40) == 0) {
                    active.decrementAndGet();
                    boolean nothingHeld = gate.exhausted(member);
                    active.incrementAndGet();
                    isAlone = true;
                    assertTrue(own.isEmpty(), "who runs out has nothing afterwards");
                    boolean othersEmpty = members.stream().allMatch(Held::isEmpty);
                    assertEquals(othersEmpty, nothingHeld);
                }
                if (isAlone) {
                    assertEquals(1, active.get(), "another one works while this one is alone");
                }
            }
            active.decrementAndGet();
            if (isAlone) {
                gate.open(member);
            }
        }
        gate.end(member);
        return taken;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 8})
    @Timeout(60)
    void letsOneGoOnAloneWhenAllHaveSpilled(int threads) {
        List<Callable<Integer>> tasks = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            int member = i;
            members.add(new Held());
            tasks.add(() -> work(member, 200 * (member + 1)));
        }
        gate.start();
        try (WorkerPool pool = new WorkerPool(threads)) {
            int taken = pool.run(tasks).stream().mapToInt(count -> count).sum();
            assertEquals(
                    taken,
                    members.stream().mapToInt(held -> held.held + held.spilled).sum());
        }
        assertTrue(cleared.get() > 10, cleared + " times empty");
    }

    @Test
    @Timeout(60)
    void waitsForNobodyWhoFailedToSpill() {
        members.add(new Held());
        members.add(new Held());
        gate.start();
        members.get(0).held = 1;
        members.get(0).failing = true;

        assertThrows(IllegalStateException.class, () -> gate.exhausted(0));
        members.get(0).held = 0;
        gate.leave(0);
        gate.pass(1);
    }
}
