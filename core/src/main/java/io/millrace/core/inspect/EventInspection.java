package io.millrace.core.inspect;

import io.millrace.core.event.ColumnBatch;
import io.millrace.core.event.DataType;
import io.millrace.core.event.Field;
import io.millrace.core.event.Schema;
import io.millrace.core.matrix.MatrixProfile;
import io.millrace.core.matrix.MatrixProfiler;
import io.millrace.core.port.BatchReader;
import io.millrace.core.port.EventSource;
import io.millrace.core.port.RunListener;
import io.millrace.core.port.Split;
import io.millrace.core.run.InputException;
import io.millrace.core.run.SplitQueue;
import io.millrace.core.run.Workers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * What the rows of an event log look like, found in one pass, in memory that does not grow with them.
 *
 * @param profile of the columns that were read
 * @param types rows by event type; empty where that column was not read, or is of no type to count
 * @param days events by day; empty where the time column was not read, or is no timestamp
 */
public record EventInspection(MatrixProfile profile, Optional<ValueCounts> types, Optional<DayCounts> days) {

    /**
     * Which columns mean what, and how to read.
     *
     * @param time the column of event times
     * @param type the column of event types
     * @param threads at least 1
     * @param batchRows the most rows of a batch; changes nothing in the result
     */
    public record Settings(String time, String type, int threads, int batchRows) {}

    /**
     * Reads the columns once.
     *
     * @param reads columns that every file has, in types that fit
     * @param listener hears of splits and batches
     * @throws io.millrace.core.run.InputException where the input cannot be read
     */
    public static EventInspection of(EventSource events, Schema reads, Settings settings, RunListener listener) {
        List<Split> all = events.splits(reads);
        SplitQueue splits = new SplitQueue(all);
        List<Callable<Part>> tasks = new ArrayList<>();
        int threads = Math.max(1, Math.min(settings.threads(), all.size()));
        int batchRows = ColumnBatch.rowsFor(reads.size(), settings.batchRows());
        for (int thread = 0; thread < threads; thread++) {
            int number = thread;
            tasks.add(() -> read(splits, new Part(reads, settings), batchRows, number, listener));
        }
        List<Part> parts = Workers.run(tasks, threads);
        splits.throwFailure();
        parts.subList(1, parts.size()).forEach(parts.get(0)::merge);
        return parts.get(0).finish();
    }

    private static Part read(SplitQueue splits, Part part, int batchRows, int thread, RunListener listener) {
        for (SplitQueue.Taken next = splits.take(); next != null; next = splits.take()) {
            listener.splitStarted(next.split(), thread);
            try {
                read(splits, next, part, batchRows, listener);
            } catch (InputException e) {
                splits.fail(next, e);
            }
            listener.splitEnded(next.split(), thread);
            splits.done(next);
        }
        return part;
    }

    private static void read(
            SplitQueue splits, SplitQueue.Taken taken, Part part, int batchRows, RunListener listener) {
        try (BatchReader reader = taken.split().open(batchRows)) {
            long bytes = 0;
            for (ColumnBatch batch = reader.next(); batch != null && splits.matters(taken); batch = reader.next()) {
                part.add(batch);
                listener.batchRead(taken.split(), batch.rowCount(), reader.bytesRead() - bytes);
                bytes = reader.bytesRead();
            }
        }
    }

    /** What one thread has seen. */
    private static final class Part {
        private final MatrixProfiler profiler;
        private final int time;
        private final int type;
        private final ValueCounts types = new ValueCounts();
        private final DayCounts days = new DayCounts();

        Part(Schema reads, Settings settings) {
            this.profiler = MatrixProfiler.ofEvents(reads);
            this.time = place(reads, settings.time(), List.of(DataType.TIMESTAMP));
            this.type = place(reads, settings.type(), List.of(DataType.TEXT, DataType.INT64));
        }

        private static int place(Schema reads, String name, List<DataType> types) {
            boolean fits =
                    reads.find(name).map(Field::type).filter(types::contains).isPresent();
            return fits ? reads.indexOf(name) : -1;
        }

        void add(ColumnBatch batch) {
            profiler.add(batch);
            if (type >= 0) {
                types.add(batch.column(type), batch.rowCount());
            }
            if (time >= 0) {
                days.add(batch.longs(time), batch.rowCount());
            }
        }

        void merge(Part other) {
            profiler.merge(other.profiler);
            types.merge(other.types);
            days.merge(other.days);
        }

        EventInspection finish() {
            return new EventInspection(
                    profiler.profile(),
                    type >= 0 ? Optional.of(types) : Optional.empty(),
                    time >= 0 ? Optional.of(days) : Optional.empty());
        }
    }
}
