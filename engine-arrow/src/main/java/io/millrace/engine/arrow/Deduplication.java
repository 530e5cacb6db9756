package io.millrace.engine.arrow;

import io.millrace.core.event.ColumnBatch;
import io.millrace.core.plan.FeaturePlan;
import io.millrace.core.port.EngineRequest;
import io.millrace.core.port.RunListener;
import io.millrace.core.port.Split;
import io.millrace.core.run.RowCounts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.util.MemoryUtil;
import org.jspecify.annotations.Nullable;

/**
 * Exact removal of duplicate events, between reading and the state: threads keep encoded events, and write those that do not
 * fit to disk, in order; when all are read, they are merged by partition of their hash, and the first of each group of
 * duplicates goes on to the state.
 */
final class Deduplication implements AutoCloseable {
    /** Events that a thread can always hold. */
    private static final long LEAST_HELD = 1 << 14;

    /** Blocks that a thread may need: two to read, one to write, and as much again for the events that are read. */
    private static final int BLOCKS = 6;

    /** So many bytes of events go into a batch, about, at most. */
    private static final long MOST_BATCH_BYTES = 1 << 20;

    private final EngineRequest request;
    private final EngineSettings settings;
    private final List<Integer> duplicates;
    private final RunListener listener;
    private final BufferAllocator reserved;
    private final StateMemory memory;
    private final DuplicateCounts counts;
    private final EventSpills spills;
    private final List<DuplicateStage> stages = new ArrayList<>();
    private final AtomicInteger nextPartition = new AtomicInteger();
    private final long share;
    private int merges;

    /**
     * @param duplicates the places of the columns that are compared
     * @param bytes what this may take of the memory
     */
    Deduplication(
            EngineRequest request,
            EngineSettings settings,
            List<Integer> duplicates,
            List<Split> splits,
            Spills state,
            RunListener listener,
            long bytes) {
        this.request = request;
        this.settings = settings;
        this.duplicates = duplicates;
        this.listener = listener;
        this.counts = new DuplicateCounts(request.events(), splits);
        long blocks = (long) BLOCKS * (state.sizes.blockBytes + StateSize.ROUNDING);
        this.share = bytes / request.threads() - blocks;
        this.reserved = state.memory.reserve(bytes);
        this.memory = new StateMemory(reserved);
        this.spills = new EventSpills(state.folder, memory, counts, listener, request.threads(), settings.mostRuns());
    }

    /** The least that this takes. */
    static long least(int threads, int blockBytes) {
        return threads * (LEAST_HELD + (long) BLOCKS * (blockBytes + StateSize.ROUNDING));
    }

    /**
     * What takes the events of one more thread.
     *
     * @param roster the only entities whose events are taken; null where all are
     */
    DuplicateStage stage(@Nullable KeyTable roster) {
        HeldEvents events = new HeldEvents(memory, share);
        DuplicateStage stage = new DuplicateStage(request, duplicates, roster, events, spills, counts, settings);
        stages.add(stage);
        return stage;
    }

    /** All events are read: brings them in order, all in memory or all on disk. */
    void settle(WorkerPool pool) {
        boolean onDisk = spills.any();
        List<Callable<Boolean>> tasks = new ArrayList<>();
        for (DuplicateStage stage : stages) {
            tasks.add(() -> {
                if (!onDisk) {
                    stage.events().sort();
                } else if (stage.events().count() > 0) {
                    spills.write(stage.events());
                }
                return true;
            });
        }
        pool.run(tasks);
        merges = request.threads();
        if (onDisk) {
            merges = spills.mergesAtOnce(memory.free());
            Callable<Boolean> reducing = () -> {
                spills.reduce(merges, pool);
                return true;
            };
            pool.run(List.of(reducing));
        }
    }

    /** Hands the events of some partitions on, without duplicates; called by every thread, with its own state. */
    void feed(int thread, StateUpdate state, WorkerPool pool) {
        if (thread >= merges) {
            return;
        }
        Feed feed = new Feed(stages.get(thread).codec(), state, pool);
        int partitions = request.threads();
        for (int next = nextPartition.getAndIncrement(); next < partitions; next = nextPartition.getAndIncrement()) {
            if (spills.any()) {
                try (EventSpills.Reading reading = spills.read(next)) {
                    feed.all(reading.events());
                }
            } else {
                try (DistinctEvents events = new DistinctEvents(held(next), counts, memory, largest())) {
                    feed.all(events);
                }
            }
        }
    }

    private List<EventCursor> held(int partition) {
        List<EventCursor> cursors = new ArrayList<>();
        for (DuplicateStage stage : stages) {
            HeldEvents events = stage.events();
            cursors.add(new EventCursor.OfMemory(events, start(events, partition), start(events, partition + 1)));
        }
        return cursors;
    }

    /** The place of the first event of a partition, or of a later one. */
    private int start(HeldEvents events, int partition) {
        int from = 0;
        int to = events.count();
        while (from < to) {
            int middle = from + to >>> 1;
            if (spills.partition(events.hash(middle)) < partition) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }

    private int largest() {
        return stages.stream().mapToInt(stage -> stage.events().largest()).max().orElse(0);
    }

    /** From encoded events to the state of a thread. */
    private final class Feed {
        private final EventCodec codec;
        private final StateUpdate state;
        private final WorkerPool pool;
        private final ColumnBatch batch;
        private final RowSet rows;
        private final RowCounts ignored = new RowCounts();
        private final long[] usedByFile = new long[counts.files()];
        private byte[] event = new byte[256];

        Feed(EventCodec codec, StateUpdate state, WorkerPool pool) {
            this.codec = codec;
            this.state = state;
            this.pool = pool;
            this.batch = new ColumnBatch(request.plan().reads(), request.batchRows());
            this.rows = new RowSet(request.batchRows());
        }

        void all(DistinctEvents events) {
            boolean more = true;
            while (more) {
                codec.startBatch(batch);
                int count = 0;
                long bytes = 0;
                while (count < batch.capacity() && bytes < MOST_BATCH_BYTES && (more = events.next())) {
                    int size = copy(events.event());
                    codec.decode(event, size, batch, count++);
                    bytes += size;
                }
                batch.rowCount(count);
                take(count);
            }
            counts.addUsed(usedByFile);
        }

        private int copy(long address) {
            int size = HeldEvent.size(address);
            if (size > event.length) {
                event = new byte[Math.max(size, 2 * event.length)];
            }
            MemoryUtil.copyFromMemory(address + HeldEvent.HEADER, event, 0, size);
            usedByFile[HeldEvent.file(address)]++;
            return size;
        }

        private void take(int count) {
            pool.checkStopped();
            FeaturePlan plan = request.plan();
            long[] times = batch.longs(plan.time()).values();
            rows.count = count;
            rows.earliest = Long.MAX_VALUE;
            rows.latest = Long.MIN_VALUE;
            for (int row = 0; row < count; row++) {
                rows.rows[row] = row;
                rows.earliest = Math.min(rows.earliest, times[row]);
                rows.latest = Math.max(rows.latest, times[row]);
            }
            if (count > 0) {
                state.accept(batch, rows, ignored);
            }
            listener.memoryUsed(memory.used(), request.memory().bytes());
        }
    }

    /** All events are handed on: frees what they took. */
    void end() {
        stages.forEach(stage -> stage.events().close());
        spills.delete();
    }

    Map<String, RowCounts> countsByFile() {
        return counts.byFile();
    }

    /** How often a thread wrote its events to disk. */
    int written() {
        return spills.written();
    }

    @Override
    public void close() {
        stages.forEach(stage -> stage.events().close());
        reserved.close();
    }
}
