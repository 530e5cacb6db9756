package io.millrace.engine.arrow;

import io.millrace.core.event.ColumnVector;
import io.millrace.core.event.Dictionary;
import io.millrace.core.event.TextVector;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Entities with text keys. An entry of a dictionary whose entries are distinct is looked up once, however many rows and
 * batches it occurs in; of others, a row like the one before.
 */
final class TextKeyTable extends KeyTable {
    private static final long UNKNOWN = -1;

    private final TextRecordKey key;
    private final @Nullable TextKeyTable roster;
    private final KeyBytes bytes;
    private long dictionary;
    private long[] byCode = new long[0];
    private int known;

    TextKeyTable(TextRecordKey key, StateMemory memory, int recordBytes, @Nullable TextKeyTable roster) {
        super(memory, recordBytes);
        this.key = key;
        this.roster = roster;
        this.bytes = new KeyBytes(memory);
    }

    @Override
    void resolve(ColumnVector keys, int[] rows, int count, long[] found) {
        TextVector texts = (TextVector) keys;
        if (texts.dictionary().isDistinct()) {
            resolveEntries(texts, rows, count, found);
        } else {
            resolveRows(texts, rows, count, found);
        }
    }

    @Override
    void lookUp(ColumnVector keys, int[] rows, int count, long[] found) {
        TextVector texts = (TextVector) keys;
        Dictionary entries = texts.dictionary();
        int[] codes = texts.codes();
        for (int i = 0; i < count; i++) {
            int code = codes[rows[i]];
            if (i > 0 && code == codes[rows[i - 1]]) {
                found[rows[i]] = found[rows[i - 1]];
            } else {
                int offset = entries.offset(code);
                int length = entries.length(code);
                found[rows[i]] = find(entries.bytes(), offset, length, key.hashOf(entries.bytes(), offset, length));
            }
        }
    }

    private void resolveEntries(TextVector texts, int[] rows, int count, long[] found) {
        Dictionary entries = texts.dictionary();
        remember(entries);
        int[] codes = texts.codes();
        for (int i = 0; i < count; i++) {
            int code = codes[rows[i]];
            long record = byCode[code];
            if (record == UNKNOWN) {
                record = findOrAdd(entries.bytes(), entries.offset(code), entries.length(code));
                byCode[code] = record;
            }
            found[rows[i]] = record;
        }
    }

    /** Makes {@link #byCode} fit the dictionary: what is known of it stays, the rest is unknown. */
    private void remember(Dictionary entries) {
        if (dictionary != entries.id()) {
            dictionary = entries.id();
            known = 0;
        }
        if (entries.size() > byCode.length) {
            byCode = Arrays.copyOf(byCode, Math.max(entries.size(), 2 * known));
        }
        if (entries.size() > known) {
            Arrays.fill(byCode, known, entries.size(), UNKNOWN);
            known = entries.size();
        }
    }

    private void resolveRows(TextVector texts, int[] rows, int count, long[] found) {
        Dictionary entries = texts.dictionary();
        int[] codes = texts.codes();
        long record = ABSENT;
        for (int i = 0; i < count; i++) {
            int code = codes[rows[i]];
            int offset = entries.offset(code);
            int length = entries.length(code);
            if (record == ABSENT || !TextRecordKey.equal(record, entries.bytes(), offset, length)) {
                record = findOrAdd(entries.bytes(), offset, length);
            }
            found[rows[i]] = record;
        }
    }

    private long findOrAdd(byte[] source, int from, int length) {
        return findOrAdd(source, from, length, key.hashOf(source, from, length));
    }

    /**
     * The address of the record of a key, a new one where there is none; {@link #ABSENT} where the roster does not have it.
     *
     * @param hash that of the key
     */
    long findOrAdd(byte[] source, int from, int length, int hash) {
        long record = find(source, from, length, hash);
        if (record != ABSENT || roster != null && roster.find(source, from, length, hash) == ABSENT) {
            return record;
        }
        index.reserve();
        long copy = bytes.add(source, from, length);
        int entity = records.add();
        record = records.address(entity);
        TextRecordKey.set(record, copy, length, hash);
        index.insert(hash, entity);
        return record;
    }

    private long find(byte[] source, int from, int length, int hash) {
        if (index.isEmpty()) {
            return ABSENT;
        }
        int mask = index.mask();
        int position = hash & mask;
        for (long entry = index.entry(position); entry != 0; entry = index.entry(position)) {
            if (HashIndex.hash(entry) == hash) {
                long record = records.address(HashIndex.record(entry));
                if (TextRecordKey.equal(record, source, from, length)) {
                    return record;
                }
            }
            position = position + 1 & mask;
        }
        return ABSENT;
    }

    @Override
    public void close() {
        super.close();
        bytes.close();
    }
}
