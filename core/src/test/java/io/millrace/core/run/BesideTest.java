package io.millrace.core.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class BesideTest {
    private final Beside beside = new Beside();

    @AfterEach
    void end() {
        beside.close();
    }

    @Test
    void doesBothAtTheSameTimeInTwoThreads() {
        CountDownLatch started = new CountDownLatch(2);
        AtomicReference<Thread> there = new AtomicReference<>();

        beside.run(
                () -> {
                    there.set(Thread.currentThread());
                    meet(started);
                },
                () -> meet(started));

        assertNotEquals(Thread.currentThread(), there.get());
    }

    /** Whoever looks at the threads of a process after a run finds none of the run's. */
    @Test
    void leavesNoThread() {
        for (int i = 0; i < 200; i++) {
            AtomicReference<Thread> there = new AtomicReference<>();
            try (Beside another = new Beside()) {
                another.run(() -> there.set(Thread.currentThread()), () -> {});
            }
            assertEquals(Thread.State.TERMINATED, there.get().getState());
        }
    }

    /** Returns when both have come here. */
    private static void meet(CountDownLatch both) {
        both.countDown();
        try {
            both.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void throwsOneFailureWhenBothHaveEnded() {
        IllegalStateException failure = new IllegalStateException("here");
        CountDownLatch failed = new CountDownLatch(1);
        AtomicBoolean ended = new AtomicBoolean();
        Runnable there = () -> {
            awaitUnchecked(failed);
            ended.set(true);
        };

        assertSame(
                failure,
                assertThrows(
                        IllegalStateException.class,
                        () -> beside.run(there, () -> {
                            failed.countDown();
                            throw failure;
                        })));
        assertTrue(ended.get());
    }

    private static void awaitUnchecked(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void throwsTheOtherThreadsFailureFirst() {
        InputException failure = new InputException("there");
        Error error = new OutOfMemoryError("there");

        assertSame(
                failure,
                assertThrows(
                        InputException.class,
                        () -> beside.run(
                                () -> {
                                    throw failure;
                                },
                                () -> {
                                    throw new IllegalStateException("here");
                                })));
        assertSame(
                error,
                assertThrows(
                        OutOfMemoryError.class,
                        () -> beside.run(
                                () -> {
                                    throw error;
                                },
                                () -> {})));
    }

    @Test
    void leavesAnInterruptInPlace() {
        Thread.currentThread().interrupt();
        AtomicReference<String> done = new AtomicReference<>("");

        beside.run(() -> done.set("there"), () -> {});

        assertEquals("there", done.get());
        assertTrue(Thread.interrupted());
    }
}
