package io.millrace.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Runs commands within this process. */
final class InProcess {
    /** As if it were started by the launcher with little memory; the process that runs tests has more than it says. */
    private static final JvmLimits LIMITS = new JvmLimits(160 << 20, 16 << 20, 0);

    private InProcess() {}

    /** A build that ends well and may skip row groups is done without skipping, too, and must give the same bytes. */
    static Outcome run(String... arguments) {
        Outcome outcome = runOnce(arguments);
        if (outcome.code() == 0) {
            UnprunedTwin.of(arguments).ifPresent(UnprunedTwin::mustBeTheSame);
        }
        return outcome;
    }

    static Outcome runOnce(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        ExitCode code = CommandTree.run(Console.of(out, err), new Interruption(), () -> LIMITS, arguments);
        return new Outcome(code.code(), out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** Runs a command that must end well; returns what it printed. */
    static String done(String... arguments) {
        Outcome outcome = run(arguments);
        assertEquals(0, outcome.code(), outcome.err());
        return outcome.out();
    }
}
