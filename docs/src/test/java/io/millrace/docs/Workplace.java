package io.millrace.docs;

import io.millrace.cli.CommandLines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A folder in which examples run, as processes, so that relative paths mean what they mean to a reader.
 *
 * @param folder where they run
 * @param notes a folder for what they print
 */
record Workplace(Path folder, Path notes) {
    /** Of a JVM that runs the command line, as the script starts it. */
    static final List<String> FLAGS = List.of(
            "--add-opens=java.base/java.nio=ALL-UNNAMED",
            "--enable-native-access=ALL-UNNAMED",
            "-Dsun.misc.unsafe.memory.access=allow",
            "-XX:TieredStopAtLevel=1",
            "-Xshare:auto",
            "-XX:+UseSerialGC",
            "-Xmx240m",
            "-XX:MaxDirectMemorySize=20m");

    static Workplace in(Path temporary) throws IOException {
        return new Workplace(
                Files.createDirectory(temporary.resolve("work")), Files.createDirectory(temporary.resolve("notes")));
    }

    /** Writes the blocks that a page notes as files: {@code <!-- file NAME -->}. */
    void writeFiles(Page page) throws IOException {
        for (Page.Block block : page.blocks()) {
            if (block.note().startsWith("file ")) {
                Files.writeString(folder.resolve(block.note().substring(5)), block.text());
            }
        }
    }

    /** Runs commands of Millrace one after the other; each must end with 0. Returns what each printed. */
    List<List<String>> millrace(List<List<String>> calls) throws IOException, InterruptedException {
        for (int i = 0; i < calls.size(); i++) {
            Files.write(notes.resolve("" + i), calls.get(i));
        }
        java(List.of(), CommandLines.class.getName(), notes.toString());
        List<List<String>> printed = new ArrayList<>();
        for (int i = 0; i < calls.size(); i++) {
            printed.add(Files.readAllLines(notes.resolve(i + ".out")));
        }
        return printed;
    }

    /** Runs a Java class with the test's class path, and more folders of classes before it. */
    List<String> java(List<Path> classes, String... mainAndArguments) throws IOException, InterruptedException {
        List<String> path = new ArrayList<>(classes.stream().map(Path::toString).toList());
        path.add(System.getProperty("java.class.path"));
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(FLAGS);
        command.addAll(List.of("-cp", String.join(System.getProperty("path.separator"), path)));
        command.addAll(List.of(mainAndArguments));
        return run(command);
    }

    /** A function of the shell that runs Millrace as a process of its own, to stand before a line. */
    static String millraceFunction() {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return "millrace() { '" + java + "' " + String.join(" ", FLAGS) + " -cp '"
                + System.getProperty("java.class.path") + "' io.millrace.cli.Main \"$@\"; }; ";
    }

    /** Runs a line of the shell. */
    List<String> shell(String line) throws IOException, InterruptedException {
        return run(List.of("sh", "-c", line));
    }

    private List<String> run(List<String> command) throws IOException, InterruptedException {
        Path out = notes.resolve("out.txt");
        Path err = notes.resolve("err.txt");
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        if (!process.waitFor(120, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("does not end; it said\n" + Files.readString(err));
        }
        if (process.exitValue() != 0) {
            throw new AssertionError("ended with " + process.exitValue() + "\n" + Files.readString(err));
        }
        return Files.readAllLines(out);
    }
}
