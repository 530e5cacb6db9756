package io.millrace.cli;

import io.millrace.core.feature.FeatureSet;
import io.millrace.core.plan.FeaturePlan;
import io.millrace.core.port.EventSource;
import io.millrace.core.port.RunListener;
import io.millrace.core.run.FileFailure;
import io.millrace.core.run.MemoryBudget;
import io.millrace.core.run.PendingFile;
import io.millrace.core.run.ResourceException;
import io.millrace.core.run.RunSummary;
import io.millrace.yaml.ProcessRecord;
import io.millrace.yaml.RunRecordWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Writes the record of a run beside its matrix. It is on the disk before the matrix is committed, and takes its place right
 * before the matrix does.
 */
final class RunRecordListener implements RunListener, AutoCloseable {
    private final CompletableFuture<RunRecordWriter> writer;
    private final List<String> command;
    private final MemoryBudget limit;
    private final Path target;
    private volatile @Nullable FeaturePlan plan;
    private @Nullable PendingFile pending;
    private byte @Nullable [] before;
    private boolean replaced;

    /** @param command the arguments of {@code millrace} that repeat the run */
    RunRecordListener(FeatureSet features, List<String> command, MemoryBudget limit, Path matrix) {
        // Beside the run: it needs nothing of it, and takes a tenth of the time of a short one.
        this.writer = CompletableFuture.supplyAsync(() -> new RunRecordWriter(features));
        this.command = command;
        this.limit = limit;
        this.target = pathFor(matrix);
    }

    /** {@code m.parquet.run.json} for {@code m.parquet}. */
    static Path pathFor(Path matrix) {
        return matrix.resolveSibling(matrix.getFileName() + ".run.json");
    }

    @Override
    public void started(FeaturePlan started, EventSource events) {
        plan = started;
    }

    /** What the matrix tells of itself; known once the run has started. */
    Map<String, String> about() {
        return writer.join().about(Objects.requireNonNull(plan, "the run has not started"));
    }

    @Override
    public void summarized(RunSummary summary) {
        ProcessRecord process = new ProcessRecord(command, OptionalLong.of(limit.bytes()), ProcessMemory.peak());
        byte[] record = writer.join().print(summary, process).getBytes(StandardCharsets.UTF_8);
        PendingFile file = PendingFile.create(target);
        pending = file;
        file.write(record, 0, record.length);
        file.finish();
    }

    /** Puts the record in its place, for good. */
    void commit() {
        before = existing();
        Objects.requireNonNull(pending, "the run has not ended").commit();
        replaced = true;
        PendingFile.flushFolder(target);
    }

    private byte @Nullable [] existing() {
        try {
            return Files.readAllBytes(target);
        } catch (NoSuchFileException e) {
            return null;
        } catch (IOException e) {
            throw new ResourceException(
                    "cannot read " + target + ", which is to be replaced: " + FileFailure.reason(e), e);
        }
    }

    /** Brings back what was there before, where the matrix could not take its place. */
    void undo() {
        if (!replaced) {
            return;
        }
        if (before == null) {
            try {
                Files.deleteIfExists(target);
            } catch (IOException e) {
                throw new ResourceException("cannot remove " + target + ": " + FileFailure.reason(e), e);
            }
            return;
        }
        try (PendingFile old = PendingFile.create(target)) {
            old.write(before, 0, before.length);
            old.finish();
            old.commit();
        }
    }

    @Override
    public void close() {
        if (pending != null) {
            pending.close();
        }
    }
}
