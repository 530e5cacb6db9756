package io.millrace.cli;

import io.millrace.core.event.ColumnBatch;
import io.millrace.core.run.MemoryBudget;
import io.millrace.core.run.ResourceException;
import io.millrace.core.run.RunRequest;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What a run may use; it changes nothing in the matrix. */
final class EffortOptions {
    private final Supplier<JvmLimits> jvm;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--memory",
            paramLabel = "SIZE",
            defaultValue = MemorySplit.DEFAULT,
            description = {
                "The most memory of this process, such as 512m or 4g (default: ${DEFAULT-VALUE}): Java heap, state, and",
                "all else. More threads need more."
            })
    private MemoryBudget memory;

    @Option(
            names = "--threads",
            paramLabel = "N",
            converter = Converters.PositiveNumber.class,
            description = "How many threads read and compute (default: one per processor).")
    private @Nullable Integer threads;

    @Option(names = "--batch-rows", paramLabel = "N", converter = Converters.BatchRows.class, hidden = true)
    private @Nullable Integer batchRows;

    EffortOptions(Supplier<JvmLimits> jvm) {
        this.jvm = jvm;
    }

    /** How the memory is divided in a process that the launcher starts. */
    MemorySplit launched() {
        return MemorySplit.of(memory, threads());
    }

    int threads() {
        return threads == null ? Runtime.getRuntime().availableProcessors() : threads;
    }

    /**
     * How the memory is divided in this process.
     *
     * @throws ResourceException where it is too little for any process
     * @throws ParameterException where it is too little for this one, whose JVM was started with other limits
     */
    MemorySplit split() {
        MemorySplit launched = launched().require();
        JvmLimits limits = jvm.get();
        MemorySplit actual = launched.within(limits);
        if (actual.suffices()) {
            return actual;
        }
        throw new ParameterException(command.commandLine(), refusal(launched, limits));
    }

    /** What was asked for, and the command that would have it. */
    private String refusal(MemorySplit launched, JvmLimits limits) {
        return "this JVM may take " + new MemoryBudget(limits.heap()) + " of heap and "
                + new MemoryBudget(limits.direct()) + " of direct memory, which leaves the engine nothing of --memory "
                + memory + "; start it with ./millrace, with --memory on the command line itself and without"
                + " MILLRACE_JAVA_OPTS, or with\n  java " + flags(launched) + " -jar millrace.jar " + command.name()
                + " --memory " + memory + " --threads " + launched.threads() + " ...\nor give this JVM --memory "
                + MemorySplit.smallest(launched.threads(), limits);
    }

    private static String flags(MemorySplit launched) {
        return "-XX:+UseSerialGC -Xmx" + new MemoryBudget(launched.heap()) + " -XX:MaxDirectMemorySize="
                + new MemoryBudget(launched.direct());
    }

    RunRequest apply(RunRequest request, MemorySplit split) {
        int rows = batchRows == null ? split.batchRows(ColumnBatch.MAX_ROWS) : batchRows;
        return request.withEffort(split.engine(), split.threads(), rows);
    }
}
