package io.millrace.cli;

import io.millrace.core.inspect.FeatureSetDraft;
import io.millrace.core.port.EventSource;
import io.millrace.core.port.ReadOptions;
import io.millrace.core.run.PendingFile;
import io.millrace.core.run.TableFormats;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code millrace init}. */
@Command(
        name = "init",
        header = "Looks at events and writes a first feature set for them.",
        description =
                "Says which columns are the entity, the event time and the event type, and why. The set works as it"
                        + " stands; its comments say what to change.",
        footer = {"  millrace init --from events/ > churn.yaml", "  millrace init --from 'logs/*.csv' --out churn.yaml"
        })
final class InitCommand implements Callable<Integer> {
    private final Console console;
    private final Supplier<TableFormats> formats;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--from",
            paramLabel = "INPUT",
            required = true,
            description = "Event files, folders of them, or globs.")
    private List<String> inputs;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Where to write (default: standard output). A file that is there is not replaced.")
    private @Nullable Path out;

    @Mixin
    private CsvOptions csv;

    InitCommand(Console console, Supplier<TableFormats> formats) {
        this.console = console;
        this.formats = formats;
    }

    @Override
    public Integer call() {
        if (out != null && Files.exists(out)) {
            throw new ParameterException(
                    spec.commandLine(), "--out " + out + " is there already; name another file, or delete it first");
        }
        EventSource events = formats.get().open(inputs, csv.apply(ReadOptions.DEFAULT), Set.of());
        FeatureSetDraft draft = FeatureSetDraft.of(events, name());
        if (out == null) {
            console.out().print(draft.yaml());
            console.out().flush();
        } else {
            write(draft.yaml(), out);
        }
        tell(draft);
        return ExitCode.DONE.code();
    }

    /** The name of the file, else of what is read. */
    private String name() {
        Path file = out == null ? Path.of(inputs.get(0)) : out;
        String last = String.valueOf(file.toAbsolutePath().normalize().getFileName());
        String plain = last.replaceFirst("\\.[A-Za-z]+$", "").replaceAll("[^\\p{L}\\p{N}]+", "-");
        return plain.replaceAll("^-|-$", "").isEmpty() ? "features" : plain.replaceAll("^-|-$", "");
    }

    private static void write(String yaml, Path target) {
        byte[] bytes = yaml.getBytes(StandardCharsets.UTF_8);
        try (PendingFile file = PendingFile.create(target)) {
            file.write(bytes, 0, bytes.length);
            file.finish();
            file.commit();
            PendingFile.flushFolder(target);
        }
    }

    private void tell(FeatureSetDraft draft) {
        console.say("entity " + draft.entity().column() + ": " + draft.entity().reason());
        console.say("time " + draft.time().column() + ": " + draft.time().reason());
        draft.type().ifPresent(type -> console.say("type " + type.column() + ": " + type.reason()));
        String file = out == null ? "the file" : out.toString();
        console.say("next: millrace build " + String.join(" ", inputs) + " --features " + file + " --as-of "
                + draft.asOf().toString().substring(0, 10) + " --out matrix.parquet");
    }
}
