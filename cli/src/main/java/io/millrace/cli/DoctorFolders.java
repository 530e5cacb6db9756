package io.millrace.cli;

import io.millrace.cli.host.HostMemory;
import io.millrace.cli.host.Mount;
import io.millrace.cli.render.Amounts;
import io.millrace.core.run.FileFailure;
import io.millrace.core.run.SpillSettings;
import io.millrace.core.run.TemporaryFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Whether there is room on disk, and code may be loaded from the folder for temporary files. */
final class DoctorFolders {
    private static final int PROBE_BYTES = 1 << 16;

    /** Arrow's native library takes 76 MB, which are there while a process runs that needs it. */
    private static final long LIBRARY_BYTES = 100_000_000;

    private static final String MOVE = "name another by MILLRACE_JAVA_OPTS=-Djava.io.tmpdir=DIR";

    private final Path root;

    /** @param root where the system tells of itself */
    DoctorFolders(Path root) {
        this.root = root;
    }

    /** The folder for temporary files, from which native libraries are loaded. */
    Finding temporary(Path folder) {
        String check = "temporary folder";
        Optional<String> problem =
                Files.isDirectory(folder) ? unwritable(folder) : Optional.of("there is no such folder");
        if (problem.isPresent()) {
            return Finding.fail(check, folder + ": " + problem.get(), "make it writable, or " + MOVE);
        }
        if (Mount.of(folder, root).filter(Mount::forbidsCode).isPresent()) {
            return Finding.fail(
                    check,
                    folder + ": nothing in it may be executed (noexec)",
                    "native libraries cannot be loaded from it: " + MOVE);
        }
        OptionalLong free = free(folder);
        String what = folder + room(free);
        return free.orElse(Long.MAX_VALUE) < LIBRARY_BYTES
                ? Finding.warn(
                        check,
                        what,
                        "a native library takes up to " + Amounts.bytes(LIBRARY_BYTES) + " there: free some, or "
                                + MOVE)
                : Finding.ok(check, what);
    }

    /**
     * The folder for state that the memory does not hold.
     *
     * @param memory what a run may take of it
     */
    Finding spill(SpillSettings settings, long memory) {
        String check = "spill folder";
        Path folder = existing(settings.root());
        Optional<String> problem = unwritable(folder);
        if (problem.isPresent()) {
            return Finding.fail(
                    check,
                    settings.root() + ": " + problem.get(),
                    "state that --memory does not hold goes there: make it writable, or name another with --spill-dir");
        }
        OptionalLong free = free(folder);
        boolean limited = settings.mostBytes() < Long.MAX_VALUE;
        String what = settings.root() + room(free);
        if (limited && free.orElse(Long.MAX_VALUE) < settings.mostBytes()) {
            return Finding.fail(
                    check,
                    what,
                    "--max-spill allows " + Amounts.bytes(settings.mostBytes())
                            + ": free as much, or name a folder on another disk with --spill-dir");
        }
        if (Mount.of(folder, root).filter(Mount::isInMemory).isPresent()) {
            return Finding.warn(
                    check,
                    what + ", held in memory",
                    "what is spilled there takes memory beside --memory: name a folder on a disk with --spill-dir");
        }
        return !limited && free.orElse(Long.MAX_VALUE) < memory
                ? Finding.warn(
                        check,
                        what,
                        "a run that spills may write several times its --memory: name a folder with more room by --spill-dir")
                : Finding.ok(check, what);
    }

    /** How large a file may be; empty where nothing limits it. */
    List<Finding> largestFile() {
        List<Finding> findings = new ArrayList<>();
        HostMemory.largestFile(root)
                .ifPresent(bytes -> findings.add(Finding.warn(
                        "largest file",
                        Amounts.bytes(bytes),
                        "a matrix, and what is spilled, cannot be larger: allow more with ulimit -f unlimited")));
        return findings;
    }

    /** A run makes the folder where it is not there. */
    private static Path existing(Path folder) {
        @Nullable Path place = folder.toAbsolutePath();
        while (place != null && !Files.exists(place)) {
            place = place.getParent();
        }
        return place == null ? folder : place;
    }

    private static Optional<String> unwritable(Path folder) {
        try (FileChannel file = TemporaryFile.open(folder, "millrace-doctor")) {
            ByteBuffer bytes = ByteBuffer.allocate(PROBE_BYTES);
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
            file.force(false);
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(FileFailure.reason(e));
        }
    }

    private static OptionalLong free(Path folder) {
        try {
            return OptionalLong.of(Files.getFileStore(folder).getUsableSpace());
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }

    private static String room(OptionalLong free) {
        return free.isPresent() ? ", " + Amounts.bytes(free.getAsLong()) + " free" : "";
    }
}
