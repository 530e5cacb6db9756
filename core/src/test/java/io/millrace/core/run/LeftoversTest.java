package io.millrace.core.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What processes that were killed leave beside their targets, and what they must not touch of others. */
class LeftoversTest {
    @TempDir
    Path folder;

    private Process start(Class<?> main, String... more) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                main.getName(),
                folder.resolve("m.csv").toString()));
        command.addAll(List.of(more));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static String line(Process process) throws IOException {
        return new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)).readLine();
    }

    private List<String> names() throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }

    private static void write(PendingFile file, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        file.write(bytes, 0, bytes.length);
    }

    /** Begins a file, says so, and waits. */
    static final class Writer {
        private Writer() {}

        public static void main(String[] arguments) throws IOException {
            try (PendingFile file = PendingFile.create(Path.of(arguments[0]))) {
                write(file, "half");
                System.out.println("begun");
                System.in.read();
                file.finish();
                file.commit();
            }
        }
    }

    /** Sweeps until it is killed. */
    static final class Sweeper {
        private Sweeper() {}

        public static void main(String[] arguments) {
            System.out.println("begun");
            while (true) {
                PendingFile.removeLeftovers(Path.of(arguments[0]));
            }
        }
    }

    @Test
    void removesTheFilesOfTheDeadAlone() throws IOException, InterruptedException {
        Process dead = start(Writer.class);
        Process live = start(Writer.class);
        assertEquals("begun", line(dead));
        assertEquals("begun", line(live));
        Path target = folder.resolve("other.csv");
        try (PendingFile own = PendingFile.create(target)) {
            dead.destroyForcibly().waitFor();
            assertEquals(3, names().size());

            PendingFile.removeLeftovers(target);
            PendingFile.removeLeftovers(target);

            assertEquals(2, names().size());
            live.getOutputStream().write('\n');
            live.getOutputStream().flush();
            assertEquals(0, live.waitFor());
            write(own, "whole");
            own.finish();
            own.commit();
        }
        assertEquals(List.of("m.csv", "other.csv"), names());
    }

    @Test
    void leavesFilesOfOtherPrograms() throws IOException {
        Files.createFile(folder.resolve(".m.csv.abc.tmp"));
        Files.createFile(folder.resolve("m.csv.millrace"));
        Files.createDirectory(folder.resolve(".folder.millrace"));
        PendingFile.removeLeftovers(folder.resolve("m.csv"));
        assertEquals(List.of(".folder.millrace", ".m.csv.abc.tmp", "m.csv.millrace"), names());
    }

    /** Files come and go while two processes sweep; one lock after the other is taken while they do. */
    @Test
    void staysWhileOthersSweep() throws IOException, InterruptedException {
        List<Process> sweepers = List.of(start(Sweeper.class), start(Sweeper.class));
        try {
            for (Process sweeper : sweepers) {
                assertEquals("begun", line(sweeper));
            }
            Path target = folder.resolve("m.csv");
            for (int i = 0; i < 300; i++) {
                try (PendingFile file = PendingFile.create(target)) {
                    write(file, "content " + i);
                    file.finish();
                    try (CommitLock lock = CommitLock.of(target, () -> {})) {
                        file.commit();
                    }
                }
                assertEquals("content " + i, Files.readString(target));
            }
            assertTrue(sweepers.stream().allMatch(Process::isAlive));
        } finally {
            for (Process sweeper : sweepers) {
                sweeper.destroyForcibly().waitFor();
            }
        }
        assertEquals(List.of("m.csv"), names());
    }

    @Test
    void locksNoFileThatALinkLeadsTo() throws IOException {
        Path other = Files.writeString(folder.resolve("other"), "content");
        Path target = folder.resolve("m.csv");
        Path link = Files.createSymbolicLink(folder.resolve(".m.csv.lock.millrace"), other);
        assertThrows(
                ResourceException.class, () -> CommitLock.of(target, () -> {}).close());
        assertEquals("content", Files.readString(other));
        Files.deleteIfExists(link);
    }

    /** Writes the same text to two files, under the lock, a number of times. */
    static final class Pair {
        private Pair() {}

        public static void main(String[] arguments) throws IOException {
            Path one = Path.of(arguments[0]);
            for (int i = 0; i < 100; i++) {
                String text = arguments[1] + " " + i;
                try (CommitLock lock = CommitLock.of(one, () -> {})) {
                    Files.writeString(one, text);
                    Thread.onSpinWait();
                    Files.writeString(one.resolveSibling("twin.csv"), text);
                    if (!Files.readString(one).equals(text)) {
                        throw new IllegalStateException("two at once");
                    }
                }
            }
        }
    }

    @Test
    void letsOneProcessCommitAtATime() throws IOException, InterruptedException {
        List<Process> pairs = new ArrayList<>();
        for (String name : List.of("a", "b", "c", "d")) {
            pairs.add(start(Pair.class, name));
        }
        for (Process pair : pairs) {
            assertEquals(0, pair.waitFor());
        }
        assertEquals(Files.readString(folder.resolve("m.csv")), Files.readString(folder.resolve("twin.csv")));
        assertEquals(List.of("m.csv", "twin.csv"), names());
    }
}
