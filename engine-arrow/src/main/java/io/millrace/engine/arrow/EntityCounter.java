package io.millrace.engine.arrow;

import io.millrace.core.event.ColumnVector;
import io.millrace.core.event.Dictionary;
import io.millrace.core.event.LongVector;
import io.millrace.core.event.TextVector;
import io.millrace.core.matrix.DistinctCounter;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Counts entities, and the bytes of text keys, in a memory that does not depend on how many there are: one counter per
 * power of two of the key's length, with the longest length seen.
 */
final class EntityCounter {
    private final @Nullable DistinctCounter[] byLength = new DistinctCounter[33];
    private final int[] longest = new int[33];

    /** Counts the keys of rows, and writes the hash of each to {@code hashes[row]}. */
    void add(ColumnVector keys, int[] rows, int count, long[] hashes) {
        if (keys instanceof LongVector longs) {
            for (int i = 0; i < count; i++) {
                int row = rows[i];
                hashes[row] = RecordKey.mix(longs.get(row));
                add(hashes[row], 0);
            }
        } else if (keys instanceof TextVector texts) {
            Dictionary entries = texts.dictionary();
            for (int i = 0; i < count; i++) {
                int row = rows[i];
                int code = texts.code(row);
                int length = entries.length(code);
                hashes[row] = TextRecordKey.bytesHash(entries.bytes(), entries.offset(code), length);
                add(hashes[row], length);
            }
        }
    }

    private void add(long hash, int length) {
        int size = 32 - Integer.numberOfLeadingZeros(length);
        counter(size).add(hash);
        longest[size] = Math.max(longest[size], length);
    }

    private DistinctCounter counter(int size) {
        DistinctCounter counter = byLength[size];
        if (counter == null) {
            counter = new DistinctCounter();
            byLength[size] = counter;
        }
        return counter;
    }

    void add(EntityCounter other) {
        for (int size = 0; size < byLength.length; size++) {
            DistinctCounter counter = other.byLength[size];
            if (counter != null) {
                counter(size).merge(counter);
                longest[size] = Math.max(longest[size], other.longest[size]);
            }
        }
    }

    /** At most so many entities with at most so many bytes of keys. */
    StateSize.Entities entities() {
        long entities = 0;
        long keyBytes = 0;
        for (int size = 0; size < byLength.length; size++) {
            DistinctCounter counter = byLength[size];
            if (counter != null) {
                entities += atMost(counter);
                keyBytes += atMost(counter) * longest[size];
            }
        }
        return new StateSize.Entities(
                entities, keyBytes, Arrays.stream(longest).max().orElse(0));
    }

    /** A number that the true one does not exceed: six standard errors above an estimate. */
    static long atMost(DistinctCounter counter) {
        return counter.isExact() ? counter.count() : (long) Math.ceil(counter.count() * 1.05);
    }
}
