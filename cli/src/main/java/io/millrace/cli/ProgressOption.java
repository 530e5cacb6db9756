package io.millrace.cli;

import picocli.CommandLine.Option;

/** How a command tells how far it is. */
final class ProgressOption {
    @Option(
            names = "--progress",
            paramLabel = "MODE",
            defaultValue = "auto",
            description = {
                "How to tell on standard error how far it is: auto (default), a line that changes on a terminal and a line",
                "every few seconds elsewhere; plain, json or none."
            })
    private ProgressMode mode;

    ProgressMode mode() {
        return mode;
    }

    /** None where the command is to print nothing but errors. */
    ProgressMode mode(boolean quiet) {
        return quiet ? ProgressMode.NONE : mode;
    }
}
