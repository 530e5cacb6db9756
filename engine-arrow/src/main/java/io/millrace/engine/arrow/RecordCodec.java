package io.millrace.engine.arrow;

import io.millrace.core.port.ObjectAggregation;
import io.millrace.engine.arrow.spill.BlockReader;
import io.millrace.engine.arrow.spill.BlockWriter;
import java.util.Arrays;
import java.util.Objects;
import org.apache.arrow.memory.util.MemoryUtil;
import org.jspecify.annotations.Nullable;

/**
 * The blocks of a record in a spill file: for every 64 words a bit each that tells which are not 0, then those. In place
 * of an address stands what is there. Cells that are merged as streams are not part of it.
 */
final class RecordCodec {
    /** What a word is. */
    private enum Kind {
        PLAIN,
        STREAMED,
        /** The lower word of a {@link DoubleSum}: maybe an address. */
        SUM,
        WIDE_PRODUCT,
        TEXT,
        OBJECT
    }

    private static final int GROUP = 64;

    private final int keyBytes;
    private final Kind[] kinds;
    private final @Nullable ObjectCells[] objects;
    private byte[] scratch = new byte[64];

    /** How the objects of one cell become bytes, and of bytes again. */
    private record ObjectCells(ObjectAggregation<Object> aggregation, UserFailure failure) {}

    RecordCodec(RecordLayout layout, FeatureNames names) {
        this.keyBytes = layout.block(0);
        int words = (layout.bytes() - keyBytes) / Long.BYTES;
        this.kinds = new Kind[words];
        this.objects = new ObjectCells[words];
        Arrays.fill(kinds, Kind.PLAIN);
        for (int asOf = 0; asOf < layout.blocks(); asOf++) {
            for (RecordLayout.Cell cell : layout.cells()) {
                place(cell, (layout.block(asOf) - keyBytes + cell.offset()) / Long.BYTES, names);
            }
        }
    }

    private void place(RecordLayout.Cell cell, int word, FeatureNames names) {
        if (StreamedCells.isStreamed(cell.kind())) {
            Arrays.fill(kinds, word, word + cell.bytes() / Long.BYTES, Kind.STREAMED);
            return;
        }
        switch (cell.kind()) {
            case DOUBLE_SUM -> kinds[word] = Kind.SUM;
            case MOMENTS -> {
                kinds[word] = Kind.SUM;
                kinds[word + (MomentsKernel.SQUARES + ProductSum.WIDE) / Long.BYTES] = Kind.WIDE_PRODUCT;
            }
            case SLOPE -> {
                kinds[word] = Kind.SUM;
                kinds[word + (SlopeKernel.PRODUCTS + ProductSum.WIDE) / Long.BYTES] = Kind.WIDE_PRODUCT;
            }
            case DECAYED_SUM -> kinds[word + ProductSum.WIDE / Long.BYTES] = Kind.WIDE_PRODUCT;
            case TEXT_MIN, TEXT_MAX -> kinds[word] = Kind.TEXT;
            case TEXT_FIRST, TEXT_LAST -> kinds[word + TextAtEndKernel.VALUE / Long.BYTES] = Kind.TEXT;
            case OBJECT -> {
                kinds[word] = Kind.OBJECT;
                objects[word] = objectCells(cell, names);
            }
            default -> {
                // All of it stands in the record.
            }
        }
    }

    // The engine hands an aggregation's own states to it, and nothing else.
    @SuppressWarnings("unchecked")
    private static ObjectCells objectCells(RecordLayout.Cell cell, FeatureNames names) {
        var aggregation = (ObjectAggregation<Object>) cell.call().user().orElseThrow();
        return new ObjectCells(aggregation, new UserFailure(names, names.ofCell(cell), aggregation));
    }

    void write(long record, VariableState variable, BlockWriter out) {
        long base = record + keyBytes;
        for (int first = 0; first < kinds.length; first += GROUP) {
            int count = Math.min(GROUP, kinds.length - first);
            long present = 0;
            for (int i = 0; i < count; i++) {
                if (MemoryUtil.getLong(base + (long) (first + i) * Long.BYTES) != 0
                        && kinds[first + i] != Kind.STREAMED) {
                    present |= 1L << i;
                }
            }
            out.putLow(present, count + 7 >>> 3);
            for (long left = present; left != 0; left &= left - 1) {
                writeWord(record, first + Long.numberOfTrailingZeros(left), variable, out);
            }
        }
    }

    private void writeWord(long record, int place, VariableState variable, BlockWriter out) {
        long at = record + keyBytes + (long) place * Long.BYTES;
        long word = MemoryUtil.getLong(at);
        switch (kinds[place]) {
            case SUM -> {
                boolean isWide = DoubleSum.wide(at) != 0;
                out.putByte(isWide ? 1 : 0);
                if (isWide) {
                    writeWords(word, WideSums.BYTES, out);
                } else {
                    out.putLong(word);
                }
            }
            case WIDE_PRODUCT -> writeWords(word, WideProducts.BYTES, out);
            case TEXT -> {
                out.putVarint(TextRecordKey.length(word));
                out.putBytes(MemoryUtil.getLong(word), TextRecordKey.length(word));
            }
            case OBJECT -> writeObject(record, at, objects[place], variable, out);
            default -> out.putLong(word);
        }
    }

    /** The words that are not 0, each after its place; wide accumulators have few of them. */
    private static void writeWords(long address, int bytes, BlockWriter out) {
        int words = bytes / Long.BYTES;
        for (int i = 0; i < words; i++) {
            long word = Words.get(address, i);
            if (word != 0) {
                out.putByte(i);
                out.putLong(word);
            }
        }
        out.putByte(words);
    }

    private static void writeObject(
            long record, long cell, @Nullable ObjectCells cells, VariableState variable, BlockWriter out) {
        ObjectCells how = Objects.requireNonNull(cells);
        byte[] bytes;
        try {
            byte[] encoded = how.aggregation.encode(ObjectKernel.state(cell, variable));
            bytes = Objects.requireNonNull(encoded, "encode() gave null");
        } catch (RuntimeException e) {
            throw how.failure.of(record, e);
        }
        out.putVarint(bytes.length);
        out.putBytes(bytes, 0, bytes.length);
    }

    /**
     * Reads the blocks into a record whose blocks are zeros.
     *
     * @param store takes what does not stand in the record
     * @param texts takes texts
     */
    void read(BlockReader in, long record, VariableStore store, LooseTexts texts) {
        long base = record + keyBytes;
        for (int first = 0; first < kinds.length; first += GROUP) {
            int count = Math.min(GROUP, kinds.length - first);
            for (long left = in.readLow(count + 7 >>> 3); left != 0; left &= left - 1) {
                int place = first + Long.numberOfTrailingZeros(left);
                readWord(in, record, base + (long) place * Long.BYTES, place, store, texts);
            }
        }
    }

    private void readWord(BlockReader in, long record, long at, int place, VariableStore store, LooseTexts texts) {
        switch (kinds[place]) {
            case SUM ->
                MemoryUtil.putLong(
                        at,
                        in.readByte() == 0 ? in.readLong() : readWords(in, store.wideSums.allocate(), WideSums.BYTES));
            case WIDE_PRODUCT ->
                MemoryUtil.putLong(at, readWords(in, store.wideProducts.allocate(), WideProducts.BYTES));
            case TEXT -> {
                int length = readBytes(in);
                MemoryUtil.putLong(at, texts.add(scratch, 0, length));
            }
            case OBJECT -> readObject(in, record, at, objects[place], store);
            default -> MemoryUtil.putLong(at, in.readLong());
        }
    }

    private static long readWords(BlockReader in, long address, int bytes) {
        int words = bytes / Long.BYTES;
        for (int place = in.readByte(); place < words; place = in.readByte()) {
            MemoryUtil.putLong(address + (long) place * Long.BYTES, in.readLong());
        }
        return address;
    }

    private int readBytes(BlockReader in) {
        int length = in.readLength();
        if (scratch.length < length) {
            scratch = new byte[Math.max(length, 2 * scratch.length)];
        }
        in.readBytes(scratch, length);
        return length;
    }

    private void readObject(BlockReader in, long record, long cell, @Nullable ObjectCells cells, VariableStore store) {
        byte[] bytes = new byte[in.readLength()];
        in.readBytes(bytes, bytes.length);
        ObjectCells how = Objects.requireNonNull(cells);
        long held;
        try {
            Object state = Objects.requireNonNull(how.aggregation.decode(bytes), "decode() gave null");
            ObjectKernel.put(cell, state, store);
            held = how.aggregation.bytes(state);
        } catch (RuntimeException e) {
            throw how.failure.of(record, e);
        }
        ObjectKernel.account(cell, held, store.state);
    }
}
