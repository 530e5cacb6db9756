package io.millrace.cli;

import io.millrace.core.port.ReadOptions;
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

    ReadOptions options() {
        return csv.apply(reader.options(Map.of(), !noPruning));
    }
}
