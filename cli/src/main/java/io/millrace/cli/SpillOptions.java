package io.millrace.cli;

import io.millrace.core.run.MemoryBudget;
import io.millrace.core.run.RunRequest;
import io.millrace.core.run.SpillSettings;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where state goes that the memory does not hold; it changes nothing in the matrix. */
final class SpillOptions {
    @Option(
            names = "--spill-dir",
            paramLabel = "DIR",
            description = {
                "Where state goes that the memory does not hold, in a folder that is gone when the run has ended",
                "(default: the system's folder for temporary files)."
            })
    private @Nullable Path root;

    @Option(
            names = "--max-spill",
            paramLabel = "SIZE",
            description = "The most that may be there at once, such as 20g (default: as much as there is room for).")
    private @Nullable MemoryBudget most;

    RunRequest apply(RunRequest request) {
        return request.withSpill(settings());
    }

    SpillSettings settings() {
        SpillSettings usual = SpillSettings.usual();
        return new SpillSettings(root == null ? usual.root() : root, most == null ? usual.mostBytes() : most.bytes());
    }
}
