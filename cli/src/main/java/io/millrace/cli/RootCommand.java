package io.millrace.cli;

import jakarta.inject.Inject;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

@Command(
        name = "millrace",
        header = "Turns raw event logs into a point-in-time-correct feature matrix: one row per user, in one pass.",
        description = {
            "Data goes to standard output, everything else to standard error.",
            "",
            "Exit codes: 0 done; 1 a check failed; 2 wrong usage or definition; 3 the input cannot be used; 4 memory"
                    + " or disk does not suffice; 5 a bug; 130 interrupted."
        },
        footer = {
            "  millrace demo",
            "  millrace inspect events/",
            "  millrace build events/ --features streamflow-churn --as-of 2024-10-31 --out matrix.parquet",
            "  millrace build --help"
        },
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        versionProvider = VersionText.class,
        subcommands = {
            DemoCommand.class,
            GenerateCommand.class,
            InspectCommand.class,
            ExplainCommand.class,
            BuildCommand.class,
            CheckCommand.class,
            FeaturesCommand.class,
            SqlCommand.class,
            InitCommand.class,
            SchemaCommand.class
        })
final class RootCommand implements Callable<Integer> {
    private final Console console;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--debug",
            scope = ScopeType.INHERIT,
            description = "Print the stack trace of an error, and what was measured.")
    private boolean debug;

    @Option(
            names = "--class-path",
            paramLabel = "PATHS",
            scope = ScopeType.INHERIT,
            description = {
                "Jars and class folders with aggregations, functions, validators, checks and formats of your own,",
                "separated as the system separates paths."
            })
    private @Nullable String classPath;

    @Inject
    RootCommand(Console console) {
        this.console = console;
    }

    /** Lets the command that runs next find the user's classes. */
    void openClassPath() {
        if (classPath != null) {
            ClassPath.add(classPath, spec.commandLine());
        }
    }

    boolean isDebug() {
        return debug;
    }

    @Override
    public Integer call() {
        spec.commandLine().usage(console.out());
        console.out().flush();
        return ExitCode.DONE.code();
    }
}
