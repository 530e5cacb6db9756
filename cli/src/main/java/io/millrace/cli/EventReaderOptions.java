package io.millrace.cli;

import io.millrace.core.port.ReadOptions;
import io.millrace.core.port.ReadOptions.Drift;
import java.util.Map;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How events are read for a plan, which need not read all of them. */
final class EventReaderOptions {
    @Mixin
    private ReaderOption reader;

    @Mixin
    private CsvOptions csv;

    @Option(
            names = "--no-pruning",
            description = {
                "Read every row group, also those whose statistics tell that no window needs them.",
                "The matrix and the counts are the same."
            })
    private boolean noPruning;

    @Option(
            names = "--drift",
            paramLabel = "WHAT",
            description = {
                "What becomes of a column that some files lack: refuse (default) ends the run before anything is read,",
                "allow reads it as nulls there."
            })
    private Drift drift = Drift.REFUSE;

    ReadOptions options() {
        return csv.apply(reader.options(Map.of(), !noPruning)).withDrift(drift);
    }
}
