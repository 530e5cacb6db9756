package io.millrace.cli;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;

/**
 * Whether the user wants the command to stop. Nothing is torn down from outside: whoever works looks here between two
 * batches, ends with an exception, and so closes what it opened.
 */
final class Interruption {
    private final CountDownLatch requested = new CountDownLatch(1);

    void request() {
        requested.countDown();
    }

    boolean isRequested() {
        return requested.getCount() == 0;
    }

    /**
     * @throws CancellationException where the command is to stop
     */
    void check() {
        if (isRequested()) {
            throw new CancellationException("interrupted");
        }
    }
}
