package io.millrace.engine.arrow.table;

import io.millrace.core.run.InputException;
import io.millrace.core.run.MillraceException;
import io.millrace.core.run.ResourceException;
import java.nio.BufferUnderflowException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import org.apache.arrow.memory.OutOfMemoryException;
import org.jspecify.annotations.Nullable;

/** Turns what Arrow throws about a broken file into what a person can use. */
final class ArrowFailure {
    private ArrowFailure() {}

    /** The result of the work; whatever fails is told as a failure to read that file. */
    static <T extends @Nullable Object> T naming(String file, Callable<T> work) {
        try {
            return work.call();
        } catch (InputException e) {
            throw new InputException(file + ": " + e.getMessage(), e);
        } catch (MillraceException | CancellationException e) {
            throw e;
        } catch (ClosedByInterruptException e) {
            throw new CancellationException("the run was interrupted");
        } catch (NoSuchFileException e) {
            throw new InputException(file + ": there is no such file", e);
        } catch (AccessDeniedException e) {
            throw new InputException(file + ": permission to read it is denied", e);
        } catch (OutOfMemoryException e) {
            throw new ResourceException(file + ": a record batch does not fit into memory: " + e.getMessage(), e);
        } catch (IndexOutOfBoundsException
                | NullPointerException
                | ClassCastException
                | NegativeArraySizeException
                | BufferUnderflowException e) {
            // Its decoder follows the file's offsets wherever they lead.
            throw new InputException(file + " is damaged: Arrow cannot decode it", e);
        } catch (StackOverflowError e) {
            throw new InputException(file + " asks for too much: its columns stand too deep in each other", e);
        } catch (Exception e) {
            throw new InputException(file + " cannot be read as Arrow: " + reason(e), e);
        }
    }

    private static String reason(Exception failure) {
        String message = String.valueOf(failure.getMessage());
        return message.contains("arrow-compression")
                ? "its buffers are compressed; write it without compression"
                : message;
    }
}
