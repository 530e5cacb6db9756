package io.millrace.core.evaluate;

import io.millrace.core.event.ColumnBatch;
import io.millrace.core.event.ColumnVector;
import io.millrace.core.event.Dictionary;
import io.millrace.core.event.DoubleVector;
import io.millrace.core.event.LongVector;
import io.millrace.core.event.TextVector;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** {@code in} over constants, found by binary search: true, else null where a null is among them, else false. */
final class Membership extends Node {
    private final Node argument;
    private final boolean unknown;
    private final long[] integers;
    private final double[] numbers;
    private final byte[][] texts;
    private final LongVector result;
    private final LiveRows live;

    /**
     * @param options values that are not null, of the argument's type
     * @param unknown whether a null is among the options
     */
    Membership(Node argument, List<Object> options, boolean unknown, int capacity) {
        this.argument = argument;
        this.unknown = unknown;
        this.integers = options.stream()
                .filter(option -> option instanceof Long || option instanceof Boolean)
                .mapToLong(ConstantNode::asLong)
                .sorted()
                .toArray();
        this.numbers = options.stream()
                .filter(Double.class::isInstance)
                .mapToDouble(option -> (Double) option + 0.0)
                .sorted()
                .toArray();
        this.texts = options.stream()
                .filter(String.class::isInstance)
                .map(option -> ((String) option).getBytes(StandardCharsets.UTF_8))
                .sorted(Arrays::compareUnsigned)
                .toArray(byte[][]::new);
        this.result = new LongVector(capacity);
        this.live = new LiveRows(capacity);
    }

    @Override
    ColumnVector evaluate(ColumnBatch batch, int[] rows, int count) {
        ColumnVector values = argument.evaluate(batch, rows, count);
        result.clearNulls();
        live.start(rows, count);
        live.require(values, result);
        for (int i = 0; i < live.count(); i++) {
            int row = live.rows()[i];
            boolean found = contains(values, row);
            result.set(row, found ? 1 : 0);
            if (unknown && !found) {
                result.setNull(row);
            }
        }
        return result;
    }

    private boolean contains(ColumnVector values, int row) {
        if (values instanceof LongVector longs) {
            return Arrays.binarySearch(integers, longs.get(row)) >= 0;
        }
        if (values instanceof DoubleVector doubles) {
            return Arrays.binarySearch(numbers, doubles.get(row)) >= 0;
        }
        TextVector text = (TextVector) values;
        return contains(text.dictionary(), text.code(row));
    }

    private boolean contains(Dictionary dictionary, int code) {
        int from = dictionary.offset(code);
        int to = from + dictionary.length(code);
        int low = 0;
        int high = texts.length - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            byte[] option = texts[middle];
            int order = Arrays.compareUnsigned(dictionary.bytes(), from, to, option, 0, option.length);
            if (order == 0) {
                return true;
            }
            low = order > 0 ? middle + 1 : low;
            high = order < 0 ? middle - 1 : high;
        }
        return false;
    }
}
