package io.millrace.cli;

import java.time.Duration;
import org.slf4j.LoggerFactory;

/** The entry of the command line. */
public final class Main {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private Main() {}

    public static void main(String[] arguments) {
        Interruption interruption = new Interruption();
        Thread beside = new Thread(() -> startBeside(interruption), "start");
        beside.setDaemon(true);
        beside.start();
        Console console = Console.ofProcess();
        // Not a return: native libraries may keep threads that would hold the process.
        System.exit(CommandTree.run(console, interruption, JvmLimits::ofProcess, arguments)
                .code());
    }

    /** What takes some time and need not be there before the command line is read. */
    private static void startBeside(Interruption interruption) {
        Signals.onTermination(() -> stop(interruption));
        LoggerFactory.getILoggerFactory();
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
