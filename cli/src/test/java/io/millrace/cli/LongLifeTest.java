package io.millrace.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.millrace.engine.arrow.WatchedEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Many small jobs in one process, one in ten of which fails, leave nothing behind: one after the other, and eight at a
 * time over one engine. How many is {@code millrace.jobs}.
 */
final class LongLifeTest {
    private static final int JOBS = Integer.getInteger("millrace.jobs", 300);
    private static final long SEED = Long.getLong("millrace.seed", 20_241_031);

    /** From so many jobs on the process is warm after the first fifth: code is compiled, pools are as large as they get. */
    private static final int MANY = 5000;

    @TempDir
    static Path folder;

    private static final WatchedEngine WATCHED = new WatchedEngine();
    private static SmallJobs jobs;

    @BeforeAll
    static void prepare() throws IOException {
        jobs = new SmallJobs(folder, WATCHED.engine());
    }

    private static void verify(SmallJob job) {
        try {
            jobs.verify(job);
        } catch (AssertionError | IOException | RuntimeException failure) {
            throw new AssertionError(job + " of seed " + SEED, failure);
        }
    }

    private static void verifyNothingIsLeft() throws IOException {
        WATCHED.verifyReleased();
        for (Path place : List.of(jobs.out(), jobs.spill())) {
            try (Stream<Path> left = Files.list(place)) {
                assertEquals(List.of(), left.toList(), "what is left");
            }
        }
        List<String> threads = Thread.getAllStackTraces().keySet().stream()
                .filter(Thread::isAlive)
                .map(Thread::getName)
                .filter(name -> name.startsWith("millrace-"))
                .toList();
        assertEquals(List.of(), threads, "threads that are left");
    }

    @Test
    void leavesNothingBehind() throws IOException {
        assumeTrue(Vitals.areKnown(), "there is no /proc here");
        int warm = JOBS / 5;
        long before = jobs.spilled();
        run(0, warm);
        Vitals young = Vitals.now();
        run(warm, JOBS);
        Vitals old = Vitals.now();

        String report = JOBS + " jobs of seed " + SEED + ", " + JOBS / 10 + " of them failed, "
                + (jobs.spilled() - before) + " spilled\nafter " + warm + ": " + young + "\nafter " + JOBS + ": " + old
                + "\n";
        Files.writeString(Path.of("target", "long-life.txt"), report);
        assertTrue(jobs.spilled() - before > JOBS / 50, report);
        assertTrue(old.threads() <= young.threads(), report);
        assertTrue(old.files() <= young.files(), report);
        assertTrue(old.heapBytes() <= young.heapBytes() + (4 << 20), report);
        assertTrue(JOBS < MANY || old.residentBytes() <= young.residentBytes() * 11 / 10, report);
    }

    private static void run(int from, int to) throws IOException {
        for (int number = from; number < to; number++) {
            verify(SmallJob.numbered(number, SEED));
            verifyNothingIsLeft();
        }
    }

    @Test
    void runsOfOneEngineAreIndependent() throws Exception {
        ExecutorService users = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Boolean>> tasks = IntStream.range(0, JOBS)
                    .mapToObj(number -> SmallJob.numbered(number, SEED + 1))
                    .map(job -> (Callable<Boolean>) () -> {
                        verify(job);
                        return true;
                    })
                    .toList();
            for (Future<Boolean> ended : users.invokeAll(tasks)) {
                assertTrue(ended.get());
            }
        } finally {
            users.shutdownNow();
            assertTrue(users.awaitTermination(20, TimeUnit.SECONDS), "a job goes on");
        }
        verifyNothingIsLeft();
    }
}
