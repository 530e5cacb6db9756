package io.millrace.engine.arrow;

import io.millrace.core.event.ColumnBatch;
import io.millrace.core.event.ColumnVector;
import io.millrace.core.event.DataType;
import io.millrace.core.event.DictionaryEncoder;
import io.millrace.core.event.DoubleVector;
import io.millrace.core.event.Field;
import io.millrace.core.event.LongVector;
import io.millrace.core.event.Schema;
import io.millrace.core.event.TextVector;
import io.millrace.core.plan.FeaturePlan;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Events as bytes and back. The order of the bytes, unsigned, is that of the events: by a hash of the columns that are
 * compared, by these columns, by time, by the other columns in order of their names, by which values are not finite, by file.
 * So duplicates stand together, and the first of them is the one that stays.
 *
 * <p>Within a column nulls come first, which values that are not finite are; -0.0 is 0. No column's bytes begin those of
 * another value of it. For one thread; what was encoded is valid until the next is.
 */
final class EventCodec {
    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final byte NULL = 0;
    private static final byte VALUE = 1;

    /** The most bytes of a text become two, and two end it. */
    private static final int TEXT_END = 2;

    private final Schema reads;
    private final int[] compared;
    private final int[] others;
    private final int[] doubles;
    private final long hashMask;
    private final @Nullable DictionaryEncoder[] encoders;
    private final boolean[] notFinite;
    private byte[] bytes = new byte[256];
    private int size;
    private int keySize;

    /**
     * @param hashMask the bits of the hash that are used
     */
    EventCodec(FeaturePlan plan, List<Integer> duplicates, int hashMask) {
        this.reads = plan.reads();
        this.compared = duplicates.stream().mapToInt(Integer::intValue).toArray();
        this.others = IntStream.range(0, reads.size())
                .filter(column -> !duplicates.contains(column))
                .boxed()
                .sorted(Comparator.comparing((Integer column) -> column != plan.time())
                        .thenComparing(column -> reads.field(column).name()))
                .mapToInt(Integer::intValue)
                .toArray();
        this.doubles = IntStream.range(0, reads.size())
                .filter(column -> reads.field(column).type() == DataType.FLOAT64)
                .boxed()
                .sorted(Comparator.comparing(
                        (Integer column) -> reads.field(column).name()))
                .mapToInt(Integer::intValue)
                .toArray();
        this.hashMask = hashMask;
        this.encoders = new DictionaryEncoder[reads.size()];
        this.notFinite = new boolean[reads.size()];
    }

    byte[] bytes() {
        return bytes;
    }

    int size() {
        return size;
    }

    /** The bytes up to the end of the columns that are compared, the hash included. */
    int keySize() {
        return keySize;
    }

    /**
     * Encodes a row of a batch.
     *
     * @param file the place of its file among all names in order
     */
    void encode(ColumnBatch batch, int row, int file) {
        size = Long.BYTES;
        for (int column : compared) {
            putCell(batch.column(column), row);
        }
        keySize = size;
        WORD.set(bytes, 0, hash(bytes, Long.BYTES, keySize) & hashMask);
        for (int column : others) {
            putCell(batch.column(column), row);
        }
        reserve(doubles.length + Integer.BYTES);
        for (int column : doubles) {
            DoubleVector values = batch.doubles(column);
            bytes[size++] = values.isNull(row) || Double.isFinite(values.get(row)) ? NULL : VALUE;
        }
        for (int shift = 24; shift >= 0; shift -= Byte.SIZE) {
            bytes[size++] = (byte) (file >>> shift);
        }
    }

    /** The bytes of an event without nulls whose texts have so many. */
    static int mostBytes(Schema reads, int textBytes) {
        int most = Long.BYTES + Integer.BYTES;
        for (Field field : reads.fields()) {
            most += 1 + (field.type() == DataType.TEXT ? textBytes + TEXT_END : Long.BYTES);
            most += field.type() == DataType.FLOAT64 ? 1 : 0;
        }
        return most;
    }

    private void reserve(int more) {
        int needed = Math.addExact(size, more);
        if (needed > bytes.length) {
            bytes = Arrays.copyOf(bytes, (int) Math.max(needed, Math.min(2L * bytes.length, Integer.MAX_VALUE - 8)));
        }
    }

    private static long hash(byte[] bytes, int from, int to) {
        long hash = to;
        int at = from;
        for (; at <= to - Long.BYTES; at += Long.BYTES) {
            hash = RecordKey.mix(hash ^ (long) WORD.get(bytes, at));
        }
        long rest = 0;
        for (; at < to; at++) {
            rest = rest << Byte.SIZE | bytes[at] & 0xff;
        }
        return RecordKey.mix(hash ^ rest);
    }

    private void putCell(ColumnVector column, int row) {
        reserve(1 + Long.BYTES);
        if (column.isNull(row)) {
            bytes[size++] = NULL;
        } else if (column instanceof LongVector longs) {
            putWord(longs.get(row) ^ Long.MIN_VALUE);
        } else if (column instanceof DoubleVector values) {
            putDouble(values.get(row));
        } else {
            putText((TextVector) column, row);
        }
    }

    private void putWord(long word) {
        bytes[size++] = VALUE;
        WORD.set(bytes, size, word);
        size += Long.BYTES;
    }

    private void putDouble(double value) {
        if (Double.isFinite(value)) {
            long bits = Double.doubleToRawLongBits(value + 0.0);
            putWord(bits ^ (bits >> 63 | Long.MIN_VALUE));
        } else {
            bytes[size++] = NULL;
        }
    }

    /** A zero is followed by 255, the end is a zero and 1. */
    private void putText(TextVector texts, int row) {
        int code = texts.code(row);
        int length = texts.dictionary().length(code);
        byte[] source = texts.dictionary().bytes();
        int from = texts.dictionary().offset(code);
        reserve(Math.addExact(1 + TEXT_END, Math.multiplyExact(2, length)));
        bytes[size++] = VALUE;
        for (int i = from; i < from + length; i++) {
            bytes[size++] = source[i];
            if (source[i] == 0) {
                bytes[size++] = (byte) 0xff;
            }
        }
        bytes[size++] = 0;
        bytes[size++] = 1;
    }

    /** Makes a batch ready to be filled: it is empty, and its texts are codes of this codec. */
    void startBatch(ColumnBatch batch) {
        batch.clear();
        for (int column = 0; column < encoders.length; column++) {
            if (reads.field(column).type() == DataType.TEXT) {
                DictionaryEncoder encoder = encoders[column];
                if (encoder == null) {
                    encoder = new DictionaryEncoder();
                    encoders[column] = encoder;
                    batch.texts(column).dictionary(encoder.dictionary());
                }
                encoder.startBatch();
            }
        }
    }

    /**
     * Writes an event into a row of a batch.
     *
     * @param event as it was encoded; its texts are changed by this
     */
    void decode(byte[] event, int eventSize, ColumnBatch batch, int row) {
        int flags = eventSize - Integer.BYTES - doubles.length;
        for (int i = 0; i < doubles.length; i++) {
            notFinite[doubles[i]] = event[flags + i] == VALUE;
        }
        int at = Long.BYTES;
        for (int column : compared) {
            at = readCell(event, at, batch, column, row);
        }
        for (int column : others) {
            at = readCell(event, at, batch, column, row);
        }
    }

    private int readCell(byte[] event, int from, ColumnBatch batch, int column, int row) {
        ColumnVector into = batch.column(column);
        int at = from + 1;
        if (event[from] == NULL) {
            if (notFinite[column]) {
                batch.doubles(column).set(row, Double.NaN);
            } else {
                into.setNull(row);
            }
            return at;
        }
        if (into instanceof TextVector texts) {
            return readText(event, at, texts, column, row);
        }
        long word = (long) WORD.get(event, at);
        if (into instanceof LongVector longs) {
            longs.set(row, word ^ Long.MIN_VALUE);
        } else {
            long bits = word ^ (~word >> 63 | Long.MIN_VALUE);
            ((DoubleVector) into).set(row, Double.longBitsToDouble(bits));
        }
        return at + Long.BYTES;
    }

    private int readText(byte[] event, int from, TextVector texts, int column, int row) {
        int at = from;
        int end = from;
        while (event[at] != 0 || event[at + 1] != 1) {
            event[end++] = event[at];
            at += event[at] == 0 ? 2 : 1;
        }
        texts.set(row, Objects.requireNonNull(encoders[column]).encode(event, from, end - from));
        return at + TEXT_END;
    }

    /** The place of an event's file among all names in order. */
    static int file(byte[] event, int eventSize) {
        int file = 0;
        for (int i = eventSize - Integer.BYTES; i < eventSize; i++) {
            file = file << Byte.SIZE | event[i] & 0xff;
        }
        return file;
    }
}
