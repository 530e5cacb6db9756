package io.millrace.cli;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
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
            "Exit codes: 0 done; 1 a check failed, or a comparison; 2 wrong usage or definition; 3 the input cannot be used; 4 memory"
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
        versionProvider = VersionText.class)
final class RootCommand implements Callable<Integer> {
    /** All commands in the order of the help, by their names. */
    private static final Map<String, Class<?>> COMMANDS = commands();

    private static Map<String, Class<?>> commands() {
        Map<String, Class<?>> commands = new LinkedHashMap<>();
        commands.put("demo", DemoCommand.class);
        commands.put("generate", GenerateCommand.class);
        commands.put("inspect", InspectCommand.class);
        commands.put("explain", ExplainCommand.class);
        commands.put("build", BuildCommand.class);
        commands.put("check", CheckCommand.class);
        commands.put("report", ReportCommand.class);
        commands.put("diff", DiffCommand.class);
        commands.put("why", WhyCommand.class);
        commands.put("features", FeaturesCommand.class);
        commands.put("sql", SqlCommand.class);
        commands.put("init", InitCommand.class);
        commands.put("doctor", DoctorCommand.class);
        commands.put("schema", SchemaCommand.class);
        commands.put("completion", CompletionCommand.class);
        return commands;
    }

    private static final String CLASS_PATH = "--class-path";

    private final Console console;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--debug",
            scope = ScopeType.INHERIT,
            description = "Print the stack trace of an error, and what was measured.")
    private boolean debug;

    @Option(
            names = {"-v", "--verbose"},
            scope = ScopeType.INHERIT,
            description = "Say on standard error what a run does, step by step.")
    private boolean verbose;

    @Option(
            names = CLASS_PATH,
            paramLabel = "PATHS",
            scope = ScopeType.INHERIT,
            description = {
                "Jars and class folders with aggregations, functions, validators, checks and formats of your own,",
                "separated as the system separates paths."
            })
    private @Nullable String classPath;

    RootCommand(Console console) {
        this.console = console;
    }

    @Option(
            names = LogFormat.OPTION,
            paramLabel = "FORM",
            scope = ScopeType.INHERIT,
            description = {
                "How to talk on standard error, errors included: text (default), or json, an object a line. The progress is",
                "told alike."
            })
    void talkAs(LogFormat format) {
        console.talkAs(format);
    }

    /** The command line with all commands. */
    static CommandLine all(CommandLine.IFactory factory) {
        return line(COMMANDS.values(), factory);
    }

    /**
     * The command line for these arguments: with the one command that they name, as reading the options of all takes long;
     * with all where they name none.
     */
    static CommandLine forArguments(CommandLine.IFactory factory, String... arguments) {
        String name = "";
        for (int i = 0; i < arguments.length && name.isEmpty(); i++) {
            if (arguments[i].equals(CLASS_PATH) || arguments[i].equals(LogFormat.OPTION)) {
                i++; // its value is no command
            } else if (!arguments[i].startsWith("-")) {
                name = arguments[i];
            }
        }
        Class<?> named = COMMANDS.get(name);
        return named == null ? all(factory) : line(List.of(named), factory);
    }

    private static CommandLine line(Collection<Class<?>> commands, CommandLine.IFactory factory) {
        CommandLine root = new CommandLine(RootCommand.class, factory);
        commands.forEach(command -> root.addSubcommand(new CommandLine(command, factory)));
        return root;
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

    boolean isVerbose() {
        return verbose;
    }

    @Override
    public Integer call() {
        spec.commandLine().usage(console.out());
        console.out().flush();
        return ExitCode.DONE.code();
    }
}
