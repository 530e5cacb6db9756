package io.millrace.core.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class WorkersTest {
    @Test
    void returnsResultsInTheOrderOfTheTasks() {
        assertEquals(List.of(1, 2, 3), Workers.run(List.<Callable<Integer>>of(() -> 1, () -> 2, () -> 3), 2));
    }

    @Test
    void waitsForWhatBeganAfterAFailure() {
        CountDownLatch began = new CountDownLatch(1);
        CountDownLatch failed = new CountDownLatch(1);
        AtomicBoolean ended = new AtomicBoolean();
        InputException failure = new InputException("no such file");
        List<Callable<Integer>> tasks = List.of(
                () -> {
                    began.await();
                    failed.countDown();
                    throw failure;
                },
                () -> {
                    began.countDown();
                    failed.await();
                    Thread.sleep(300);
                    ended.set(true);
                    return 1;
                });

        assertSame(failure, assertThrows(InputException.class, () -> Workers.run(tasks, 2)));
        assertTrue(ended.get());
        assertFalse(Thread.currentThread().isInterrupted());
    }
}
