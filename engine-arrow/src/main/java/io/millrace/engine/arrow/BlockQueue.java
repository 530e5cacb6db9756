package io.millrace.engine.arrow;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The finished blocks of one partition, from the thread that merges to the one that writes. There are few of them: who
 * is ahead waits for the other.
 */
final class BlockQueue {
    private final Queue<FinishedBlock> free;
    private final Queue<FinishedBlock> full = new ArrayDeque<>();
    private boolean ended;
    private @Nullable Throwable failure;

    BlockQueue(List<FinishedBlock> blocks) {
        this.free = new ArrayDeque<>(blocks);
    }

    /** An empty block, to be filled. */
    synchronized FinishedBlock takeFree() {
        await(() -> !free.isEmpty());
        return free.remove();
    }

    synchronized void putFull(FinishedBlock block) {
        full.add(block);
        notifyAll();
    }

    /** There are no more. */
    synchronized void end() {
        ended = true;
        notifyAll();
    }

    /** There are no more, because of this. */
    synchronized void fail(Throwable cause) {
        failure = cause;
        notifyAll();
    }

    /** The next full block; null after the last. Throws what the merge failed with. */
    synchronized @Nullable FinishedBlock takeFull() {
        await(() -> !full.isEmpty() || ended || failure != null);
        if (failure != null) {
            throw WorkerPool.rethrown(failure);
        }
        return full.poll();
    }

    /** Gives a block back. */
    void putFree(FinishedBlock block) {
        block.clear();
        synchronized (this) {
            free.add(block);
            notifyAll();
        }
    }

    private synchronized void await(BooleanSupplier until) {
        try {
            while (!until.getAsBoolean()) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw WorkerPool.interrupted();
        }
    }
}
