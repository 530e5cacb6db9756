package io.millrace.engine.arrow;

import io.millrace.core.event.ColumnVector;
import io.millrace.core.event.LongVector;
import java.util.Arrays;
import org.apache.arrow.memory.util.MemoryUtil;
import org.jspecify.annotations.Nullable;

/**
 * Entities with int64 keys. A run of rows with one key is looked up once. The lookups of many runs go side by side, step
 * by step, so that each step's waits for memory overlap; what they do not find is looked up one by one, and added.
 */
final class LongKeyTable extends KeyTable {
    private static final int STEP = 256;

    private final LongRecordKey key;
    private final @Nullable LongKeyTable roster;
    private final int[] runStarts = new int[STEP + 1];
    private final long[] runKeys = new long[STEP + 1];
    private final long[] runRecords = new long[STEP];

    LongKeyTable(LongRecordKey key, StateMemory memory, int recordBytes, @Nullable LongKeyTable roster) {
        super(memory, recordBytes);
        this.key = key;
        this.roster = roster;
    }

    @Override
    void resolve(ColumnVector keys, int[] rows, int count, long[] found) {
        long[] values = ((LongVector) keys).values();
        for (int from = 0; from < count; from += STEP) {
            resolve(values, rows, from, Math.min(count, from + STEP), found);
        }
    }

    @Override
    void lookUp(ColumnVector keys, int[] rows, int count, long[] found) {
        long[] values = ((LongVector) keys).values();
        for (int i = 0; i < count; i++) {
            long value = values[rows[i]];
            boolean isSame = i > 0 && value == values[rows[i - 1]];
            found[rows[i]] = isSame ? found[rows[i - 1]] : find(value, key.hashOf(value));
        }
    }

    private void resolve(long[] values, int[] rows, int from, int to, long[] found) {
        int size = findRuns(values, rows, from, to);
        if (index.isEmpty()) {
            Arrays.fill(runRecords, 0, size, ABSENT);
        } else {
            guess(size);
            check(size);
        }
        for (int run = 0; run < size; run++) {
            long record = runRecords[run];
            if (record == ABSENT) {
                record = findOrAdd(runKeys[run]);
            }
            for (int i = runStarts[run]; i < runStarts[run + 1]; i++) {
                found[rows[i]] = record;
            }
        }
    }

    /** Notes where runs of equal keys start, and their keys; returns how many they are. */
    private int findRuns(long[] values, int[] rows, int from, int to) {
        int size = 0;
        long previous = ~values[rows[from]];
        for (int i = from; i < to; i++) {
            long value = values[rows[i]];
            runStarts[size] = i;
            runKeys[size] = value;
            size += value != previous ? 1 : 0;
            previous = value;
        }
        runStarts[size] = to;
        return size;
    }

    /** For each run the first entry of the index with its hash, or 0. */
    private void guess(int size) {
        int mask = index.mask();
        for (int run = 0; run < size; run++) {
            int hash = key.hashOf(runKeys[run]);
            int position = hash & mask;
            long entry = index.entry(position);
            while (entry != 0 && HashIndex.hash(entry) != hash) {
                position = position + 1 & mask;
                entry = index.entry(position);
            }
            runRecords[run] = entry;
        }
    }

    /** For each run the record with its key, if it is that of the entry. */
    private void check(int size) {
        for (int run = 0; run < size; run++) {
            long entry = runRecords[run];
            if (entry != 0) {
                long record = records.address(HashIndex.record(entry));
                runRecords[run] = MemoryUtil.getLong(record) == runKeys[run] ? record : ABSENT;
            }
        }
    }

    private long findOrAdd(long value) {
        int hash = key.hashOf(value);
        long record = find(value, hash);
        if (record != ABSENT || roster != null && roster.find(value, hash) == ABSENT) {
            return record;
        }
        index.reserve();
        int entity = records.add();
        record = records.address(entity);
        MemoryUtil.putLong(record, value);
        index.insert(hash, entity);
        return record;
    }

    private long find(long value, int hash) {
        if (index.isEmpty()) {
            return ABSENT;
        }
        int mask = index.mask();
        int position = hash & mask;
        for (long entry = index.entry(position); entry != 0; entry = index.entry(position)) {
            if (HashIndex.hash(entry) == hash) {
                long record = records.address(HashIndex.record(entry));
                if (MemoryUtil.getLong(record) == value) {
                    return record;
                }
            }
            position = position + 1 & mask;
        }
        return ABSENT;
    }
}
