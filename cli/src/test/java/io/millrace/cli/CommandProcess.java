package io.millrace.cli;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs commands as a user does: each as a process of its own, in a folder, with a folder for temporary files. */
final class CommandProcess {
    private static final List<String> FLAGS = List.of(
            "--add-opens=java.base/java.nio=ALL-UNNAMED",
            "--enable-native-access=ALL-UNNAMED",
            "-Dsun.misc.unsafe.memory.access=allow",
            "-XX:-UsePerfData",
            "-XX:+UseSerialGC",
            "-Xshare:auto");

    /** Those that the launcher gives two threads in little memory. */
    private static final List<String> LIMITS = List.of("-Xmx176m", "-XX:MaxDirectMemorySize=20m");

    private final Path folder;
    private final Path temporary;
    private final String classPath;
    private final List<String> limits;

    CommandProcess(Path folder, Path temporary) {
        this(folder, temporary, System.getProperty("java.class.path"), LIMITS);
    }

    private CommandProcess(Path folder, Path temporary, String classPath, List<String> limits) {
        this.folder = folder;
        this.temporary = temporary;
        this.classPath = classPath;
        this.limits = limits;
    }

    CommandProcess withClassPath(Path more) {
        return new CommandProcess(folder, temporary, more + File.pathSeparator + classPath, limits);
    }

    CommandProcess withLimits(List<String> flags) {
        return new CommandProcess(folder, temporary, classPath, flags);
    }

    Outcome run(String... arguments) throws IOException, InterruptedException {
        return outcome(start(command(arguments)));
    }

    /** Runs a line of the shell in which {@code "$@"} is the command. */
    Outcome runInShell(String line, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("sh", "-c", line, "sh"));
        command.addAll(command(arguments));
        return outcome(start(command));
    }

    Process start(String... arguments) throws IOException {
        return start(command(arguments));
    }

    Outcome outcome(Process process) throws IOException, InterruptedException {
        if (!process.waitFor(120, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("the command does not end; it said " + Files.readString(err()));
        }
        return new Outcome(process.exitValue(), Files.readString(out()), Files.readString(err()));
    }

    private List<String> command(String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(FLAGS);
        command.addAll(limits);
        command.add("-Djava.io.tmpdir=" + temporary);
        command.addAll(List.of("-cp", classPath, Main.class.getName()));
        command.addAll(List.of(arguments));
        return command;
    }

    private Process start(List<String> command) throws IOException {
        return new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(out().toFile())
                .redirectError(err().toFile())
                .start();
    }

    private Path out() {
        return temporary.resolveSibling("out.txt");
    }

    private Path err() {
        return temporary.resolveSibling("err.txt");
    }
}
