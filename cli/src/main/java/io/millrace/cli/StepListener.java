package io.millrace.cli;

import io.millrace.cli.render.Amounts;
import io.millrace.core.plan.FeaturePlan;
import io.millrace.core.port.EventSource;
import io.millrace.core.port.InputFile;
import io.millrace.core.port.Phase;
import io.millrace.core.port.RunListener;
import io.millrace.core.run.RunSummary;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Consumer;

/** Says what a run does, step by step. */
final class StepListener implements RunListener {
    private final Consumer<String> says;
    private final MemorySplit split;

    /** @param says takes a line */
    StepListener(Consumer<String> says, MemorySplit split) {
        this.says = says;
        this.split = split;
    }

    @Override
    public void started(FeaturePlan plan, EventSource events) {
        long bytes = events.files().stream().mapToLong(InputFile::bytes).sum();
        says.accept("reads " + Amounts.count(events.files().size(), "file") + " of " + events.format() + ", "
                + Amounts.bytes(bytes) + "; columns "
                + String.join(", ", plan.reads().names()));
        says.accept("computes " + Amounts.count(plan.features().size(), "feature") + " from "
                + Amounts.count(plan.aggregations().size(), "aggregation") + " with "
                + Amounts.count(split.threads(), "thread"));
        says.accept(
                "may take " + Amounts.bytes(split.total().bytes()) + " of memory: heap " + Amounts.bytes(split.heap())
                        + ", direct memory " + Amounts.bytes(split.direct()) + ", state "
                        + Amounts.bytes(split.engine().bytes()));
    }

    @Override
    public void phaseStarted(Phase phase) {
        says.accept(name(phase) + " begins");
    }

    @Override
    public void phaseEnded(Phase phase, Duration took) {
        says.accept(name(phase) + " took " + Amounts.duration(took));
    }

    @Override
    public void spilled(long bytes) {
        says.accept("spilled " + Amounts.bytes(bytes) + " of state to disk, as memory does not hold it");
    }

    @Override
    public void summarized(RunSummary summary) {
        says.accept("computed " + Amounts.count(summary.report().entities(), "row") + ", state peaked at "
                + Amounts.bytes(summary.report().peakBytes()));
    }

    @Override
    public void committed(RunSummary summary) {
        summary.output().ifPresent(file -> says.accept("wrote " + file.path() + ", " + Amounts.bytes(file.bytes())));
    }

    private static String name(Phase phase) {
        return phase.name().toLowerCase(Locale.ROOT);
    }
}
