package io.millrace.cli;

import io.millrace.core.feature.FeatureSet;
import io.millrace.core.plan.FeaturePlan;
import io.millrace.core.port.FeatureEngine;
import io.millrace.core.port.MatrixSink;
import io.millrace.core.port.RunListener;
import io.millrace.core.port.WriteOptions;
import io.millrace.core.run.FeaturePipeline;
import io.millrace.core.run.PendingFile;
import io.millrace.core.run.QuarantineFile;
import io.millrace.core.run.RunRequest;
import io.millrace.core.run.RunSummary;
import io.millrace.core.run.TableFormats;
import io.millrace.yaml.ProcessRecord;
import io.millrace.yaml.RunRecordListener;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Builds a matrix into a file, with its record beside it, and shows how far it is. */
final class MatrixBuild {
    private final Console console;
    private final Interruption interruption;
    private final TableFormats formats;
    private final FeatureEngine engine;
    private final Supplier<List<RunListener>> watching;
    private final BooleanSupplier verbose;

    /**
     * @param watching further listeners of a run, made for each
     * @param verbose whether to say what a run does
     */
    MatrixBuild(
            Console console,
            Interruption interruption,
            TableFormats formats,
            FeatureEngine engine,
            Supplier<List<RunListener>> watching,
            BooleanSupplier verbose) {
        this.console = console;
        this.interruption = interruption;
        this.formats = formats;
        this.engine = engine;
        this.watching = watching;
        this.verbose = verbose;
    }

    /**
     * @param split of this process's memory, of which the request has the engine's share
     * @param target its name's ending tells the format
     * @param writing how it is written
     * @param quarantine takes what the request's events set aside
     * @param command the arguments of {@code millrace} that repeat the run
     * @param watch who watches it
     */
    RunSummary run(
            RunRequest asked,
            MemorySplit split,
            Path target,
            WriteOptions writing,
            Optional<QuarantineFile> quarantine,
            List<String> command,
            RunWatch watch) {
        FeaturePlan plan = FeaturePipeline.plan(asked);
        RunRequest request = ReaderMemory.leaveRoom(asked, plan, split);
        PendingFile.removeLeftovers(target);
        try (ProgressListener progress = new ProgressListener(console, interruption, watch.mode(), watch.quiet());
                RunRecordListener record =
                        new RunRecordListener(features(request), target, () -> process(command, split))) {
            MatrixSink file =
                    formats.create(target, writing.withAbout(record::about).withLeadingColumns(plan.leadingColumns()));
            MatrixSink sink =
                    new GuardedSink(record.around(file, commit(quarantine), interruption::check), interruption);
            List<RunListener> listeners = new ArrayList<>(ClassPath.loaded(RunListener::load));
            quarantine.map(QuarantineListener::new).ifPresent(listeners::add);
            if (verbose.getAsBoolean()) {
                listeners.add(new StepListener(progress::say, split));
            }
            listeners.addAll(List.of(progress, record));
            listeners.addAll(watching.get());
            listeners.addAll(watch.listeners());
            RunListener listener = RunListener.all(listeners);
            return new FeaturePipeline(engine, listener).run(request, plan, sink);
        }
    }

    private static ProcessRecord process(List<String> command, MemorySplit split) {
        return new ProcessRecord(command, OptionalLong.of(split.total().bytes()), ProcessMemory.peak());
    }

    private static Runnable commit(Optional<QuarantineFile> quarantine) {
        return () -> quarantine.ifPresent(QuarantineFile::commit);
    }

    private static FeatureSet features(RunRequest request) {
        return request.window().map(request.features()::withWindow).orElse(request.features());
    }
}
