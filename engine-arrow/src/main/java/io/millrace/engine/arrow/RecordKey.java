package io.millrace.engine.arrow;

import io.millrace.core.event.ColumnVector;
import io.millrace.core.event.DataType;
import io.millrace.core.event.Field;
import io.millrace.core.plan.FeaturePlan;
import io.millrace.engine.arrow.spill.BlockReader;
import io.millrace.engine.arrow.spill.BlockWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the entity key stands at the start of a record, and what can be known of it there.
 *
 * <p>Records are told by their addresses.
 */
abstract sealed class RecordKey permits LongRecordKey, TextRecordKey {
    private final int hashMask;

    /**
     * @param hashMask the bits of a hash that are used: all, but for tests that want collisions
     */
    RecordKey(int hashMask) {
        this.hashMask = hashMask;
    }

    /**
     * @param types of the key's columns, each int64 or text
     */
    static RecordKey of(List<DataType> types) {
        return of(types, -1);
    }

    static RecordKey of(List<DataType> types, int hashMask) {
        return types.size() == 1 ? of(types.get(0), hashMask) : new CompositeRecordKey(types, hashMask);
    }

    static RecordKey of(FeaturePlan plan) {
        return of(plan, -1);
    }

    static RecordKey of(FeaturePlan plan, int hashMask) {
        return of(plan.keyFields().stream().map(Field::type).toList(), hashMask);
    }

    static RecordKey of(DataType type) {
        return of(type, -1);
    }

    static RecordKey of(DataType type, int hashMask) {
        return type == DataType.TEXT ? new TextRecordKey(hashMask) : new LongRecordKey(hashMask);
    }

    final int masked(int hash) {
        return hash & hashMask;
    }

    /** The bytes at the start of a record that hold the key, a multiple of 8. */
    abstract int bytes();

    /** The masked hash of the record's key. */
    abstract int hash(long record);

    /** The bytes of text that the key has beside the record. */
    abstract int textBytes(long record);

    abstract boolean equal(long left, long right);

    /** A number that orders records as their keys do, but for keys with the same number. */
    abstract long prefix(long record);

    /** The order of two records whose prefixes are equal. */
    abstract int compareTies(long left, long right);

    /** Writes keys to the matrix's key columns. */
    abstract KeyWriter writer(List<ColumnVector> columns);

    /** Writes the key of a record to a spill file. */
    abstract void write(long record, BlockWriter out);

    /**
     * Reads what {@link #write(long, BlockWriter)} wrote.
     *
     * @param record where the key comes to stand
     * @param bytes takes what does not stand there
     */
    abstract void read(BlockReader in, long record, ByteSpace bytes);

    /**
     * Copies a key.
     *
     * @param record where the copy comes to stand
     * @param bytes takes what does not stand there
     */
    abstract void copy(long from, long record, ByteSpace bytes);

    /** The key for a person to read. */
    abstract String text(long record);

    /**
     * An empty table for keys of this kind.
     *
     * @param recordBytes the bytes of a record, its key included
     * @param roster the only keys that are taken in; null where all are
     */
    abstract KeyTable table(StateMemory memory, int recordBytes, @Nullable KeyTable roster);

    /** The finalizer of MurmurHash3: every bit of the input changes half of the output's. */
    static long mix(long value) {
        long mixed = (value ^ value >>> 33) * 0xff51afd7ed558ccdL;
        mixed = (mixed ^ mixed >>> 33) * 0xc4ceb9fe1a85ec53L;
        return mixed ^ mixed >>> 33;
    }
}
