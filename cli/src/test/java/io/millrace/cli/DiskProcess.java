package io.millrace.cli;

import io.millrace.core.disk.DiskProvider;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs a class in a JVM whose file system is that of the tests. */
final class DiskProcess {
    private DiskProcess() {}

    /**
     * @param code how it ended
     * @param said all that it printed
     */
    record Ended(int code, String said) {}

    /** The command for a class, and for a folder for temporary files. */
    static List<String> command(Class<?> main, Path temporary, boolean watched, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        if (watched) {
            command.add(DiskProvider.FLAG);
        }
        command.addAll(List.of(
                "--add-opens=java.base/java.nio=ALL-UNNAMED",
                "--enable-native-access=ALL-UNNAMED",
                "-Dsun.misc.unsafe.memory.access=allow",
                "-XX:-UsePerfData",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "-Xmx160m",
                "-XX:MaxDirectMemorySize=16m",
                "-Djava.io.tmpdir=" + temporary));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        return command;
    }

    static Ended run(Class<?> main, Path temporary, int seconds, String... arguments)
            throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command(main, temporary, true, arguments))
                .redirectErrorStream(true)
                .start();
        Thread watch = new Thread(() -> {
            try {
                if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        watch.setDaemon(true);
        watch.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), said);
    }
}
