package io.millrace.engine.arrow;

import io.millrace.core.port.RunListener;
import io.millrace.engine.arrow.spill.BlockWriter;
import io.millrace.engine.arrow.spill.OpenRun;
import io.millrace.engine.arrow.spill.RunWriter;
import io.millrace.engine.arrow.spill.SpillFolder;
import io.millrace.engine.arrow.spill.SpillRun;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.arrow.memory.ArrowBuf;

/** Runs of encoded events on disk, in order and without duplicates within a run. */
final class EventSpills {
    private static final int LEAST_RUNS = 2;

    private final SpillFolder folder;
    private final StateMemory memory;
    private final DuplicateCounts counts;
    private final RunListener listener;
    private final int partitions;
    private final int mostRuns;
    private final List<SpillRun> runs = new ArrayList<>();
    private int written;
    private int largest;

    /**
     * @param memory for blocks and events that are read and written
     * @param partitions how many parts the events are in, by hash
     * @param mostRuns the most runs that are merged at once
     */
    EventSpills(
            SpillFolder folder,
            StateMemory memory,
            DuplicateCounts counts,
            RunListener listener,
            int partitions,
            int mostRuns) {
        this.folder = folder;
        this.memory = memory;
        this.counts = counts;
        this.listener = listener;
        this.partitions = partitions;
        this.mostRuns = mostRuns;
    }

    int partition(long hash) {
        return (int) ((hash >>> Integer.SIZE) * partitions >>> Integer.SIZE);
    }

    synchronized boolean any() {
        return !runs.isEmpty();
    }

    /** Runs written, larger ones made of them not counted. */
    synchronized int written() {
        return written;
    }

    /** Writes a thread's events, and removes them from its memory. */
    void write(HeldEvents events) {
        events.sort();
        int largestHere = 0;
        try (ArrowBuf buffer = memory.allocateRaw(folder.blockBytes());
                RunWriter run = folder.create(partitions, buffer)) {
            int place = 0;
            for (int partition = 0; partition < partitions; partition++) {
                run.startPartition();
                while (place < events.count() && partition(events.hash(place)) == partition) {
                    int first = place;
                    largestHere = Math.max(largestHere, HeldEvent.size(events.address(first)));
                    put(events.address(first), run.blocks());
                    place = passDuplicates(events, first);
                }
            }
            add(run.finish(), largestHere);
        }
        events.close();
    }

    /** The place of the first event after one and its duplicates, which are counted. */
    private int passDuplicates(HeldEvents events, int first) {
        int place = first + 1;
        while (place < events.count() && HeldEvent.isDuplicate(events.address(first), events.address(place))) {
            counts.addDuplicate(HeldEvent.file(events.address(place++)));
        }
        return place;
    }

    private static void put(long event, BlockWriter out) {
        int size = HeldEvent.size(event);
        out.putVarint(size);
        out.putVarint(HeldEvent.keySize(event));
        out.putBytes(event + HeldEvent.HEADER, size);
    }

    private void add(SpillRun run, int largestOfRun) {
        synchronized (this) {
            runs.add(run);
            written++;
            largest = Math.max(largest, largestOfRun);
        }
        listener.spilled(run.bytes());
    }

    /** How many partitions can be merged at once. */
    int mergesAtOnce(long free) {
        return (int) Math.max(1, Math.min(partitions, free / (LEAST_RUNS * cursorBytes() + eventBytes())));
    }

    private long eventBytes() {
        return rounded(HeldEvent.bytesOf(largest));
    }

    private long cursorBytes() {
        return rounded(folder.blockBytes()) + eventBytes();
    }

    private static long rounded(long bytes) {
        return (bytes + StateSize.ROUNDING - 1) / StateSize.ROUNDING * StateSize.ROUNDING;
    }

    private int runsAtOnce(long bytes) {
        long fit = (bytes - eventBytes()) / cursorBytes();
        return (int) Math.max(LEAST_RUNS, Math.min(mostRuns, fit));
    }

    /** Makes larger runs, the smallest ones first, until all of them can be merged by so many threads at once. */
    void reduce(int merges, WorkerPool pool) {
        int most = runsAtOnce(memory.free() / merges);
        while (runs.size() > most) {
            runs.sort(Comparator.comparingLong(SpillRun::bytes));
            int fit = runsAtOnce(memory.free() - rounded(folder.blockBytes()));
            int count = Math.min(runs.size() - most + 1, fit);
            List<SpillRun> merged = List.copyOf(runs.subList(0, count));
            SpillRun larger = merge(merged, pool);
            runs.removeAll(merged);
            runs.add(larger);
            merged.forEach(folder::delete);
        }
    }

    private SpillRun merge(List<SpillRun> some, WorkerPool pool) {
        try (ArrowBuf buffer = memory.allocateRaw(folder.blockBytes());
                RunWriter run = folder.create(partitions, buffer)) {
            for (int partition = 0; partition < partitions; partition++) {
                run.startPartition();
                try (Reading reading = new Reading(some, partition)) {
                    while (reading.events().next()) {
                        pool.checkStopped();
                        put(reading.events().event(), run.blocks());
                    }
                }
            }
            return run.finish();
        }
    }

    /** All events of a partition. */
    Reading read(int partition) {
        return new Reading(runs, partition);
    }

    void delete() {
        runs.forEach(folder::delete);
        runs.clear();
    }

    /** A partition of runs that is being read. */
    final class Reading implements AutoCloseable {
        private final List<OpenRun> open = new ArrayList<>();
        private final List<EventCursor> cursors = new ArrayList<>();
        private final DistinctEvents events;

        private Reading(List<SpillRun> some, int partition) {
            try {
                for (SpillRun run : some) {
                    OpenRun opened = folder.open(run);
                    open.add(opened);
                    if (opened.has(partition)) {
                        cursors.add(new EventCursor.OfRun(opened, partition, memory, folder.blockBytes(), largest));
                    }
                }
                this.events = new DistinctEvents(cursors, counts, memory, largest);
            } catch (RuntimeException e) {
                closeCursors();
                throw e;
            }
        }

        DistinctEvents events() {
            return events;
        }

        private void closeCursors() {
            cursors.forEach(EventCursor::close);
            open.forEach(OpenRun::close);
        }

        @Override
        public void close() {
            events.close();
            closeCursors();
        }
    }
}
