package io.millrace.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Builds that are killed: the matrix of the night before is untouched, or the new one is there, complete; the next run removes what
 * was left, and nothing of others. How often at random is {@code millrace.kills}; the share of all points around operations on files
 * is {@code millrace.killpoints}, 1 for all.
 */
final class KillTest {
    private static final int KILLS = Integer.getInteger("millrace.kills", 12);
    private static final long SEED = Long.getLong("millrace.seed", 20_241_031);

    @TempDir
    Path folder;

    private final Map<String, Integer> seen = new TreeMap<>();

    private DiskJob job(DiskJob.Kind kind) throws IOException {
        DiskJob job = new DiskJob(Files.createDirectory(folder.toRealPath().resolve(kind.name())), kind);
        job.prepare();
        return job;
    }

    private void report(String name, String head) throws IOException {
        StringBuilder text = new StringBuilder(head + " (seed " + SEED + ")\n");
        seen.forEach((what, count) ->
                text.append("  ").append(what).append(": ").append(count).append('\n'));
        Files.writeString(Path.of("target", "kills-" + name + ".txt"), text);
    }

    /** What is there after a run was killed, and after the next one. */
    private DiskJob.State verify(DiskJob job, String how) throws IOException {
        DiskJob.State state;
        try {
            state = job.state();
        } catch (AssertionError | IOException e) {
            throw new AssertionError("killed " + how + ", left " + job.left(), e);
        }
        for (String left : job.left()) {
            assertTrue(
                    left.matches("(out|aside)/\\..*\\.millrace|spill/millrace-spill-.*|aside/bad-rows.csv"),
                    how + " left " + left);
        }
        if (state == DiskJob.State.TOLD) {
            assertEquals(1, InProcess.run("check", job.matrix().toString()).code(), how);
        }
        Outcome next = job.run();
        assertEquals(0, next.code(), how + ": " + next.err());
        assertEquals(DiskJob.State.NEW, job.state(), how);
        assertEquals(List.of(), job.leftBehind(), how);
        job.reset();
        return state;
    }

    @ParameterizedTest
    @EnumSource(DiskJob.Kind.class)
    void leavesOldOrNewAtEveryPoint(DiskJob.Kind kind) throws Exception {
        DiskJob job = job(kind);
        int points = Integer.parseInt(
                killed(job, kind, Integer.MAX_VALUE, false).said().strip());
        job.reset();
        double share = Double.parseDouble(
                System.getProperty("millrace.killpoints", kind == DiskJob.Kind.SPILLED ? "0.005" : "0.07"));
        Random random = new Random(SEED);
        int killed = 0;
        for (int point = 0; point < points; point++) {
            for (boolean torn : new boolean[] {false, true}) {
                boolean commits = kind == DiskJob.Kind.PLAIN && point >= points - 16 && !torn;
                if (random.nextDouble() >= share && !commits) {
                    continue;
                }
                DiskProcess.Ended ended = killed(job, kind, point, torn);
                assertTrue(ended.code() == KillPoint.KILLED || ended.code() == 0, ended.said());
                DiskJob.State state = verify(job, ended.said());
                killed += ended.code() == 0 ? 0 : 1;
                seen.merge(ended.said().strip() + ", " + state, 1, Integer::sum);
            }
        }
        report(kind.name(), kind + ": killed " + killed + " times around " + points + " operations");
    }

    private DiskProcess.Ended killed(DiskJob job, DiskJob.Kind kind, int point, boolean torn) throws Exception {
        return DiskProcess.run(
                KillPoint.class,
                job.root().resolve("tmp"),
                60,
                job.root().toString(),
                kind.name(),
                Integer.toString(point),
                Boolean.toString(torn));
    }

    private static Process start(DiskJob job, String... arguments) throws IOException {
        List<String> command = DiskProcess.command(Main.class, job.root().resolve("tmp"), false, arguments);
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(job.root().resolve("said.txt").toFile())
                .start();
    }

    @Test
    void leavesOldOrNewAtAnyMoment() throws Exception {
        Map<DiskJob.Kind, DiskJob> jobs = new EnumMap<>(DiskJob.Kind.class);
        Map<DiskJob.Kind, Long> took = new EnumMap<>(DiskJob.Kind.class);
        for (DiskJob.Kind kind : DiskJob.Kind.values()) {
            DiskJob job = job(kind);
            jobs.put(kind, job);
            long begin = System.nanoTime();
            assertEquals(0, start(job, job.arguments("2024-10-03")).waitFor());
            took.put(kind, (System.nanoTime() - begin) / 1_000_000);
            job.reset();
        }
        Random random = new Random(SEED);
        for (int kill = 0; kill < KILLS; kill++) {
            DiskJob.Kind kind = DiskJob.Kind.values()[kill % DiskJob.Kind.values().length];
            DiskJob job = jobs.get(kind);
            long after = random.nextLong(took.get(kind) + 50);
            Process process = start(job, job.arguments("2024-10-03"));
            process.waitFor(after, TimeUnit.MILLISECONDS);
            process.destroyForcibly().waitFor();
            boolean left = !job.leftBehind().isEmpty();
            DiskJob.State state = verify(job, kind + " after " + after + " ms");
            seen.merge(kind + " " + state + (left ? ", with something left" : ""), 1, Integer::sum);
        }
        report("random", "killed " + KILLS + " times at random");
    }

    /** Signals that ask, not kill: INT is Ctrl-C. */
    @Test
    void cleansUpWhenAsked() throws Exception {
        DiskJob job = job(DiskJob.Kind.SPILLED);
        Random random = new Random(SEED);
        long slowest = 0;
        for (int i = 0; i < Math.max(4, KILLS / 3); i++) {
            String signal = i % 2 == 0 ? "-INT" : "-TERM";
            Process process = start(job, job.arguments("2024-10-03"));
            process.waitFor(300 + random.nextInt(900), TimeUnit.MILLISECONDS);
            long begin = System.nanoTime();
            new ProcessBuilder("kill", signal, Long.toString(process.pid()))
                    .redirectErrorStream(true)
                    .start()
                    .waitFor();
            int code = process.waitFor();
            long millis = (System.nanoTime() - begin) / 1_000_000;
            slowest = Math.max(slowest, millis);
            String said = Files.readString(job.root().resolve("said.txt"));
            assertTrue(code == 130 || code == 0 || code == 143, signal + " ended with " + code + ": " + said);
            assertEquals(code == 0 ? DiskJob.State.NEW : DiskJob.State.OLD, job.state(), said);
            assertEquals(List.of(), job.leftBehind(), signal + " ended with " + code);
            seen.merge(signal + " ended with " + code, 1, Integer::sum);
            job.reset();
        }
        report("asked", "asked to end; the slowest took " + slowest + " ms");
    }

    /** One folder to spill to, one folder for the output, two runs each with the same output. */
    @Test
    void eightAtOnceDoNotDisturbEachOther() throws Exception {
        DiskJob job = job(DiskJob.Kind.SPILLED);
        List<Process> processes = new ArrayList<>();
        TreeSet<String> outputs = new TreeSet<>();
        for (int i = 0; i < 8; i++) {
            String[] arguments = job.arguments(i < 4 ? "2024-10-02" : "2024-10-03");
            Path output = job.matrix().resolveSibling("m" + i % 4 + ".arrow");
            outputs.add(output.toString());
            arguments[List.of(arguments).indexOf("--out") + 1] = output.toString();
            List<String> command = DiskProcess.command(Main.class, job.root().resolve("tmp"), false, arguments);
            processes.add(new ProcessBuilder(command).redirectErrorStream(true).start());
        }
        for (Process process : processes) {
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertEquals(0, process.waitFor(), said);
        }
        for (String output : outputs) {
            Outcome check = InProcess.run("check", output);
            assertEquals(0, check.code(), check.err());
        }
        assertTrue(
                job.leftBehind().stream().allMatch(name -> name.matches("out/m\\d\\.arrow(\\.run\\.json)?")),
                job.leftBehind().toString());
        assertEquals(8, job.leftBehind().size());
    }
}
