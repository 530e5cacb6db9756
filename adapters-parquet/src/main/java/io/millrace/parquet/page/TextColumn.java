package io.millrace.parquet.page;

import io.millrace.core.event.TextVector;
import io.millrace.parquet.StoredType;
import java.util.EnumMap;
import java.util.Map;
import org.apache.parquet.format.Encoding;

/** A column of text: codes into the dictionary of the row group where it has one. */
final class TextColumn extends ColumnReader {
    private final TextVector vector;
    private final int[] piece = new int[PIECE + 1];
    private final Codes codes = new Codes();
    private final Map<Encoding, BinaryValues> decoders = new EnumMap<>(Encoding.class);
    private final Entries entries;
    private boolean coded;
    private BinaryValues values = new PlainBinary();

    TextColumn(TextVector vector, Allowance allowance) {
        super(vector, allowance);
        this.vector = vector;
        this.entries = new Entries(allowance);
    }

    @Override
    void start(PageColumn column) {
        decoders.clear();
        coded = false;
        entries.start();
    }

    private BinaryValues decoder(Encoding encoding) {
        return decoders.computeIfAbsent(encoding, this::newDecoder);
    }

    private BinaryValues newDecoder(Encoding encoding) {
        BinaryValues stored = Decoders.binary(column(), encoding, allowance());
        return column().stored() == StoredType.UUID ? new UuidValues(stored) : stored;
    }

    @Override
    boolean hasOwnTexts() {
        return !coded;
    }

    @Override
    void dictionary(byte[] bytes, int from, int to, int count) {
        BinaryValues plain = decoder(Encoding.PLAIN);
        plain.start(bytes, from, to);
        entries.dictionary(plain, count);
    }

    @Override
    void startPage(Encoding encoding, byte[] bytes, int from, int to) {
        coded = Decoders.isDictionary(encoding);
        if (coded) {
            codes.start(bytes, from, to, entries.dictionarySize());
        } else {
            values = decoder(encoding);
            values.start(bytes, from, to);
        }
    }

    @Override
    void startBatch() {
        entries.startBatch();
    }

    @Override
    void endBatch(int rows) {
        vector.dictionary(entries.endBatch(rows));
    }

    @Override
    void values(int at, int rows, int present) {
        if (!coded) {
            entries.prepareForValues(vector, at);
        }
        long[] nulls = vector.nullBits();
        if (present == rows || nulls == null) {
            read(vector.codes(), at, rows);
            return;
        }
        read(piece, 0, present);
        Spread.ints(piece, vector.codes(), at, rows, nulls);
    }

    private void read(int[] target, int at, int count) {
        if (coded) {
            codes.read(target, at, count);
            entries.translate(target, at, count);
        } else {
            entries.encode(values, target, at, count);
        }
    }
}
