package io.millrace.core.matrix;

import io.millrace.core.event.ColumnVector;
import io.millrace.core.event.DataType;
import io.millrace.core.event.DoubleVector;
import io.millrace.core.event.LongVector;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * How often the numbers or times of a column lie between edges.
 *
 * @param edges ascending, at least two; equal only where they are two and every number is the same
 * @param counts one for every two neighbouring edges: numbers at or above the lower and below the upper one; the last counts
 *     those at its upper edge as well
 * @param below numbers below the first edge
 * @param above numbers above the last edge
 */
public record Histogram(List<Double> edges, List<Long> counts, long below, long above) {
    public Histogram {
        edges = List.copyOf(edges);
        counts = List.copyOf(counts);
    }

    /** Counts exactly, in a second pass over the column: the first one told where its values lie. Not for several threads. */
    public static final class Counter {
        private final DataType type;
        private final double unit;
        private final double[] edges;
        private final long[] counts;
        private long below;
        private long above;

        private Counter(DataType type, double[] edges) {
            this.type = type;
            this.unit = Math.pow(10, type.scale());
            this.edges = edges;
            this.counts = new long[edges.length - 1];
        }

        /** Empty for text and booleans, and for columns without values. */
        public static Optional<Counter> of(ColumnProfile column) {
            return BinEdges.of(column).map(edges -> new Counter(column.type(), edges));
        }

        /** Takes the first {@code count} rows; nulls, and what is not finite, are not counted. */
        public void add(ColumnVector vector, int count) {
            for (int row = 0; row < count; row++) {
                if (!vector.isNull(row)) {
                    add(value(vector, row));
                }
            }
        }

        private double value(ColumnVector vector, int row) {
            if (vector instanceof LongVector longs) {
                return type.isDecimal() ? longs.get(row) / unit : longs.get(row);
            }
            return ((DoubleVector) vector).get(row);
        }

        private void add(double value) {
            int last = counts.length;
            if (value >= edges[0] && value <= edges[last]) {
                int place = Arrays.binarySearch(edges, value + 0.0);
                counts[Math.min(last - 1, place >= 0 ? place : -place - 2)]++;
            } else if (value < edges[0] && value > Double.NEGATIVE_INFINITY) {
                below++;
            } else if (value > edges[last] && value < Double.POSITIVE_INFINITY) {
                above++;
            }
        }

        public Histogram histogram() {
            return new Histogram(
                    Arrays.stream(edges).boxed().toList(),
                    Arrays.stream(counts).boxed().toList(),
                    below,
                    above);
        }
    }
}
