package io.millrace.benchmarks.compare;

import io.millrace.core.run.MemoryBudget;
import io.millrace.core.streamflow.SimulatorSettings;
import java.util.Locale;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Millrace and general engines at the same job, in turns, behind a gate that compares cells.
 *
 * <p>Run: {@code benchmarks/compare warm}, {@code benchmarks/compare processes}; docs/benchmarks.md explains both.
 */
@Command(
        name = "benchmarks/compare",
        description = "Does the same job by Millrace and by general engines, in turns, and compares cells first.",
        mixinStandardHelpOptions = true,
        subcommands = {WarmCommand.class, ProcessesCommand.class, DataCommand.class})
public final class Comparison {
    private static final int DIFFERENT = 1;

    private Comparison() {}

    /** Exits with 1 where two matrices differ, with 2 where the comparison was not done for another reason. */
    public static void main(String[] arguments) {
        // Not a return: native libraries may keep threads that would hold the process.
        System.exit(run(arguments));
    }

    static int run(String... arguments) {
        return commandLine().execute(arguments);
    }

    static CommandLine commandLine() {
        return new CommandLine(new Comparison())
                .registerConverter(Dataset.Kind.class, choice(Dataset.Kind.values()))
                .registerConverter(SimulatorSettings.Order.class, choice(SimulatorSettings.Order.values()))
                .registerConverter(MemoryBudget.class, Comparison::budget)
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    report(failure);
                    return exitCode(failure);
                });
    }

    private static void report(Exception failure) {
        if (failure instanceof DifferentMatrix || failure instanceof IllegalArgumentException) {
            System.err.println("benchmarks/compare: " + failure.getMessage());
        } else {
            failure.printStackTrace();
        }
    }

    static int exitCode(Exception failure) {
        return failure instanceof DifferentMatrix ? DIFFERENT : CommandLine.ExitCode.USAGE;
    }

    private static MemoryBudget budget(String text) {
        try {
            return MemoryBudget.parse(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(String.valueOf(e.getMessage()));
        }
    }

    private static <E extends Enum<E>> ITypeConverter<E> choice(E[] values) {
        return text -> Stream.of(values)
                .filter(value ->
                        value.name().equals(text.toUpperCase(Locale.ROOT).replace('-', '_')))
                .findFirst()
                .orElseThrow(() -> new TypeConversionException("\"" + text + "\" is not one of "
                        + String.join(
                                ", ", Stream.of(values).map(Comparison::word).toList())));
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
