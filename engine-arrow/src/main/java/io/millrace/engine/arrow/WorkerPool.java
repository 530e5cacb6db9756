package io.millrace.engine.arrow;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionService;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The threads of one run. When one task fails, or the caller is interrupted, all others end as soon as they notice. */
final class WorkerPool implements AutoCloseable {
    private final ExecutorService executor;
    private final List<Thread> threads = new CopyOnWriteArrayList<>();
    private volatile boolean stopped;

    WorkerPool(int size) {
        AtomicInteger number = new AtomicInteger();
        this.executor = Executors.newFixedThreadPool(size, task -> {
            Thread thread = new Thread(task, "millrace-engine-" + number.getAndIncrement());
            thread.setDaemon(true);
            threads.add(thread);
            return thread;
        });
    }

    /**
     * Runs the tasks and returns their results in order.
     *
     * @throws CancellationException where the calling thread is interrupted, which it still is afterwards
     */
    <T> List<T> run(List<? extends Callable<T>> tasks) {
        CompletionService<T> completed = new ExecutorCompletionService<>(executor);
        List<Future<T>> futures = new ArrayList<>();
        tasks.forEach(task -> futures.add(completed.submit(task)));
        try {
            for (int i = 0; i < futures.size(); i++) {
                completed.take().get();
            }
            List<T> results = new ArrayList<>();
            for (Future<T> future : futures) {
                results.add(future.get());
            }
            return results;
        } catch (InterruptedException e) {
            close();
            Thread.currentThread().interrupt();
            throw interrupted();
        } catch (ExecutionException e) {
            close();
            throw rethrown(e.getCause());
        }
    }

    /** Runs a task that tells by itself how it ends. */
    void start(Runnable task) {
        executor.execute(task);
    }

    /** Called by tasks now and then: ends them where the run is over. */
    void checkStopped() {
        if (stopped) {
            throw new CancellationException("the run was stopped");
        }
    }

    static CancellationException interrupted() {
        return new CancellationException("the run was interrupted");
    }

    /** What to throw where a task failed with that; an error is thrown here. */
    static RuntimeException rethrown(@Nullable Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        return failure instanceof RuntimeException exception ? exception : new IllegalStateException(failure);
    }

    /** Stops all tasks and returns when no thread is left: what they used may then be freed. */
    @Override
    public void close() {
        stopped = true;
        executor.shutdownNow();
        boolean wasInterrupted = false;
        for (Thread thread : threads) {
            while (thread.isAlive()) {
                try {
                    thread.join();
                } catch (InterruptedException e) {
                    wasInterrupted = true;
                }
            }
        }
        if (wasInterrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
