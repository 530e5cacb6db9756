package io.millrace.cli;

import io.millrace.core.event.ColumnBatch;
import io.millrace.core.event.Schema;
import io.millrace.core.feature.Names;
import io.millrace.core.port.BatchReader;
import io.millrace.core.port.EventSource;
import io.millrace.core.port.MatrixSink;
import io.millrace.core.port.Split;
import io.millrace.core.port.TableFormat;
import io.millrace.core.port.WrittenFile;
import io.millrace.core.run.FileFailure;
import io.millrace.core.run.PendingFile;
import io.millrace.core.run.ResourceException;
import io.millrace.core.run.TableFormats;
import io.millrace.core.run.Workers;
import io.millrace.core.streamflow.SimulatorSettings;
import io.millrace.core.streamflow.StreamflowSimulator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Writes simulated events: a file per day, and the roster of all subscribers. One per process, as it counts. */
final class EventGeneration {
    private static final String ROSTER = "roster.csv";

    private final TableFormats formats;
    private final Interruption interruption;
    private final LongAdder rows = new LongAdder();
    private final LongAdder bytes = new LongAdder();

    /**
     * What was written.
     *
     * @param files without the roster
     */
    record Result(List<Path> files, Path roster, long rows, long bytes, Duration took) {}

    EventGeneration(TableFormats formats, Interruption interruption) {
        this.formats = formats;
        this.interruption = interruption;
    }

    /** Tells how many events are written so far. */
    Ticker ticker(Console console, ProgressMode mode) {
        long start = System.nanoTime();
        return new Ticker(
                console, mode, () -> Progress.simulating(rows.sum(), Duration.ofNanos(System.nanoTime() - start)));
    }

    /**
     * @throws ResourceException where the folder cannot be written
     */
    Result write(SimulatorSettings settings, TableFormat format, Path folder, int threads) {
        long start = System.nanoTime();
        createFolder(folder);
        PendingFile.removeLeftovers(folder.resolve(ROSTER));
        StreamflowSimulator simulator = new StreamflowSimulator(settings);
        List<Callable<Path>> days = new ArrayList<>();
        for (Split day : simulator.splits(simulator.schema())) {
            Path file = folder.resolve(fileName(day.file(), format));
            days.add(() -> write(day, simulator.schema(), format.create(file), file, rows));
        }
        List<Path> files = Workers.run(days, threads);
        Path roster = writeRoster(simulator.roster(), folder.resolve(ROSTER));
        PendingFile.flushFolder(roster);
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        return new Result(files, roster, rows.sum(), bytes.sum(), took);
    }

    /** The format of that name, which a command's {@code --format} has. */
    static TableFormat format(TableFormats formats, String name, CommandSpec command) {
        List<String> names = formats.formats().stream()
                .filter(TableFormat::isReadable)
                .map(TableFormat::name)
                .toList();
        return formats.named(name)
                .filter(TableFormat::isReadable)
                .orElseThrow(() -> new ParameterException(
                        command.commandLine(),
                        "there is no format " + name + "; "
                                + Names.advice(name, names, "there are " + String.join(", ", names))));
    }

    /** The event files in the folder that the settings would not write again. */
    static List<Path> leftovers(SimulatorSettings settings, TableFormat format, Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        List<String> own = new StreamflowSimulator(settings)
                .files().stream().map(file -> fileName(file.name(), format)).toList();
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().matches("events_\\d{4}-\\d\\d-\\d\\d\\.\\w+"))
                    .filter(file -> !own.contains(file.getFileName().toString()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new ResourceException("cannot list " + folder + ": " + FileFailure.reason(e), e);
        }
    }

    static void delete(List<Path> files) {
        for (Path file : files) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                throw new ResourceException("cannot delete " + file + ": " + FileFailure.reason(e), e);
            }
        }
    }

    private static String fileName(String part, TableFormat format) {
        return part + "." + format.extensions().get(0);
    }

    private Path writeRoster(EventSource roster, Path file) {
        Split ids = roster.splits(roster.schema()).get(0);
        return write(ids, roster.schema(), formats.create(file), file, null);
    }

    private Path write(Split split, Schema schema, MatrixSink target, Path file, @Nullable LongAdder counter) {
        try (MatrixSink sink = new GuardedSink(target, interruption);
                BatchReader reader = split.open(ColumnBatch.MAX_ROWS)) {
            sink.open(schema);
            for (ColumnBatch batch = reader.next(); batch != null; batch = reader.next()) {
                sink.write(batch);
                if (counter != null) {
                    counter.add(batch.rowCount());
                }
            }
            Optional<WrittenFile> written = sink.finish();
            sink.commit();
            if (counter != null) {
                written.ifPresent(events -> bytes.add(events.bytes()));
            }
            return file;
        }
    }

    private static void createFolder(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new ResourceException("cannot create the folder " + folder + ": " + FileFailure.reason(e), e);
        }
    }
}
