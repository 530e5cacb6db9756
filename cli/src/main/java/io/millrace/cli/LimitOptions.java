package io.millrace.cli;

import io.millrace.core.port.ReadLimits;
import io.millrace.core.run.MemoryBudget;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What a file may ask of its reader before it is refused. */
final class LimitOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--max-page",
            paramLabel = "SIZE",
            description = "The largest page of a Parquet column, compressed and not (default: 128m).")
    private @Nullable MemoryBudget page;

    @Option(
            names = "--max-footer",
            paramLabel = "SIZE",
            description = "The largest footer of a Parquet file (default: 64m).")
    private @Nullable MemoryBudget footer;

    @Option(names = "--max-cell", paramLabel = "SIZE", description = "The largest value of a row (default: 64m).")
    private @Nullable MemoryBudget cell;

    @Option(
            names = "--max-columns",
            paramLabel = "NUMBER",
            description = "The most columns of a file (default: 100000).")
    private @Nullable Integer columns;

    @Option(
            names = "--max-nesting",
            paramLabel = "NUMBER",
            description = "How deep columns may stand in others (default: 100).")
    private @Nullable Integer nesting;

    @Option(
            names = "--max-ratio",
            paramLabel = "NUMBER",
            description = {
                "Reading a file takes at most so many times its size in memory (default: 16), or 64 MiB where that is",
                "more; the text of compressed CSV has at most 64 times as much, or 1 GiB."
            })
    private @Nullable Integer ratio;

    ReadLimits limits() {
        ReadLimits usual = ReadLimits.DEFAULT;
        try {
            return new ReadLimits(
                    bytes(page, usual.pageBytes()),
                    bytes(footer, usual.footerBytes()),
                    bytes(cell, usual.cellBytes()),
                    number(columns, usual.columns()),
                    number(nesting, usual.nesting()),
                    number(ratio, usual.ratio()));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private static int bytes(@Nullable MemoryBudget given, int usual) {
        return given == null ? usual : (int) Math.min(Integer.MAX_VALUE, given.bytes());
    }

    private static int number(@Nullable Integer given, int usual) {
        return given == null ? usual : given;
    }
}
