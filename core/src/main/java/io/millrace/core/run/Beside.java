package io.millrace.core.run;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One more thread, for what can be done at the same time as something else. */
final class Beside implements AutoCloseable {
    private volatile @Nullable Thread thread;
    private final ExecutorService executor = Executors.newSingleThreadExecutor(task -> {
        Thread made = new Thread(task, "millrace-beside");
        made.setDaemon(true);
        thread = made;
        return made;
    });

    /**
     * Does both and returns when both have ended. Where both fail, the failure of {@code there} is thrown.
     *
     * @param there done in the other thread
     * @param here done in this one
     */
    void run(Runnable there, Runnable here) {
        CompletableFuture<Void> other = CompletableFuture.runAsync(there, executor);
        try {
            here.run();
        } finally {
            // Not to be interrupted: what both work on is not touched again before both have ended.
            join(other);
        }
    }

    /** Starts it in the other thread; {@link #join} waits for it. */
    <T> CompletableFuture<T> start(Supplier<T> there) {
        return CompletableFuture.supplyAsync(there, executor);
    }

    /** What it came to; throws what it threw. */
    static <T> T join(CompletableFuture<T> other) {
        try {
            return other.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw e.getCause() instanceof RuntimeException exception ? exception : e;
        }
    }

    /** Returns when the thread is gone: whoever ends a run finds none of its threads. */
    @Override
    public void close() {
        executor.shutdown();
        Thread last = thread;
        boolean wasInterrupted = false;
        while (last != null && last.isAlive()) {
            try {
                last.join();
            } catch (InterruptedException e) {
                wasInterrupted = true;
            }
        }
        if (wasInterrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
