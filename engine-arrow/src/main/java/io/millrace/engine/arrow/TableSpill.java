package io.millrace.engine.arrow;

import io.millrace.engine.arrow.spill.BlockWriter;
import io.millrace.engine.arrow.spill.RunWriter;
import org.apache.arrow.memory.ArrowBuf;

/**
 * Writes records of one table to runs, in the order of partitions and keys. Where there is no memory to sort all of them
 * at once, they become several runs: any part of a table is a run.
 */
final class TableSpill {
    private final Spills spills;
    private final VariableStore store;
    private final boolean hasState;
    private final RecordCodec codec;
    private final SketchValues sketch = new SketchValues();
    private long longestKey;

    /** Records by their numbers. */
    interface Records {
        int size();

        /** The address of the record, or 0 where it is not to be written. */
        long record(int number);
    }

    /**
     * @param store of the thread that writes
     * @param hasState whether the records have state; otherwise they are keys that the roster lists
     */
    TableSpill(Spills spills, VariableStore store, boolean hasState) {
        this.spills = spills;
        this.store = store;
        this.hasState = hasState;
        this.codec = spills.codec();
    }

    /** The table can be closed afterwards. */
    void write(KeyTable table) {
        table.endLookups();
        write(all(table));
    }

    static Records all(KeyTable table) {
        return new Records() {
            @Override
            public int size() {
                return table.size();
            }

            @Override
            public long record(int number) {
                return table.record(number);
            }
        };
    }

    void write(Records records) {
        int first = 0;
        while (first < records.size()) {
            try (SortedRecords sorted = sorter(records.size() - first)) {
                int end = Math.min(records.size(), first + sorted.capacity());
                writeRun(records, first, end, sorted);
                first = end;
            }
        }
    }

    /** Room to sort as many of the records as possible. */
    private SortedRecords sorter(int wanted) {
        for (int count = wanted; count > SpillSizes.LEAST_SORTED; count = count / 2 + 1) {
            try {
                return new SortedRecords(spills.key, spills.memory, count);
            } catch (BudgetExceeded e) {
                // then fewer
            }
        }
        return new SortedRecords(spills.key, spills.memory.whole(), Math.min(wanted, SpillSizes.LEAST_SORTED));
    }

    private void writeRun(Records records, int first, int end, SortedRecords sorted) {
        int[] starts = arrange(records, first, end, sorted);
        int written = starts[starts.length - 1];
        if (written == 0) {
            return;
        }
        int blockBytes = spills.sizes.blockBytes;
        try (ArrowBuf buffer = spills.memory.whole().allocateRaw(blockBytes);
                RunWriter run = spills.folder.create(spills.sizes.partitions, buffer)) {
            BlockWriter out = run.blocks();
            StreamedWriter streamed = new StreamedWriter(spills.cells, store, sketch, out);
            for (int partition = 0; partition < spills.sizes.partitions; partition++) {
                run.startPartition();
                for (int i = starts[partition]; i < starts[partition + 1]; i++) {
                    write(sorted.record(i), out, streamed);
                }
            }
            spills.add(run.finish(), written, store.objects.largest(), longestKey);
        }
    }

    private void write(long record, BlockWriter out, StreamedWriter streamed) {
        out.putByte(RunCursor.marks(hasState, !hasState));
        spills.key.write(record, out);
        longestKey = Math.max(longestKey, spills.key.textBytes(record));
        if (hasState) {
            codec.write(record, spills.variable, out);
            streamed.write(record);
        }
    }

    /** Brings the records in order and returns where each partition starts. */
    private int[] arrange(Records records, int first, int end, SortedRecords sorted) {
        int[] starts = new int[spills.sizes.partitions + 1];
        for (int i = first; i < end; i++) {
            long record = records.record(i);
            if (record != 0) {
                starts[spills.partition(spills.key.hash(record)) + 1]++;
            }
        }
        for (int i = 1; i < starts.length; i++) {
            starts[i] += starts[i - 1];
        }
        int[] next = starts.clone();
        for (int i = first; i < end; i++) {
            long record = records.record(i);
            if (record != 0) {
                sorted.put(next[spills.partition(spills.key.hash(record))]++, record);
            }
        }
        for (int i = 1; i < starts.length; i++) {
            sorted.sort(starts[i - 1], starts[i]);
        }
        return starts;
    }
}
