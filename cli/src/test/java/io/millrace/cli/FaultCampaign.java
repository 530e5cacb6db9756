package io.millrace.cli;

import io.millrace.core.disk.DiskChannel;
import io.millrace.core.disk.DiskEvents;
import io.millrace.core.disk.DiskProvider;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Has the n-th operation on files fail, for every n: the run ends with an error that names the file, or does without what
 * failed; nothing is left of it, and nothing stays open. Runs in a JVM with the file system of the tests.
 */
final class FaultCampaign {
    private final DiskJob job;
    private final Map<String, Integer> outcomes = new TreeMap<>();
    private int faults;

    /** How operations fail. */
    enum Fault {
        NO_SPACE("No space left on device"),
        IO_ERROR("Input/output error"),
        NO_PERMISSION("Permission denied"),
        /** As if there were no space, and from then on for whatever needs some. */
        FULL("No space left on device"),
        /** A write takes a part; who goes on is served. */
        SHORT("none");

        private final String message;

        Fault(String message) {
            this.message = message;
        }

        private IOException exception(Path path) {
            return this == NO_PERMISSION ? new AccessDeniedException(path.toString()) : new IOException(message);
        }
    }

    private static final Map<DiskEvents.Operation, List<Fault>> FAULTS = Map.of(
            DiskEvents.Operation.OPEN,
            List.of(Fault.NO_SPACE, Fault.IO_ERROR, Fault.NO_PERMISSION),
            DiskEvents.Operation.READ,
            List.of(Fault.IO_ERROR),
            DiskEvents.Operation.WRITE,
            List.of(Fault.NO_SPACE, Fault.IO_ERROR, Fault.FULL, Fault.SHORT),
            DiskEvents.Operation.FLUSH,
            List.of(Fault.IO_ERROR, Fault.NO_SPACE),
            DiskEvents.Operation.RENAME,
            List.of(Fault.IO_ERROR, Fault.NO_PERMISSION),
            DiskEvents.Operation.CLOSE,
            List.of(Fault.IO_ERROR),
            DiskEvents.Operation.MAKE_FOLDER,
            List.of(Fault.NO_SPACE, Fault.NO_PERMISSION),
            DiskEvents.Operation.LIST,
            List.of(Fault.IO_ERROR));

    private FaultCampaign(DiskJob job) {
        this.job = job;
    }

    /** The folder, the kind of job, a seed, and the share of operations that fail, 1 for all. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path root = Path.of(arguments[0]);
        DiskJob job = new DiskJob(root, DiskJob.Kind.valueOf(arguments[1]));
        Random random = new Random(Long.parseLong(arguments[2]));
        double share = Double.parseDouble(arguments[3]);
        job.prepare();
        FaultCampaign campaign = new FaultCampaign(job);
        for (DiskEvents.Operation operation : new TreeSet<>(FAULTS.keySet())) {
            for (Fault fault : FAULTS.get(operation)) {
                campaign.run(operation, fault, random, share);
            }
        }
        System.out.println(arguments[1] + ": " + campaign.faults + " faults");
        campaign.outcomes.forEach((outcome, count) -> System.out.println("  " + outcome + ": " + count));
        System.exit(0);
    }

    private void run(DiskEvents.Operation operation, Fault fault, Random random, double share)
            throws IOException, InterruptedException {
        boolean few = operation == DiskEvents.Operation.RENAME || operation == DiskEvents.Operation.FLUSH;
        for (int number = 0; ; number++) {
            if (!few && number > 0 && random.nextDouble() >= share) {
                continue;
            }
            Faulty disk = new Faulty(operation, fault, number);
            Outcome outcome = runWatched(disk, operation + " " + number + " " + fault);
            if (disk.hit == null) {
                check(outcome.code() == 0, disk, outcome, "failed without a fault");
                job.reset();
                return;
            }
            faults++;
            verify(disk, outcome);
            job.reset();
        }
    }

    private Outcome runWatched(Faulty disk, String what) throws InterruptedException {
        Outcome[] outcome = new Outcome[1];
        Thread thread = new Thread(() -> outcome[0] = job.run());
        DiskProvider.installed().watch(job.root(), disk);
        thread.start();
        thread.join(60_000);
        if (thread.isAlive()) {
            System.out.println(what + " hangs");
            Thread.getAllStackTraces().forEach((one, trace) -> System.out.println(one + " " + List.of(trace)));
            System.exit(1);
        }
        DiskProvider.installed().watch(job.root(), DiskEvents.NONE);
        return outcome[0];
    }

    private void verify(Faulty disk, Outcome outcome) throws IOException {
        String path = String.valueOf(disk.hit);
        int expected = path.endsWith("set.yaml") ? 2 : path.contains("/events") ? 3 : 4;
        String told = firstLine(outcome);
        List<String> left = job.leftBehind();
        DiskJob.State state;
        try {
            state = job.state();
        } catch (AssertionError | IOException e) {
            check(false, disk, outcome, String.valueOf(e));
            return;
        }
        if (outcome.code() == 0) {
            check(state == DiskJob.State.NEW, disk, outcome, "ended well with the matrix " + state);
            left = left.stream()
                    .filter(name -> !name.equals("aside/bad-rows.csv"))
                    .toList();
        } else if (state == DiskJob.State.NEW) {
            check(told.contains("is in its place"), disk, outcome, "failed with a new matrix");
            left = left.stream()
                    .filter(name -> !name.equals("aside/bad-rows.csv"))
                    .toList();
        } else {
            check(state == DiskJob.State.OLD, disk, outcome, "left a record without its matrix");
            // What was set aside stays where the record or the matrix could not take its place.
            left = left.stream()
                    .filter(name -> !name.equals("aside/bad-rows.csv"))
                    .toList();
            check(outcome.code() == expected, disk, outcome, "exit code");
            check(told.contains(job.root().toString()), disk, outcome, "names no file");
            boolean says = told.contains(disk.fault.message)
                    || disk.fault == Fault.NO_PERMISSION
                            && told.toLowerCase(Locale.ROOT).contains("permission")
                    || told.contains("AccessDenied");
            check(says, disk, outcome, "does not say what the system said");
            boolean spilling = disk.operation == DiskEvents.Operation.WRITE && path.contains("/run-");
            check(!spilling || told.matches(".* after \\d+ bytes: .*"), disk, outcome, "does not say how many bytes");
        }
        check(left.isEmpty(), disk, outcome, "left " + left);
        check(disk.open.get() == 0, disk, outcome, disk.open + " files are open");
        check(disk.flushedAgain == null, disk, outcome, "flushed again: " + disk.flushedAgain);
        check(!outcome.err().contains("leaked"), disk, outcome, "memory leaked");
        outcomes.merge(
                disk.operation + " " + disk.fault + " of " + DiskJob.kind(job.root(), disk.hit) + ": exit code "
                        + outcome.code() + ", " + state,
                1,
                Integer::sum);
    }

    private static String firstLine(Outcome outcome) {
        return outcome.err()
                .lines()
                .takeWhile(line -> !line.startsWith("\tat "))
                .findFirst()
                .orElse("");
    }

    private static void check(boolean holds, Faulty disk, Outcome outcome, String what) {
        if (!holds) {
            System.out.println(what + ": " + disk.operation + " " + disk.number + " " + disk.fault + " of " + disk.hit
                    + " ended with " + outcome.code() + "\n" + outcome.err());
            System.exit(1);
        }
    }

    /** Fails at one operation. */
    private static final class Faulty implements DiskEvents {
        private final Operation operation;
        private final Fault fault;
        private final int number;
        private final AtomicInteger seen = new AtomicInteger();
        private final AtomicInteger open = new AtomicInteger();
        private final Set<String> failedFlushes = ConcurrentHashMap.newKeySet();
        private volatile Path hit;
        private volatile String flushedAgain;

        Faulty(Operation operation, Fault fault, int number) {
            this.operation = operation;
            this.fault = fault;
            this.number = number;
        }

        @Override
        public void before(Operation done, Path path) throws IOException {
            if (done == Operation.FLUSH && failedFlushes.contains(path.toString())) {
                flushedAgain = path.toString();
            }
            if (fault == Fault.SHORT || !fails(done, path)) {
                return;
            }
            if (done == Operation.FLUSH) {
                failedFlushes.add(path.toString());
            }
            throw fault.exception(path);
        }

        private boolean fails(Operation done, Path path) {
            if (done == operation && seen.getAndIncrement() == number) {
                hit = path;
                return true;
            }
            return fault == Fault.FULL && hit != null && done == Operation.WRITE;
        }

        @Override
        public int taken(Path path, int bytes) {
            return fault == Fault.SHORT && fails(Operation.WRITE, path) ? Math.max(1, bytes / 2) : bytes;
        }

        @Override
        public void opened(DiskChannel channel) {
            open.incrementAndGet();
        }

        @Override
        public void closed(DiskChannel channel) {
            open.decrementAndGet();
        }
    }
}
