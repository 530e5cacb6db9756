package io.millrace.engine.arrow;

import io.millrace.engine.arrow.spill.OpenRun;
import io.millrace.engine.arrow.spill.RunWriter;
import io.millrace.engine.arrow.spill.SpillRun;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.apache.arrow.memory.ArrowBuf;

/**
 * Merges what was spilled. As long as there are more runs than can be read at once, some become a larger one; then every
 * partition is merged by a thread and finished on its way to the matrix.
 */
final class SpilledMerge implements AutoCloseable {
    private final Spills spills;
    private final StateMemory memory;
    private final WorkerPool pool;
    private final Function<VariableStore, List<Kernel>> kernels;
    private final List<OpenRun> open = new ArrayList<>();
    private final List<Runnable> closing = new ArrayList<>();

    /**
     * @param kernels makes those of all cells that are not streamed, for a store
     */
    SpilledMerge(Spills spills, WorkerPool pool, Function<VariableStore, List<Kernel>> kernels) {
        this.spills = spills;
        this.memory = spills.memory.whole();
        this.pool = pool;
        this.kernels = kernels;
    }

    /** Makes larger runs until all of them can be read at once. */
    void reduce() {
        int most = spills.sizes.runsToFinish(memory.free(), spills.longestKey());
        List<SpillRun> runs = spills.runs();
        while (runs.size() > most) {
            List<Callable<Boolean>> tasks = new ArrayList<>();
            for (List<SpillRun> group : groups(runs, most)) {
                tasks.add(() -> mergeToRun(group));
            }
            pool.run(tasks);
            runs = spills.runs();
        }
    }

    /** What to merge at the same time: the smallest runs, and no more than needed. */
    private List<List<SpillRun>> groups(List<SpillRun> runs, int most) {
        int atOnce = spills.sizes.mergesAtOnce(memory.free(), spills.longestKey());
        int mostOfOne = spills.sizes.runsToMerge(memory.free(), spills.longestKey());
        List<SpillRun> sorted = new ArrayList<>(runs);
        sorted.sort(Comparator.comparingLong(SpillRun::bytes));
        List<List<SpillRun>> groups = new ArrayList<>();
        int tooMany = runs.size() - most;
        int next = 0;
        while (tooMany > 0 && groups.size() < atOnce && sorted.size() - next > 1) {
            int count = Math.min(Math.min(mostOfOne, tooMany + 1), sorted.size() - next);
            groups.add(List.copyOf(sorted.subList(next, next + count)));
            next += count;
            tooMany -= count - 1;
        }
        return groups;
    }

    private boolean mergeToRun(List<SpillRun> runs) {
        VariableStore store = spills.variable.addStore(memory);
        RecordCodec codec = spills.codec();
        List<OpenRun> reading = new ArrayList<>();
        try (ArrowBuf buffer = memory.allocateRaw(spills.folder.blockBytes());
                RunWriter writer = spills.folder.create(spills.sizes.partitions, buffer);
                RunTarget target = new RunTarget(
                        spills.key,
                        spills.layout,
                        codec,
                        spills.cells,
                        store,
                        kernels.apply(store),
                        memory,
                        writer.blocks())) {
            for (SpillRun run : runs) {
                reading.add(spills.folder.open(run));
            }
            for (int partition = 0; partition < spills.sizes.partitions; partition++) {
                writer.startPartition();
                merge(reading, partition, codec, target);
            }
            reading.forEach(OpenRun::close);
            spills.replace(runs, writer.finish());
            return true;
        } finally {
            reading.forEach(OpenRun::close);
        }
    }

    private void merge(List<OpenRun> runs, int partition, RecordCodec codec, RunTarget target) {
        List<RunCursor> cursors = new ArrayList<>();
        try {
            cursors(runs, partition, cursors);
            try (RunMerge merge = new RunMerge(cursors, spills.key, spills.layout, codec, spills.cells, memory)) {
                while (merge.hasNext()) {
                    pool.checkStopped();
                    merge.next(target);
                }
            }
        } finally {
            cursors.forEach(RunCursor::close);
        }
    }

    private void cursors(List<OpenRun> runs, int partition, List<RunCursor> cursors) {
        for (OpenRun run : runs) {
            if (run.has(partition)) {
                cursors.add(new RunCursor(run, partition, spills.key, memory, spills.folder.blockBytes()));
            }
        }
    }

    /** Begins to finish all partitions; the entities come as they are ready. */
    FinishedRecords finish() {
        long bytes = spills.sizes.finishedBytes(memory.free());
        for (SpillRun run : spills.runs()) {
            open.add(spills.folder.open(run));
        }
        int finishers = spills.finishers(memory.free());
        List<BlockQueue> queues = new ArrayList<>();
        List<Runnable> tasks = new ArrayList<>();
        for (int finisher = 0; finisher < finishers; finisher++) {
            BlockQueue queue = new BlockQueue(blocks(bytes));
            queues.add(queue);
            List<RunCursor> cursors = new ArrayList<>();
            closing.add(() -> cursors.forEach(RunCursor::close));
            for (int partition = finisher; partition < spills.sizes.partitions; partition += finishers) {
                cursors(open, partition, cursors);
            }
            RunMerge merge = new RunMerge(cursors, spills.key, spills.layout, spills.codec(), spills.cells, memory);
            closing.add(merge::close);
            tasks.add(() -> fill(merge, queue));
        }
        FinishedRecords records = new FinishedRecords(spills.key, queues);
        tasks.forEach(pool::start);
        records.start();
        return records;
    }

    private List<FinishedBlock> blocks(long bytes) {
        List<FinishedBlock> blocks = new ArrayList<>();
        for (int i = 0; i < spills.sizes.blocksOfPartition(); i++) {
            VariableStore store = spills.variable.addStore(memory);
            FinishedBlock block = new FinishedBlock(
                    spills.key, spills.layout, spills.cells, store, kernels.apply(store), memory, bytes);
            closing.add(block::close);
            blocks.add(block);
        }
        return blocks;
    }

    // Whatever ends the merge is passed on to the thread that waits for its records.
    private void fill(RunMerge merge, BlockQueue queue) {
        try {
            while (merge.hasNext()) {
                FinishedBlock block = queue.takeFree();
                while (merge.hasNext() && !block.isFull()) {
                    pool.checkStopped();
                    merge.next(block);
                }
                queue.putFull(block);
            }
            queue.end();
        } catch (Throwable e) {
            queue.fail(e);
        }
    }

    /** Frees what finishing takes; its threads have ended. */
    @Override
    public void close() {
        closing.forEach(Runnable::run);
        closing.clear();
        open.forEach(OpenRun::close);
        open.clear();
    }
}
