package io.millrace.cli;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Stack;
import picocli.CommandLine.IParameterConsumer;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Names of columns, separated by commas, behind an option that may stand without them. What comes next is not taken for
 * columns where it is an input: a file or folder that exists, or a path or glob by its characters.
 */
final class OptionalColumns implements IParameterConsumer {
    @Override
    @SuppressWarnings("JdkObsolete") // picocli hands over a stack
    public void consumeParameters(Stack<String> arguments, ArgSpec option, CommandSpec command) {
        boolean none = arguments.isEmpty() || arguments.peek().startsWith("-") || isInput(arguments.peek());
        option.setValue(none ? List.of() : List.of(arguments.pop().split(",", -1)));
    }

    private static boolean isInput(String argument) {
        try {
            return argument.chars().anyMatch(c -> "/\\*?".indexOf(c) >= 0) || Files.exists(Path.of(argument));
        } catch (InvalidPathException e) {
            return false;
        }
    }
}
