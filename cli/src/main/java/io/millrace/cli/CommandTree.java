package io.millrace.cli;

import io.millrace.core.feature.Names;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IExecutionStrategy;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** All commands, how they are called, and what happens where that goes wrong. */
final class CommandTree {
    /** As picocli has it, but for the examples (in the footer), which come before everything that explains them. */
    private static final List<String> HELP_ORDER = List.of(
            UsageMessageSpec.SECTION_KEY_HEADER_HEADING,
            UsageMessageSpec.SECTION_KEY_HEADER,
            UsageMessageSpec.SECTION_KEY_FOOTER_HEADING,
            UsageMessageSpec.SECTION_KEY_FOOTER,
            UsageMessageSpec.SECTION_KEY_SYNOPSIS_HEADING,
            UsageMessageSpec.SECTION_KEY_SYNOPSIS,
            UsageMessageSpec.SECTION_KEY_DESCRIPTION_HEADING,
            UsageMessageSpec.SECTION_KEY_DESCRIPTION,
            UsageMessageSpec.SECTION_KEY_PARAMETER_LIST_HEADING,
            UsageMessageSpec.SECTION_KEY_PARAMETER_LIST,
            UsageMessageSpec.SECTION_KEY_OPTION_LIST_HEADING,
            UsageMessageSpec.SECTION_KEY_OPTION_LIST,
            UsageMessageSpec.SECTION_KEY_COMMAND_LIST_HEADING,
            UsageMessageSpec.SECTION_KEY_COMMAND_LIST,
            UsageMessageSpec.SECTION_KEY_EXIT_CODE_LIST_HEADING,
            UsageMessageSpec.SECTION_KEY_EXIT_CODE_LIST);

    private final Console console;
    private final Failures failures;
    private final Wiring wiring;
    private final CommandLine root;

    private CommandTree(Console console, Interruption interruption, Supplier<JvmLimits> limits, String... arguments) {
        this.console = console;
        this.failures = new Failures(console, interruption);
        this.wiring = new Wiring(console, interruption, limits, this::isDebug, this::isVerbose);
        this.root = RootCommand.forArguments(wiring.factory(), arguments);
        Converters.register(root);
        root.setCaseInsensitiveEnumValuesAllowed(true)
                .setAbbreviatedOptionsAllowed(false)
                .setOut(new PrintWriter(console.out(), true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(console.err(), true, StandardCharsets.UTF_8))
                .setColorScheme(CommandLine.Help.defaultColorScheme(console.colourOut() ? Ansi.ON : Ansi.OFF))
                .setUsageHelpWidth(Math.min(console.width(), 120))
                .setUsageHelpAutoWidth(false)
                .setParameterExceptionHandler(new Handling())
                .setExecutionStrategy(new Handling())
                .setExecutionExceptionHandler(new Handling());
        arrangeHelp(root);
    }

    /**
     * Runs one command.
     *
     * @param limits asked for only where a command needs to know
     */
    static ExitCode run(Console console, Interruption interruption, Supplier<JvmLimits> limits, String... arguments) {
        console.talkAs(LogFormat.of(arguments));
        Failures failures = new Failures(console, interruption);
        try {
            return new CommandTree(console, interruption, limits, arguments).execute(arguments);
        } catch (Throwable e) {
            return failures.report(e, List.of(arguments).contains("--debug"));
        }
    }

    private ExitCode execute(String... arguments) {
        int code = root.execute(arguments);
        if (isDebug()) {
            wiring.meters().sayTo(console);
        }
        ExitCode exit = Stream.of(ExitCode.values())
                .filter(known -> known.code() == code)
                .findFirst()
                .orElse(ExitCode.BUG);
        return console.outFailure()
                .map(reason -> {
                    failures.say("cannot write to standard output: " + reason, ExitCode.RESOURCE, null, isDebug());
                    return ExitCode.RESOURCE;
                })
                .orElse(exit);
    }

    /** What picocli asks for. A class and no lambdas: the JVM's archive of loaded classes holds none of old interfaces. */
    private final class Handling implements IParameterExceptionHandler, IExecutionStrategy, IExecutionExceptionHandler {
        @Override
        public int execute(ParseResult parsed) {
            ((RootCommand) root.getCommand()).openClassPath();
            return new CommandLine.RunLast().execute(parsed);
        }

        @Override
        public int handleParseException(ParameterException failure, String[] arguments) {
            return refuse(failure, arguments);
        }

        @Override
        public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
            return failures.report(failure, isDebug()).code();
        }
    }

    private static void arrangeHelp(CommandLine command) {
        command.setHelpSectionKeys(HELP_ORDER);
        UsageMessageSpec usage = command.getCommandSpec().usageMessage();
        usage.footerHeading("%nExamples:%n")
                .synopsisHeading("%nUsage: ")
                .descriptionHeading("%n")
                .parameterListHeading("%n")
                .optionListHeading("%nOptions:%n")
                .commandListHeading("%nCommands:%n");
        usage.sortOptions(false);
        command.getSubcommands().values().forEach(CommandTree::arrangeHelp);
    }

    private boolean isDebug() {
        return command().isDebug();
    }

    private boolean isVerbose() {
        return command().isVerbose();
    }

    private RootCommand command() {
        return (RootCommand) root.getCommandSpec().userObject();
    }

    private int refuse(ParameterException failure, String... arguments) {
        CommandSpec command = failure.getCommandLine().getCommandSpec();
        String what = unknownOption(command, arguments).orElseGet(() -> message(failure, command));
        failures.say(what, ExitCode.USAGE, failure, isDebug());
        console.say("Try '" + command.qualifiedName() + " --help'.");
        return ExitCode.USAGE.code();
    }

    private static String message(ParameterException failure, CommandSpec command) {
        if (!(failure instanceof UnmatchedArgumentException unmatched)
                || unmatched.getUnmatched().isEmpty()) {
            return sentence(String.valueOf(failure.getMessage()));
        }
        String name = unmatched.getUnmatched().get(0);
        if (name.startsWith("-")) {
            return unknownOption(command, name);
        }
        if (command.subcommands().isEmpty()) {
            return "what is " + name + " for? " + command.qualifiedName() + " takes no further argument";
        }
        return "there is no command " + name + "; "
                + Names.advice(
                        name,
                        command.subcommands().keySet(),
                        "the commands are "
                                + String.join(", ", command.subcommands().keySet()));
    }

    /** A wrong name is the cause, also where what is missing for it comes first. */
    private static Optional<String> unknownOption(CommandSpec command, String... arguments) {
        return Stream.of(arguments)
                .takeWhile(argument -> !argument.equals("--"))
                .filter(argument -> argument.startsWith("--"))
                .filter(argument -> command.findOption(nameOf(argument)) == null)
                .findFirst()
                .map(argument -> unknownOption(command, argument));
    }

    private static String unknownOption(CommandSpec command, String argument) {
        return "there is no option " + nameOf(argument) + "; "
                + Names.advice(nameOf(argument), optionNames(command), "see what there is with --help");
    }

    private static String nameOf(String argument) {
        int end = argument.indexOf('=');
        return end < 0 ? argument : argument.substring(0, end);
    }

    private static List<String> optionNames(CommandSpec command) {
        List<String> names = new ArrayList<>();
        // A reference to a method of picocli's would keep its largest classes out of the launcher's archive of classes.
        for (OptionSpec option : command.options()) {
            if (!option.hidden()) {
                names.add(option.longestName());
            }
        }
        return names;
    }

    private static String sentence(String message) {
        return message.isEmpty() ? message : Character.toLowerCase(message.charAt(0)) + message.substring(1);
    }
}
