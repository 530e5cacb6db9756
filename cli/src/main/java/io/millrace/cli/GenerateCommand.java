package io.millrace.cli;

import io.millrace.cli.render.Amounts;
import io.millrace.cli.render.Cell;
import io.millrace.cli.render.Report;
import io.millrace.cli.render.Section;
import io.millrace.core.port.TableFormat;
import io.millrace.core.run.TableFormats;
import io.millrace.core.streamflow.SimulatorSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "generate",
        header = "Simulates the events of a video service's subscribers: one file per day, and roster.csv.",
        description = "The same options give the same bytes, on every machine.",
        footer = {
            "  millrace generate events --subscribers 24000 --days 30 --seed 42",
            "  millrace generate events --subscribers 1000 --days 90 --seed 7 --columns full --order time"
        })
final class GenerateCommand implements Callable<Integer> {
    private final Console console;
    private final Supplier<TableFormats> formats;
    private final Supplier<EventGeneration> generation;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "The folder to write to; made where it does not exist.")
    private Path folder;

    @Option(
            names = "--subscribers",
            paramLabel = "N",
            required = true,
            converter = Converters.PositiveNumber.class,
            description = "How many subscribers; each leaves about 12 events a day.")
    private int subscribers;

    @Option(
            names = "--days",
            paramLabel = "D",
            required = true,
            converter = Converters.PositiveNumber.class,
            description = "How many days, one file each.")
    private int days;

    @Option(
            names = "--seed",
            paramLabel = "S",
            required = true,
            description = "Any whole number; another seed gives other events.")
    private long seed;

    @Mixin
    private SimulationOptions simulation;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "parquet",
            description = "The format of the files: parquet (default), csv or arrow.")
    private String format;

    @Option(
            names = "--threads",
            paramLabel = "N",
            converter = Converters.PositiveNumber.class,
            description = "How many days are written at once (default: one per processor).")
    private @Nullable Integer threads;

    @Option(names = "--force", description = "Delete event files of other days that lie in the folder.")
    private boolean force;

    @Option(names = "--quiet", description = "Print nothing but errors.")
    private boolean quiet;

    @Mixin
    private ProgressOption progress;

    GenerateCommand(Console console, Supplier<TableFormats> formats, Supplier<EventGeneration> generation) {
        this.console = console;
        this.formats = formats;
        this.generation = generation;
    }

    @Override
    public Integer call() {
        SimulatorSettings settings = settings();
        TableFormat fileFormat = EventGeneration.format(formats.get(), format, spec);
        List<Path> leftovers = EventGeneration.leftovers(settings, fileFormat, folder);
        if (!leftovers.isEmpty() && !force) {
            throw new ParameterException(
                    spec.commandLine(),
                    folder + " holds " + Amounts.count(leftovers.size(), "event file") + " of another run, such as "
                            + leftovers.get(0).getFileName() + "; give another folder, or --force to delete them");
        }
        EventGeneration.delete(leftovers);
        EventGeneration.Result result = write(settings, fileFormat);
        if (!quiet) {
            console.print(report(result), Report.Format.TABLE);
        }
        return ExitCode.DONE.code();
    }

    private EventGeneration.Result write(SimulatorSettings settings, TableFormat fileFormat) {
        try (Ticker ticker = generation.get().ticker(console, progress.mode(quiet))) {
            int workers = threads == null ? Runtime.getRuntime().availableProcessors() : threads;
            return generation.get().write(settings, fileFormat, folder, workers);
        }
    }

    private SimulatorSettings settings() {
        try {
            return simulation.settings(subscribers, days, seed);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    static Report report(EventGeneration.Result result) {
        double seconds = result.took().toNanos() / 1e9;
        return Report.of(Section.facts("generated", "")
                .add("files", files(result))
                .add("roster", result.roster().toString())
                .add("events", Cell.count(result.rows()))
                .add("bytes", Cell.bytes(result.bytes()))
                .add("took", Cell.duration(result.took()))
                .add("speed", Cell.rate(result.rows() / seconds, "events"))
                .build());
    }

    private static String files(EventGeneration.Result result) {
        Path first = result.files().get(0);
        Path last = result.files().get(result.files().size() - 1);
        String names = result.files().size() == 1 ? first.toString() : first + " to " + last.getFileName();
        return names + " (" + Amounts.count(result.files().size(), "file") + ")";
    }
}
