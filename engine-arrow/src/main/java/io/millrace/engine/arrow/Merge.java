package io.millrace.engine.arrow;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;
import org.apache.arrow.memory.util.MemoryUtil;
import org.jspecify.annotations.Nullable;

/**
 * Brings the tables of all threads together, partition by partition: of the records of an entity the first takes in all
 * others, in place. The result is one list of records per partition, sorted by key.
 *
 * <p>Entities of the roster that no thread has met come into the lists as records without state.
 */
final class Merge implements AutoCloseable {
    private static final int MOST_PARTITION_BITS = 8;

    private final List<KeyTable> tables;
    private final int withState;
    private final RecordKey key;
    private final Queue<List<Kernel>> kernels;
    private final StateMemory memory;
    private final WorkerPool pool;
    private final int bits;
    private final @Nullable Partitions[] partitions;
    private final @Nullable SortedRecords[] sorted;
    private final List<RecordLayout.Cell> cells;
    private final AtomicReference<@Nullable BudgetExceeded> exceeded = new AtomicReference<>();

    /**
     * @param states the threads' tables
     * @param kernels for every thread its own
     * @param roster a table of keys alone
     */
    Merge(
            List<KeyTable> states,
            @Nullable KeyTable roster,
            RecordKey key,
            RecordLayout layout,
            List<List<Kernel>> kernels,
            StateMemory memory,
            WorkerPool pool) {
        this.tables = new ArrayList<>(states);
        this.withState = states.size();
        if (roster != null) {
            tables.add(roster);
        }
        this.key = key;
        this.cells = layout.cells();
        this.kernels = new ConcurrentLinkedQueue<>(kernels);
        this.memory = memory;
        this.pool = pool;
        this.bits = partitionBits(states.size());
        this.partitions = new Partitions[tables.size()];
        this.sorted = new SortedRecords[1 << bits];
    }

    /** There are several times more partitions than threads, so that no thread waits long for the last. */
    static int partitionBits(int threads) {
        return threads == 1 ? 0 : Math.min(MOST_PARTITION_BITS, 34 - Integer.numberOfLeadingZeros(threads - 1));
    }

    /** The lists are this merge's to close. Empty where the memory does not suffice; then the tables can be spilled. */
    Optional<List<SortedRecords>> run() {
        tables.forEach(KeyTable::endLookups);
        runEach(partitions.length, this::arrange);
        runEach(sorted.length, this::merge);
        return exceeded.get() == null ? Optional.of(lists()) : Optional.empty();
    }

    private List<SortedRecords> lists() {
        List<SortedRecords> lists = new ArrayList<>();
        for (SortedRecords list : sorted) {
            if (list != null && list.size() > 0) {
                lists.add(list);
            }
        }
        return lists;
    }

    private void runEach(int count, IntConsumer task) {
        List<Callable<Boolean>> tasks = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int number = i;
            tasks.add(() -> {
                pool.checkStopped();
                if (exceeded.get() == null) {
                    attempt(task, number);
                }
                return true;
            });
        }
        pool.run(tasks);
    }

    private void attempt(IntConsumer task, int number) {
        try {
            task.accept(number);
        } catch (BudgetExceeded e) {
            exceeded.set(e);
        }
    }

    /** The records of a table with state that is in no other record, after a merge that memory did not suffice for. */
    TableSpill.Records left(int table) {
        closeLists();
        KeyTable from = tables.get(table);
        Partitions entities = partitions[table];
        return new TableSpill.Records() {
            @Override
            public int size() {
                return from.size();
            }

            @Override
            public long record(int number) {
                int entity = entities == null ? number : entities.entity(number);
                return entity == Partitions.TAKEN ? 0 : from.record(entity);
            }
        };
    }

    private void arrange(int table) {
        partitions[table] = new Partitions(tables.get(table), key, bits, memory);
    }

    private Partitions arranged(int table) {
        return Objects.requireNonNull(partitions[table]);
    }

    private void merge(int partition) {
        int most = 0;
        for (int table = 0; table < tables.size(); table++) {
            most = Math.addExact(most, arranged(table).size(partition));
        }
        SortedRecords list = new SortedRecords(key, memory, most);
        sorted[partition] = list;
        if (tables.size() == 1) {
            addAll(partition, list);
        } else {
            List<Kernel> own = kernels.remove();
            try (HashIndex index = new HashIndex(memory)) {
                for (int table = 0; table < tables.size(); table++) {
                    merge(table, partition, index, list, own);
                }
            } finally {
                kernels.add(own);
            }
            list.trim();
        }
        list.sort();
    }

    /** What there is when there is nothing to merge: the only table's records. */
    private void addAll(int partition, SortedRecords list) {
        for (int i = 0; i < arranged(0).size(partition); i++) {
            list.add(tables.get(0).record(arranged(0).entity(partition, i)));
        }
    }

    /** Merges one table's records of a partition into those that the index, by places in the list, already knows. */
    private void merge(int table, int partition, HashIndex index, SortedRecords list, List<Kernel> own) {
        for (int i = 0; i < arranged(table).size(partition); i++) {
            long record = tables.get(table).record(arranged(table).entity(partition, i));
            int hash = key.hash(record);
            index.reserve();
            int known = find(record, hash, index, list);
            if (known < 0) {
                index.insert(hash, list.size());
            }
            if (table < withState) {
                take(record, known, list, own);
                if (known >= 0) {
                    arranged(table).taken(partition, i);
                }
            } else if (known < 0) {
                list.addListed(record);
            } else {
                list.list(known);
            }
        }
    }

    private void take(long record, int known, SortedRecords list, List<Kernel> own) {
        if (known < 0) {
            list.add(record);
            return;
        }
        int merged = 0;
        try {
            for (; merged < own.size(); merged++) {
                own.get(merged).merge(list.record(known), record);
            }
        } catch (BudgetExceeded e) {
            clear(record, own, merged);
            throw e;
        }
    }

    /** Empties the first cells of a record, which are in another one. */
    private void clear(long record, List<Kernel> own, int count) {
        for (int i = 0; i < count; i++) {
            int bytes = cells.get(i % cells.size()).bytes();
            MemoryUtil.setMemory(record + own.get(i).offset, bytes, (byte) 0);
        }
    }

    private int find(long record, int hash, HashIndex index, SortedRecords list) {
        int mask = index.mask();
        int position = hash & mask;
        for (long entry = index.entry(position); entry != 0; entry = index.entry(position)) {
            int place = HashIndex.record(entry);
            if (HashIndex.hash(entry) == hash && key.equal(list.record(place), record)) {
                return place;
            }
            position = position + 1 & mask;
        }
        return -1;
    }

    private void closeLists() {
        for (SortedRecords list : sorted) {
            if (list != null) {
                list.close();
            }
        }
    }

    @Override
    public void close() {
        for (Partitions arranged : partitions) {
            if (arranged != null) {
                arranged.close();
            }
        }
        closeLists();
    }
}
