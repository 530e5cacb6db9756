package io.millrace.engine.arrow;

import io.millrace.core.event.ColumnVector;
import io.millrace.core.event.LongVector;
import org.apache.arrow.memory.util.MemoryUtil;
import org.jspecify.annotations.Nullable;

/** Entities with int64 keys. A run of rows with one key is looked up once. */
final class LongKeyTable extends KeyTable {
    private final LongRecordKey key;
    private final @Nullable LongKeyTable roster;

    LongKeyTable(LongRecordKey key, StateMemory memory, int recordBytes, @Nullable LongKeyTable roster) {
        super(memory, recordBytes);
        this.key = key;
        this.roster = roster;
    }

    @Override
    void resolve(ColumnVector keys, int[] rows, int count, long[] found) {
        long[] values = ((LongVector) keys).values();
        long previous = 0;
        long record = ABSENT;
        for (int i = 0; i < count; i++) {
            long value = values[rows[i]];
            if (value != previous || i == 0) {
                record = findOrAdd(value);
                previous = value;
            }
            found[rows[i]] = record;
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
