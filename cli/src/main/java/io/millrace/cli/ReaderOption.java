package io.millrace.cli;

import io.millrace.core.event.DataType;
import io.millrace.core.port.ReadOptions;
import io.millrace.core.port.ReadOptions.Reader;
import java.util.Map;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which reader opens Parquet files, and what they may ask of it. */
final class ReaderOption {
    @Option(
            names = "--reader",
            paramLabel = "WHICH",
            description = {
                "How Parquet files are read: auto (default), for each file with the first of these that can;",
                "page, Millrace's own reader, which refuses what it cannot read; arrow, Arrow Dataset."
            })
    private Reader reader = Reader.AUTO;

    @Mixin
    private LimitOptions limits;

    ReadOptions options(Map<String, DataType> declared) {
        return options(declared, true);
    }

    ReadOptions options(Map<String, DataType> declared, boolean pruning) {
        return new ReadOptions(declared, reader, pruning).withLimits(limits.limits());
    }
}
