package io.millrace.engine.arrow.spill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveFolderTest {
    @TempDir
    Path root;

    /** Holds a folder until its input ends, or for good. */
    static final class Holder {
        private Holder() {}

        public static void main(String[] arguments) throws IOException {
            LiveFolder folder = LiveFolder.create(Path.of(arguments[0]));
            Files.writeString(folder.path().resolve("run-0"), "state");
            System.out.println(folder.path());
            int end = System.in.read();
            Runtime.getRuntime().halt(end);
        }
    }

    private Process holder() throws IOException {
        return start(Holder.class);
    }

    private Process start(Class<?> main) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        main.getName(),
                        root.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static Path folder(Process holder) throws IOException {
        var lines = new BufferedReader(new InputStreamReader(holder.getInputStream(), StandardCharsets.UTF_8));
        return Path.of(lines.readLine());
    }

    @Test
    void leavesTheLivingAndRemovesTheDead() throws IOException, InterruptedException {
        Process other = holder();
        Path of = folder(other);
        try (LiveFolder own = LiveFolder.create(root)) {
            LiveFolder.sweep(root);
            assertTrue(Files.exists(of.resolve("run-0")), "the folder of another process that lives");
            assertTrue(Files.exists(own.path()), "an own folder");
            other.destroyForcibly().waitFor();
            LiveFolder.sweep(root);
            assertFalse(Files.exists(of), "the folder of a process that was killed");
            assertTrue(Files.exists(own.path()), "an own folder");
        }
        try (var left = Files.list(root)) {
            assertEquals(List.of(), left.toList());
        }
    }

    /** Closing any channel to a file gives up a process's lock on it: another process must still find it locked. */
    @Test
    void keepsItsLockWhenItSweeps() throws IOException, InterruptedException {
        try (LiveFolder own = LiveFolder.create(root);
                LiveFolder second = LiveFolder.create(root)) {
            LiveFolder.sweep(root);
            assertEquals(0, start(Sweeper.class).waitFor());
            assertTrue(Files.exists(own.path()) && Files.exists(second.path()));
        }
    }

    /** Removes what it takes to be dead. */
    static final class Sweeper {
        private Sweeper() {}

        public static void main(String[] arguments) throws IOException {
            LiveFolder.sweep(Path.of(arguments[0]));
        }
    }

    @Test
    void leavesWhatIsNotItsOwn() throws IOException {
        Path other = Files.createDirectory(root.resolve("other"));
        Path file = Files.createFile(root.resolve(LiveFolder.PREFIX + "file"));
        Path target = Files.createDirectory(root.resolve("target"));
        Files.createFile(target.resolve("lock"));
        Path link = Files.createSymbolicLink(root.resolve(LiveFolder.PREFIX + "link"), target);
        Path unlocked = Files.createDirectory(root.resolve(LiveFolder.PREFIX + "unlocked"));
        Files.createFile(unlocked.resolve("something"));
        Path empty = Files.createDirectory(root.resolve(LiveFolder.PREFIX + "empty"));
        LiveFolder.sweep(root);
        assertTrue(Files.exists(other)
                && Files.exists(file)
                && Files.exists(link)
                && Files.exists(target.resolve("lock")));
        assertTrue(Files.exists(unlocked.resolve("something")), "a folder that no run leaves");
        assertFalse(Files.exists(empty), "one that was never finished");
    }

    @Test
    void isItsOwnersAlone() throws IOException {
        try (LiveFolder folder = LiveFolder.create(root)) {
            assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.path())));
            Path file = folder.path().resolve("run-0");
            new DiskFiles().create(file).close();
            assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        }
    }

    /** Another process sweeps all the time: whoever makes folders keeps those that he was given. */
    @Test
    void keepsItsFolderWhileOthersSweep() throws IOException, InterruptedException {
        Process sweeper = start(EndlessSweeper.class);
        try {
            for (int i = 0; i < 300; i++) {
                try (LiveFolder folder = LiveFolder.create(root)) {
                    Path file = Files.writeString(folder.path().resolve("run-0"), "state");
                    Thread.onSpinWait();
                    assertTrue(Files.exists(file) && Files.exists(folder.path().resolve("lock")));
                }
            }
            assertTrue(sweeper.isAlive());
        } finally {
            sweeper.destroyForcibly().waitFor();
        }
    }

    /** Sweeps until it is killed. */
    static final class EndlessSweeper {
        private EndlessSweeper() {}

        public static void main(String[] arguments) throws IOException {
            while (true) {
                LiveFolder.sweep(Path.of(arguments[0]));
            }
        }
    }
}
