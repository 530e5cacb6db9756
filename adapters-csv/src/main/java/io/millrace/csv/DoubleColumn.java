package io.millrace.csv;

import io.millrace.core.event.DoubleVector;
import io.millrace.core.event.Field;
import io.millrace.core.number.TextParser;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Doubles: up to eight characters without sign and exponent at once. */
final class DoubleColumn extends FieldColumn {
    private static final long POINTS = Words.of('.');
    private static final double[] POWERS_OF_TEN = {1, 10, 100, 1e3, 1e4, 1e5, 1e6, 1e7};

    private final DoubleVector vector;
    private final TextParser parser = new TextParser();

    DoubleColumn(Field field, DoubleVector vector) {
        super(field, vector);
        this.vector = vector;
    }

    @Override
    void read(Block block, FieldTable table, int column, Syntax syntax, int at, BadFields problems) {
        byte[] bytes = block.bytes();
        int[] starts = table.starts;
        int[] ends = table.ends;
        int first = table.first(column);
        double[] values = vector.values();
        for (int row = 0; row < table.count; row++) {
            int length = ends[first + row] - starts[first + row];
            double value =
                    length > 0 && length <= Long.BYTES ? small(Words.at(bytes, starts[first + row]), length) : -1;
            if (value >= 0) {
                values[at + row] = value;
            } else {
                readAny(block, table, column, syntax, row, at, problems);
            }
        }
    }

    /** Digits with a point; negative for all else. Both operands are exact, so that the one operation rounds once. */
    private static double small(long word, int length) {
        long points = Words.zeros(word ^ POINTS);
        int whole = points == 0 ? length : Words.first(points);
        if (whole >= length) {
            return Words.digits(word, length);
        }
        if (length == 1) {
            return -1;
        }
        long before = word & (1L << 8 * whole) - 1;
        long behind = whole == Long.BYTES - 1 ? 0 : word >>> 8 * (whole + 1) << 8 * whole;
        long digits = Words.digits(before | behind, length - 1);
        return digits < 0 ? -1 : digits / POWERS_OF_TEN[length - 1 - whole];
    }

    @Override
    @Nullable
    String value(byte[] bytes, int from, int to, int row) {
        String problem = parser.parseDouble(bytes, from, to);
        if (problem != null && TextParser.isNonFinite(bytes, from, to)) {
            vector.set(row, nonFinite(bytes, from, to));
            return null;
        }
        vector.set(row, parser.doubleValue());
        return problem;
    }

    private static double nonFinite(byte[] bytes, int from, int to) {
        String text = new String(bytes, from, to - from, StandardCharsets.US_ASCII).toLowerCase(Locale.ROOT);
        if (text.endsWith("nan")) {
            return Double.NaN;
        }
        return text.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    }
}
