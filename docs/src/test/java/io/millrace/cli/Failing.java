package io.millrace.cli;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the command line says of failures that no command of the prose can bring about, and all exit codes. */
public final class Failing {
    private Failing() {}

    /** What is said of a failure, after a request to end where {@code interrupted}. */
    public static String said(Throwable failure, boolean interrupted) {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Interruption interruption = new Interruption();
        if (interrupted) {
            interruption.request();
        }
        new Failures(Console.of(OutputStream.nullOutputStream(), err), interruption).report(failure, false);
        return err.toString(StandardCharsets.UTF_8);
    }

    /** The names of the exit codes by their numbers. */
    public static Map<Integer, String> codes() {
        return Stream.of(ExitCode.values())
                .collect(Collectors.toMap(ExitCode::code, code -> code.name().toLowerCase(java.util.Locale.ROOT)));
    }
}
