package io.millrace.cli;

import io.millrace.core.feature.FeatureSet;
import io.millrace.core.port.RunListener;
import io.millrace.core.run.MemoryBudget;
import io.millrace.core.run.PendingFile;
import io.millrace.core.run.RunSummary;
import io.millrace.yaml.ProcessRecord;
import io.millrace.yaml.RunRecordWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Writes the record of a run beside its matrix. It is written aside before the matrix is committed, so that a full disk
 * leaves neither, and takes its place after it.
 */
final class RunRecordListener implements RunListener, AutoCloseable {
    private final CompletableFuture<RunRecordWriter> writer;
    private final MemoryBudget limit;
    private final Path target;
    private @Nullable PendingFile pending;

    RunRecordListener(FeatureSet features, MemoryBudget limit, Path matrix) {
        // Beside the run: it needs nothing of it, and takes a tenth of the time of a short one.
        this.writer = CompletableFuture.supplyAsync(() -> new RunRecordWriter(features));
        this.limit = limit;
        this.target = pathFor(matrix);
    }

    /** {@code m.parquet.run.json} for {@code m.parquet}. */
    static Path pathFor(Path matrix) {
        return matrix.resolveSibling(matrix.getFileName() + ".run.json");
    }

    @Override
    public void summarized(RunSummary summary) {
        ProcessRecord process = new ProcessRecord(OptionalLong.of(limit.bytes()), ProcessMemory.peak());
        byte[] record = writer.join().print(summary, process).getBytes(StandardCharsets.UTF_8);
        PendingFile file = PendingFile.create(target);
        pending = file;
        file.write(record, 0, record.length);
    }

    void commit() {
        if (pending != null) {
            pending.commit();
        }
    }

    @Override
    public void close() {
        if (pending != null) {
            pending.close();
        }
    }
}
