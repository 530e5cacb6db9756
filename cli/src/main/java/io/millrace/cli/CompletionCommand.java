package io.millrace.cli;

import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;

@Command(
        name = "completion",
        header = "Prints what lets bash and zsh complete commands and options.",
        description = "For this shell: source <(millrace completion). For all: add that line to ~/.bashrc or ~/.zshrc.",
        footer = "  millrace completion > ~/.millrace-completion")
final class CompletionCommand implements Callable<Integer> {
    private final Console console;
    private final Supplier<CommandLine.IFactory> factory;

    /** @param factory makes all commands */
    CompletionCommand(Console console, Supplier<CommandLine.IFactory> factory) {
        this.console = console;
        this.factory = factory;
    }

    @Override
    public Integer call() {
        CommandLine all = RootCommand.all(factory.get());
        Converters.register(all);
        console.out().print(AutoComplete.bash("millrace", all));
        console.out().flush();
        return ExitCode.DONE.code();
    }
}
