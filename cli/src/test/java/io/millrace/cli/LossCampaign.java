package io.millrace.cli;

import io.millrace.core.disk.DiskEvents;
import io.millrace.core.disk.DiskJournal;
import io.millrace.core.disk.DiskProvider;
import io.millrace.core.disk.LossyDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Crashes of the system after every change of the output's folder, on a disk that loses or tears what was not flushed: a matrix that
 * is accepted is the old or the new one. As a counterproof, the same on a disk that ignores flushes: other matrices are found there,
 * and refused. Runs in a JVM with the file
 * system of the tests.
 */
final class LossCampaign {
    private static final String REFUSED = "neither the old nor the new matrix, and refused";
    private static final String ACCEPTED = "not with its record, and accepted";

    private final DiskJob job;
    private final Map<String, Integer> outcomes = new TreeMap<>();

    private LossCampaign(DiskJob job) {
        this.job = job;
    }

    /** The folder, the kind of job, a seed, and how often to crash after each change. */
    public static void main(String[] arguments) throws IOException {
        Path root = Path.of(arguments[0]);
        DiskJob job = new DiskJob(root, DiskJob.Kind.valueOf(arguments[1]));
        job.prepare();
        Path out = root.resolve("out");
        Map<String, byte[]> before = new TreeMap<>();
        for (Path file : DiskJob.files(out)) {
            before.put(String.valueOf(file.getFileName()), Files.readAllBytes(file));
        }
        DiskJournal journal = new DiskJournal(out);
        DiskProvider.installed().watch(out, journal);
        Outcome outcome = job.run();
        DiskProvider.installed().watch(out, DiskEvents.NONE);
        if (outcome.code() != 0) {
            throw new AssertionError(outcome.err());
        }
        LossCampaign campaign = new LossCampaign(job);
        Random random = new Random(Long.parseLong(arguments[2]));
        int times = Integer.parseInt(arguments[3]);
        campaign.run(before, journal.changes(), times, random, true);
        int wrong = campaign.count(REFUSED) + campaign.count(ACCEPTED);
        System.out.println(arguments[1] + ": " + times + " crashes after each of "
                + journal.changes().size() + " changes");
        campaign.outcomes.forEach((what, count) -> System.out.println("  " + what + ": " + count));
        campaign.outcomes.clear();
        campaign.run(before, journal.changes(), times, random, false);
        System.out.println("  where flushes do nothing:");
        campaign.outcomes.forEach((what, count) -> System.out.println("    " + what + ": " + count));
        boolean proven = campaign.count(REFUSED) > 0 && campaign.count(ACCEPTED) == 0;
        System.exit(wrong == 0 && proven ? 0 : 1);
    }

    private int count(String outcome) {
        return outcomes.getOrDefault(outcome, 0);
    }

    private void run(
            Map<String, byte[]> before, List<DiskJournal.Change> changes, int times, Random random, boolean flushes)
            throws IOException {
        LossyDisk disk = new LossyDisk(before, flushes);
        for (int change = 0; change <= changes.size(); change++) {
            for (int i = 0; i < times; i++) {
                outcomes.merge(outcome(disk.crash(random)), 1, Integer::sum);
            }
            if (change < changes.size()) {
                changes.get(change).play(disk);
            }
        }
    }

    private String outcome(Map<String, byte[]> found) throws IOException {
        Path out = job.root().resolve("out");
        DiskJob.delete(out, false);
        for (Map.Entry<String, byte[]> file : found.entrySet()) {
            Files.write(out.resolve(file.getKey()), file.getValue());
        }
        DiskJob.State state;
        try {
            state = job.state();
        } catch (AssertionError | IOException e) {
            return isAccepted() ? ACCEPTED : REFUSED;
        }
        return state == DiskJob.State.TOLD && isAccepted() ? ACCEPTED : String.valueOf(state);
    }

    private boolean isAccepted() {
        return InProcess.run("check", job.matrix().toString()).code() == 0;
    }
}
