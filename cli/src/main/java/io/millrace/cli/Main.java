package io.millrace.cli;

import java.time.Duration;

/** The entry of the command line. */
public final class Main {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private Main() {}

    public static void main(String[] arguments) {
        Interruption interruption = new Interruption();
        // Beside the command line's own start, which need not wait for it.
        Thread signals = new Thread(() -> Signals.onTermination(() -> stop(interruption)), "signals");
        signals.setDaemon(true);
        signals.start();
        Console console = Console.ofProcess();
        // Not a return: native libraries may keep threads that would hold the process.
        System.exit(CommandTree.run(console, interruption, JvmLimits::ofProcess, arguments)
                .code());
    }

    /** The first request ends the command in order; the second, or a command that does not end, ends the process. */
    private static void stop(Interruption interruption) {
        if (interruption.isRequested()) {
            Runtime.getRuntime().halt(ExitCode.INTERRUPTED.code());
        }
        interruption.request();
        Thread watch = new Thread(Main::endAfterPatience, "end");
        watch.setDaemon(true);
        watch.start();
    }

    private static void endAfterPatience() {
        try {
            Thread.sleep(PATIENCE.toMillis());
        } catch (InterruptedException e) {
            return;
        }
        Runtime.getRuntime().halt(ExitCode.INTERRUPTED.code());
    }
}
