package io.millrace.parquet.page;

import io.millrace.core.event.LongVector;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.apache.parquet.format.Encoding;

/** A column of integers, booleans, times or decimals. */
final class LongColumn extends ColumnReader {
    /** About what remembering a problem of an entry takes. */
    private static final int PROBLEM_BYTES = 1024;

    private final LongVector vector;
    private final long[] piece = new long[PIECE + 1];
    private final DictionaryLongs codes = new DictionaryLongs();
    private final Map<Encoding, LongValues> decoders = new EnumMap<>(Encoding.class);
    private long[] entries = new long[0];
    private LongValues values = codes;
    private LongConversion conversion = LongConversion.none();

    LongColumn(LongVector vector, Allowance allowance) {
        super(vector, allowance);
        this.vector = vector;
    }

    @Override
    void start(PageColumn column) {
        decoders.clear();
        conversion = LongConversion.of(column);
    }

    private LongValues decoder(Encoding encoding) {
        return decoders.computeIfAbsent(encoding, now -> Decoders.longs(column(), now, allowance()));
    }

    @Override
    void dictionary(byte[] bytes, int from, int to, int count) {
        LongValues plain = decoder(Encoding.PLAIN);
        if (entries.length < count) {
            allowance().take((long) Long.BYTES * count);
            entries = new long[count];
        }
        Map<Integer, String> problems = Map.of();
        try {
            plain.start(bytes, from, to);
            plain.read(entries, 0, count);
            conversion.apply(entries, 0, count);
        } catch (ValueProblem e) {
            // Only a row that has such an entry makes it an error.
            problems = problems(plain, bytes, from, to, count);
        }
        codes.dictionary(entries, count, problems);
    }

    private Map<Integer, String> problems(LongValues plain, byte[] bytes, int from, int to, int count) {
        Map<Integer, String> problems = new HashMap<>();
        plain.start(bytes, from, to);
        for (int i = 0; i < count; i++) {
            try {
                plain.read(entries, i, 1);
                conversion.apply(entries, i, 1);
            } catch (ValueProblem e) {
                allowance().take(PROBLEM_BYTES);
                problems.put(i, String.valueOf(e.getMessage()));
            }
        }
        return problems;
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
            read(vector.values(), at, rows);
            return;
        }
        read(piece, 0, present);
        Spread.longs(piece, vector.values(), at, rows, nulls);
    }

    private void read(long[] target, int at, int count) {
        values.read(target, at, count);
        if (values != codes) {
            conversion.apply(target, at, count);
        }
    }
}
