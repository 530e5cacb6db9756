package io.millrace.core.run;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** Failures of the file system in words. */
public final class FileFailure {
    private FileFailure() {}

    /** Why something failed, without the file's name. */
    public static String reason(IOException failure) {
        if (failure instanceof NoSuchFileException) {
            return "no such file";
        }
        if (failure instanceof AccessDeniedException) {
            return "no permission";
        }
        if (failure instanceof FileAlreadyExistsException) {
            return "it exists already";
        }
        String told = failure instanceof FileSystemException system ? system.getReason() : failure.getMessage();
        return told == null ? failure.getClass().getSimpleName() : told;
    }
}
