package io.millrace.benchmarks.compare;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Someone who does the job in a process of its own, start-up and written matrix included.
 *
 * @param command writes the matrix to the output
 * @param environment is added to this process's
 */
record ProcessContestant(
        String name, String version, List<String> command, Map<String, String> environment, Path output)
        implements Contestant {
    /** GNU time, which tells what the system counted of a process. */
    static final Path TIME = Path.of("/usr/bin/time");

    @Override
    public Outcome run() {
        Path log = output.resolveSibling(name + ".log");
        Path usage = output.resolveSibling(name + ".usage");
        try {
            Files.deleteIfExists(output);
            List<String> line =
                    new ArrayList<>(List.of(TIME.toString(), "-q", "-f", "%U %S %M", "-o", usage.toString()));
            line.addAll(command);
            ProcessBuilder builder =
                    new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(log.toFile());
            builder.environment().putAll(environment);
            int code = builder.start().waitFor();
            if (code != 0 || !Files.exists(output)) {
                throw new IllegalStateException(name + " ended with " + code + " and "
                        + (Files.exists(output) ? "a" : "no") + " matrix: " + String.join(" ", command) + "\n"
                        + Files.readString(log, StandardCharsets.UTF_8));
            }
            return new Outcome(new MatrixFile(output), Optional.of(usage(Files.readString(usage))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while " + name + " ran", e);
        }
    }

    /**
     * @param text seconds in user mode, seconds in system mode, KiB at the peak
     */
    static Usage usage(String text) {
        String[] words = text.strip().split("\\s+");
        return new Usage(Double.parseDouble(words[0]) + Double.parseDouble(words[1]), 1024 * Long.parseLong(words[2]));
    }

    @Override
    public void close() {
        // The process has ended.
    }
}
