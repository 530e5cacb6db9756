package io.millrace.cli;

import io.millrace.core.run.BadRowLimit;
import io.millrace.core.run.QuarantineFile;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What becomes of rows that cannot be read. */
final class QuarantineOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--quarantine",
            paramLabel = "DIR",
            description = {
                "Set rows aside that cannot be read, in DIR/bad-rows.csv, and use the others (default: the first such row",
                "ends the run)."
            })
    private @Nullable Path folder;

    @Option(
            names = "--max-bad",
            paramLabel = "N|P%",
            description =
                    "How many rows --quarantine may set aside: a number, or a share of those read (default: any).")
    private @Nullable BadRowLimit limit;

    /** A new quarantine, to be closed; empty where none is asked for. */
    Optional<QuarantineFile> open() {
        if (folder == null && limit != null) {
            throw new ParameterException(spec.commandLine(), "--max-bad needs --quarantine DIR");
        }
        BadRowLimit most = limit == null ? BadRowLimit.NONE : limit;
        return Optional.ofNullable(folder).map(target -> QuarantineFile.in(target, most));
    }
}
