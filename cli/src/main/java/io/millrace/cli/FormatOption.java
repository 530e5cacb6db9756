package io.millrace.cli;

import io.millrace.cli.render.Report.Format;
import picocli.CommandLine.Option;

/** In which form a command prints what it has to tell. */
final class FormatOption {
    @Option(
            names = "--format",
            paramLabel = "FORM",
            defaultValue = "table",
            description = "How to print: table (default), json or csv.")
    private Format format;

    Format format() {
        return format;
    }
}
