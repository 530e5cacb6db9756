package io.millrace.core.port;

import java.util.Optional;

/**
 * Native code that a format loads when it first needs it.
 *
 * @param name of the library
 * @param use what cannot be done without it, such as {@code reading CSV that is compressed by Zstandard}
 * @param loader loads it; throws where it cannot be loaded, an {@link UnsatisfiedLinkError} as well
 */
public record NativeCode(String name, String use, Runnable loader) {
    /** Loads it, if it is not there yet; returns why it cannot be. */
    public Optional<String> load() {
        try {
            loader.run();
            return Optional.empty();
        } catch (RuntimeException | LinkageError e) {
            Throwable cause = e;
            while (cause.getCause() != null && !(cause instanceof UnsatisfiedLinkError)) {
                cause = cause.getCause();
            }
            return Optional.of(
                    String.valueOf(cause.getMessage()).lines().findFirst().orElse(cause.toString()));
        }
    }
}
