package io.millrace.cli;

import io.millrace.core.event.ColumnBatch;
import io.millrace.core.run.MemoryBudget;
import io.millrace.core.run.RunRequest;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a run may use; it changes nothing in the matrix. */
final class EffortOptions {
    @Option(
            names = "--memory",
            paramLabel = "SIZE",
            defaultValue = "1g",
            description = {
                "The most memory for the engine's off-heap state, such as 512m or 4g (default: ${DEFAULT-VALUE}).",
                "The Java heap comes on top: see the peak of the process in what build prints."
            })
    private MemoryBudget memory;

    @Option(
            names = "--threads",
            paramLabel = "N",
            converter = Converters.PositiveNumber.class,
            description = "How many threads read and compute (default: one per processor).")
    private @Nullable Integer threads;

    @Option(
            names = "--no-pruning",
            description = {
                "Read every row group, also those whose statistics tell that no window needs them.",
                "The matrix and the counts are the same."
            })
    private boolean noPruning;

    @Option(names = "--batch-rows", paramLabel = "N", converter = Converters.BatchRows.class, hidden = true)
    private int batchRows = ColumnBatch.MAX_ROWS;

    boolean pruning() {
        return !noPruning;
    }

    RunRequest apply(RunRequest request) {
        return request.withEffort(memory, threads == null ? request.threads() : threads, batchRows);
    }
}
