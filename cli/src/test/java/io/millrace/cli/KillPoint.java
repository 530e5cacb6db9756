package io.millrace.cli;

import io.millrace.core.disk.DiskEvents;
import io.millrace.core.disk.DiskProvider;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A build that ends at once, as if it were killed, before its k-th operation that changes files, or in the middle of it where that
 * is a write. Runs in a JVM with the file system of the tests.
 */
final class KillPoint implements DiskEvents {
    /** As a process ends that was killed by signal 9. */
    static final int KILLED = 137;

    private static final Set<Operation> POINTS = EnumSet.of(
            Operation.OPEN,
            Operation.WRITE,
            Operation.FLUSH,
            Operation.RENAME,
            Operation.CLOSE,
            Operation.DELETE,
            Operation.MAKE_FOLDER);

    private final Path root;
    private final int point;
    private final boolean torn;
    private final AtomicInteger seen = new AtomicInteger();
    private volatile boolean halfWritten;

    private KillPoint(Path root, int point, boolean torn) {
        this.root = root;
        this.point = point;
        this.torn = torn;
    }

    /** The folder of a prepared job, its kind, the number of the operation, and whether a write is torn. */
    public static void main(String[] arguments) throws IOException {
        Path root = Path.of(arguments[0]);
        DiskJob job = new DiskJob(root, DiskJob.Kind.valueOf(arguments[1]));
        KillPoint events = new KillPoint(root, Integer.parseInt(arguments[2]), Boolean.parseBoolean(arguments[3]));
        DiskProvider.installed().watch(root, events);
        Outcome outcome = job.run();
        System.out.println(outcome.code() == 0 ? String.valueOf(events.seen.get()) : outcome.err());
        Runtime.getRuntime().halt(outcome.code());
    }

    @Override
    public void before(Operation operation, Path path) {
        if (halfWritten) {
            halt("in a write", path);
        }
        if (POINTS.contains(operation) && seen.getAndIncrement() == point) {
            if (torn && operation == Operation.WRITE) {
                return;
            }
            halt("before " + operation, path);
        }
    }

    @Override
    public int taken(Path path, int bytes) {
        if (torn && seen.get() == point + 1 && !halfWritten) {
            halfWritten = true;
            return Math.max(1, bytes / 2);
        }
        return bytes;
    }

    private void halt(String where, Path path) {
        System.out.println(where + " of " + DiskJob.kind(root, path));
        System.out.flush();
        Runtime.getRuntime().halt(KILLED);
    }
}
