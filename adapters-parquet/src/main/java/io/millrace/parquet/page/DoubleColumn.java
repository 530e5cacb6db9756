package io.millrace.parquet.page;

import io.millrace.core.event.DoubleVector;
import java.util.EnumMap;
import java.util.Map;
import org.apache.parquet.format.Encoding;

/** A column of floats or doubles. */
final class DoubleColumn extends ColumnReader {
    private final DoubleVector vector;
    private final double[] piece = new double[PIECE + 1];
    private final DictionaryDoubles codes = new DictionaryDoubles();
    private final Map<Encoding, DoubleValues> decoders = new EnumMap<>(Encoding.class);
    private double[] entries = new double[0];
    private DoubleValues values = codes;

    DoubleColumn(DoubleVector vector, Allowance allowance) {
        super(vector, allowance);
        this.vector = vector;
    }

    @Override
    void start(PageColumn column) {
        decoders.clear();
    }

    private DoubleValues decoder(Encoding encoding) {
        return decoders.computeIfAbsent(encoding, now -> Decoders.doubles(column(), now));
    }

    @Override
    void dictionary(byte[] bytes, int from, int to, int count) {
        DoubleValues plain = decoder(Encoding.PLAIN);
        if (entries.length < count) {
            allowance().take((long) Double.BYTES * count);
            entries = new double[count];
        }
        plain.start(bytes, from, to);
        plain.read(entries, 0, count);
        codes.dictionary(entries, count);
    }

    @Override
    void startPage(Encoding encoding, byte[] bytes, int from, int to) {
        values = Decoders.isDictionary(encoding) ? codes : decoder(encoding);
        values.start(bytes, from, to);
    }

    @Override
    void values(int at, int rows, int present) {
        long[] nulls = vector.nullBits();
        if (present == rows || nulls == null) {
            values.read(vector.values(), at, rows);
            return;
        }
        values.read(piece, 0, present);
        Spread.doubles(piece, vector.values(), at, rows, nulls);
    }
}
