package io.millrace.csv;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Lets one reader at a time hold a long row, so that what such rows take does not grow with the
 * number of threads. It holds until its batch has been used.
 */
final class LongRows {
    private static final int PATIENCE_MILLIS = 10;

    private final Semaphore turn = new Semaphore(1);

    /** Waits for the turn, not for long: whoever reads must be able to stop, and to make room for others, meanwhile. */
    boolean begin() {
        try {
            return turn.tryAcquire(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    void end() {
        turn.release();
    }
}
