package io.millrace.yaml;

import io.millrace.core.feature.FeatureSet;
import io.millrace.core.plan.FeaturePlan;
import io.millrace.core.port.EventSource;
import io.millrace.core.port.MatrixSink;
import io.millrace.core.port.RunListener;
import io.millrace.core.run.FileFailure;
import io.millrace.core.run.PendingFile;
import io.millrace.core.run.ResourceException;
import io.millrace.core.run.RunSummary;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Writes the record of a run beside its matrix. It is on the disk before the matrix is committed, and takes its place right
 * before the matrix does: a listener of the run, whose matrix goes to {@link #around the sink that this makes}.
 */
public final class RunRecordListener implements RunListener, AutoCloseable {
    private final CompletableFuture<RunRecordWriter> writer;
    private final Supplier<ProcessRecord> process;
    private final Path matrix;
    private final Path target;
    private volatile @Nullable FeaturePlan plan;
    private @Nullable PendingFile pending;
    private byte @Nullable [] before;
    private boolean replaced;

    /**
     * A record that tells nothing of the process.
     *
     * @param features with the window in which they run
     * @param matrix the file of the matrix
     */
    public RunRecordListener(FeatureSet features, Path matrix) {
        this(features, matrix, () -> ProcessRecord.UNKNOWN);
    }

    /**
     * @param features with the window in which they run
     * @param matrix the file of the matrix
     * @param process asked when the run has ended
     */
    public RunRecordListener(FeatureSet features, Path matrix, Supplier<ProcessRecord> process) {
        // Beside the run: it needs nothing of it, and takes a tenth of the time of a short one.
        this.writer = CompletableFuture.supplyAsync(() -> new RunRecordWriter(features));
        this.process = process;
        this.matrix = matrix;
        this.target = pathFor(matrix);
    }

    /** The same matrix, committed with its record. */
    public MatrixSink around(MatrixSink file) {
        return around(file, () -> {}, () -> {});
    }

    /**
     * The same matrix, committed with its record and what else belongs to it.
     *
     * @param first commits that, before the record
     * @param waiting is asked again and again while another run commits the same matrix, and ends the waiting by an exception
     */
    public MatrixSink around(MatrixSink file, Runnable first, Runnable waiting) {
        return new RecordedSink(file, matrix, this, first, waiting);
    }

    /** {@code m.parquet.run.json} for {@code m.parquet}. */
    public static Path pathFor(Path matrix) {
        return matrix.resolveSibling(matrix.getFileName() + ".run.json");
    }

    @Override
    public void started(FeaturePlan started, EventSource events) {
        plan = started;
    }

    /**
     * What the matrix is to tell of itself, see {@link io.millrace.core.port.WriteOptions}.
     *
     * @throws NullPointerException where the run has not started
     */
    public Map<String, String> about() {
        return writer.join().about(Objects.requireNonNull(plan, "the run has not started"));
    }

    /** @throws ResourceException where the record cannot be written */
    @Override
    public void summarized(RunSummary summary) {
        byte[] record = writer.join().print(summary, process.get()).getBytes(StandardCharsets.UTF_8);
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

    /** Removes what was written and has not taken its place. */
    @Override
    public void close() {
        if (pending != null) {
            pending.close();
        }
    }
}
