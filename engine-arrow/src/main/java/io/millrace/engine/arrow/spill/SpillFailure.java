package io.millrace.engine.arrow.spill;

import io.millrace.core.run.ResourceException;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;

/** What is said when a spill file fails. */
final class SpillFailure {
    private SpillFailure() {}

    /** An interrupt closes a channel; then the run is over, and the file is not at fault. */
    private static void rethrowInterrupt(IOException failure) {
        if (failure instanceof ClosedChannelException) {
            CancellationException stopped = new CancellationException("the run was stopped");
            stopped.initCause(failure);
            throw stopped;
        }
    }

    static ResourceException write(Path file, long written, IOException failure) {
        rethrowInterrupt(failure);
        return new ResourceException(
                "cannot write the spill file " + file + " after " + written + " bytes: " + reason(failure)
                        + "; make room there, name another folder to spill to, or give more memory",
                failure);
    }

    static ResourceException read(Path file, long offset, IOException failure) {
        rethrowInterrupt(failure);
        return new ResourceException(
                "cannot read the spill file " + file + " at byte " + offset + ": " + reason(failure)
                        + "; run again, with another folder to spill to if it happens again",
                failure);
    }

    static ResourceException damaged(Path file, long offset, String how) {
        return new ResourceException("the spill file " + file + " is damaged at byte " + offset + ": " + how
                + "; run again, with another folder to spill to if it happens again");
    }

    static ResourceException folder(Path root, IOException failure) {
        rethrowInterrupt(failure);
        return new ResourceException(
                "cannot make a folder to spill to in " + root + ": " + reason(failure)
                        + "; name a folder that can be written to, or give more memory",
                failure);
    }

    private static String reason(IOException failure) {
        String message = failure.getMessage();
        return failure.getClass().getSimpleName() + (message == null ? "" : " (" + message + ")");
    }
}
