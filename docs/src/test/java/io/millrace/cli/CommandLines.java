package io.millrace.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine;

/** The command line for tests of the prose: what there is, and commands run one after the other. */
public final class CommandLines {
    /** As if the launcher had started this process. */
    private static final JvmLimits LIMITS = new JvmLimits(160 << 20, 16 << 20, 0);

    private CommandLines() {}

    /** All commands with their options, ready to parse. */
    public static CommandLine definitions() {
        OutputStream nowhere = OutputStream.nullOutputStream();
        CommandLine root = RootCommand.all(
                new Wiring(Console.of(nowhere, nowhere), new Interruption(), () -> LIMITS, () -> false, () -> false)
                        .factory());
        Converters.register(root);
        return root.setCaseInsensitiveEnumValuesAllowed(true);
    }

    /**
     * Runs commands in the folder where this process was started. The first argument is a folder; its files {@code 0},
     * {@code 1} … hold one argument per line, and what a command prints goes to {@code 0.out}, {@code 1.out} …. Ends
     * at the first command that fails, with its code.
     */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        for (int i = 0; Files.exists(folder.resolve("" + i)); i++) {
            List<String> words = Files.readAllLines(folder.resolve("" + i));
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ExitCode code = CommandTree.run(
                    Console.of(out, System.err), new Interruption(), () -> LIMITS, words.toArray(String[]::new));
            Files.write(folder.resolve(i + ".out"), out.toByteArray());
            if (code != ExitCode.DONE) {
                System.err.println("exit code " + code.code() + " of millrace " + String.join(" ", words));
                System.exit(code.code());
            }
        }
        System.exit(0);
    }
}
