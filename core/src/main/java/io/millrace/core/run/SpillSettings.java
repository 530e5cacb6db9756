package io.millrace.core.run;

import java.nio.file.Path;

/**
 * Where an engine may put state that its memory does not hold, and how much of it.
 *
 * @param root the folder in which a run makes its own; it exists, or can be made
 * @param mostBytes the most bytes of a run on disk at once, at least 0
 */
public record SpillSettings(Path root, long mostBytes) {
    public SpillSettings {
        if (mostBytes < 0) {
            throw new IllegalArgumentException("what may be spilled cannot be negative: " + mostBytes);
        }
    }

    /** The system's folder for temporary files, as much as it has room for. */
    public static SpillSettings usual() {
        return new SpillSettings(Path.of(System.getProperty("java.io.tmpdir")), Long.MAX_VALUE);
    }
}
