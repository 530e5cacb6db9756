package io.millrace.engine.arrow;

import io.millrace.core.event.ColumnBatch;
import io.millrace.core.port.BatchReader;
import io.millrace.core.port.EngineRequest;
import io.millrace.core.port.RunListener;
import io.millrace.core.port.Split;
import io.millrace.core.run.Fate;
import io.millrace.core.run.RowCounts;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;

/** Reads splits as long as there are any, in one thread, and hands their rows on. */
final class Worker implements Callable<Worker> {
    private final int thread;
    private final SplitQueue splits;
    private final WorkerPool pool;
    private final StateMemory memory;
    private final RunListener listener;
    private final RowConsumer consumer;
    private final RowSelector selector;
    private final Map<String, RowCounts> countsByFile = new LinkedHashMap<>();
    private final int batchRows;
    private final RowSet rows;
    private int splitCount;

    Worker(
            int thread,
            SplitQueue splits,
            WorkerPool pool,
            StateMemory memory,
            RunListener listener,
            EngineRequest request,
            RowConsumer consumer) {
        this.thread = thread;
        this.splits = splits;
        this.pool = pool;
        this.memory = memory;
        this.listener = listener;
        this.consumer = consumer;
        this.selector = new RowSelector(request);
        this.batchRows = request.batchRows();
        this.rows = new RowSet(batchRows);
    }

    @Override
    public Worker call() {
        for (Split split = splits.take(); split != null; split = splits.take()) {
            pool.checkStopped();
            splitCount++;
            listener.splitStarted(split, thread);
            read(split, countsByFile.computeIfAbsent(split.file(), file -> new RowCounts()));
            listener.splitEnded(split, thread);
        }
        return this;
    }

    private void read(Split split, RowCounts counts) {
        if (selector.skips(split, counts)) {
            listener.splitSkipped(split);
            return;
        }
        consumer.start(split);
        try (BatchReader reader = split.open(batchRows)) {
            long bytes = 0;
            for (ColumnBatch batch = reader.next(); batch != null; batch = reader.next()) {
                pool.checkStopped();
                selector.select(batch, rows, counts);
                consumer.accept(batch, rows, counts);
                long bytesNow = reader.bytesRead();
                listener.batchRead(split, batch.rowCount(), bytesNow - bytes);
                listener.memoryUsed(memory.used(), memory.budget());
                bytes = bytesNow;
            }
            counts.add(Fate.QUARANTINED, reader.badRows());
        }
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
