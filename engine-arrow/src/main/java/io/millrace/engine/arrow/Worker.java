package io.millrace.engine.arrow;

import io.millrace.core.event.ColumnBatch;
import io.millrace.core.port.BatchReader;
import io.millrace.core.port.EngineRequest;
import io.millrace.core.port.RunListener;
import io.millrace.core.port.Split;
import io.millrace.core.run.Fate;
import io.millrace.core.run.InputException;
import io.millrace.core.run.RowCounts;
import io.millrace.core.run.SplitQueue;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;

/** Reads splits as long as there are any, in one thread, and hands their rows on. */
final class Worker implements Callable<Worker> {
    private final int thread;
    private final SplitQueue splits;
    private final WorkerPool pool;
    private final StateMemory memory;
    private final RunListener listener;
    private final RowConsumer consumer;
    private final AtomicLong records;
    private final RowSelector selector;
    private final Map<String, RowCounts> countsByFile = new LinkedHashMap<>();
    private final int batchRows;
    private final RowSet rows;
    private int splitCount;
    private long recordsTold;

    Worker(
            int thread,
            SplitQueue splits,
            WorkerPool pool,
            StateMemory memory,
            RunListener listener,
            EngineRequest request,
            RowConsumer consumer,
            AtomicLong records) {
        this.thread = thread;
        this.splits = splits;
        this.pool = pool;
        this.memory = memory;
        this.listener = listener;
        this.consumer = consumer;
        this.records = records;
        this.selector = new RowSelector(request);
        this.batchRows = request.batchRows();
        this.rows = new RowSet(batchRows);
    }

    @Override
    public Worker call() {
        for (SplitQueue.Taken next = splits.take(); next != null; next = splits.take()) {
            pool.checkStopped();
            splitCount++;
            listener.splitStarted(next.split(), thread);
            try {
                read(next, countsByFile.computeIfAbsent(next.split().file(), file -> new RowCounts()));
            } catch (InputException e) {
                splits.fail(next, e);
                consumer.giveUp();
            }
            listener.splitEnded(next.split(), thread);
            splits.done(next);
        }
        return this;
    }

    private void read(SplitQueue.Taken taken, RowCounts counts) {
        Split split = taken.split();
        if (selector.skips(split, counts)) {
            listener.splitSkipped(split);
            return;
        }
        try (BatchReader reader = split.open(batchRows)) {
            consumer.start(split, reader);
            long bytes = 0;
            for (ColumnBatch batch = reader.next(); batch != null && splits.matters(taken); batch = reader.next()) {
                pool.checkStopped();
                selector.select(batch, rows, counts);
                consumer.accept(batch, rows, counts);
                long bytesNow = reader.bytesRead();
                listener.batchRead(split, batch.rowCount(), bytesNow - bytes);
                listener.memoryUsed(memory.used(), memory.budget());
                listener.recordsHeld(held());
                bytes = bytesNow;
            }
            counts.add(Fate.QUARANTINED, reader.badRows());
        }
    }

    /** The records of all threads. */
    private long held() {
        long now = consumer.records();
        long all = records.addAndGet(now - recordsTold);
        recordsTold = now;
        return all;
    }

    Map<String, RowCounts> countsByFile() {
        return countsByFile;
    }

    RowSelector selector() {
        return selector;
    }

    int splitCount() {
        return splitCount;
    }
}
