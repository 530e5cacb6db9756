package io.millrace.cli;

import io.millrace.core.streamflow.SimulatorSettings;
import java.time.LocalDate;
import picocli.CommandLine.Option;

/** How the simulated events look, beside how many there are. */
final class SimulationOptions {
    @Option(
            names = "--start",
            paramLabel = "DATE",
            defaultValue = "2024-10-01",
            description = "The first day, UTC (default: ${DEFAULT-VALUE}).")
    private LocalDate start;

    @Option(
            names = "--order",
            paramLabel = "user|time",
            defaultValue = "user",
            description = "The order of a day's events: by subscriber (default) or by time.")
    private SimulatorSettings.Order order;

    @Option(
            names = "--columns",
            paramLabel = "case-study|full",
            defaultValue = "case-study",
            description = "The 7 columns of the case study (default), or all 14.")
    private SimulatorSettings.Columns columns;

    @Option(
            names = "--independent",
            description = {
                "Draw the types of events independently of each other, as the case study does:",
                "some subscribers then complete more videos than they start."
            })
    private boolean independent;

    SimulatorSettings settings(int subscribers, int days, long seed) {
        return new SimulatorSettings(subscribers, days, seed, start, order, columns, independent);
    }
}
