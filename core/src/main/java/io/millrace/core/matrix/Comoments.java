package io.millrace.core.matrix;

import io.millrace.core.event.ColumnVector;
import io.millrace.core.event.DoubleVector;
import io.millrace.core.event.LongVector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Pearson's correlations of every two columns over the rows in which both have a value.
 *
 * <p>Rows are taken in blocks of a fixed size, whatever the batches. In a block, columns are shifted by their means of
 * the block before products are added, and blocks are joined by the formula of Chan, Golub and LeVeque ("Algorithms for
 * computing the sample variance", 1983), so that large means cost no precision. The result depends on the order of rows
 * and on nothing else. Columns whose squares leave the range of doubles (above some 1e150) have no correlation.
 */
final class Comoments {
    private static final int BLOCK = 1024;
    /** Of six numbers in an object. */
    private static final int PAIR_BYTES = 64;

    private final int columns;
    private final double[][] values;
    private final double[][] present;

    /** The mean of a column's first block with a value: from it means are told, so that they are small; NaN before. */
    private final double[] origins;

    /** The means of the block, from the origins. */
    private final double[] means;

    private final Pair[] pairs;
    private int rows;

    /** About the bytes that so many columns take. */
    static long bytes(long columns) {
        return columns * 2 * BLOCK * Double.BYTES + columns * columns / 2 * (PAIR_BYTES + 2L * Long.BYTES);
    }

    Comoments(int columns) {
        this.columns = columns;
        this.values = new double[columns][BLOCK];
        this.present = new double[columns][BLOCK];
        this.origins = new double[columns];
        Arrays.fill(origins, Double.NaN);
        this.means = new double[columns];
        List<Pair> all = new ArrayList<>();
        for (int left = 0; left < columns; left++) {
            for (int right = left + 1; right < columns; right++) {
                all.add(new Pair());
            }
        }
        this.pairs = all.toArray(new Pair[0]);
    }

    /** Sums over the rows that two columns share, products around their means. */
    private static final class Pair {
        double count;
        double leftMean;
        double rightMean;
        double leftSquares;
        double rightSquares;
        double products;

        void join(double n, double left, double right, double leftSquare, double rightSquare, double product) {
            double total = count + n;
            double leftStep = left - leftMean;
            double rightStep = right - rightMean;
            double weight = count / total * n;
            leftSquares += leftSquare + leftStep * leftStep * weight;
            rightSquares += rightSquare + rightStep * rightStep * weight;
            products += product + leftStep * rightStep * weight;
            leftMean += leftStep * (n / total);
            rightMean += rightStep * (n / total);
            count = total;
        }
    }

    /**
     * Takes rows; what is null or not finite is absent.
     *
     * @param vectors those of the columns, of longs or doubles
     */
    void add(ColumnVector[] vectors, int count) {
        for (int from = 0; from < count; ) {
            int taken = Math.min(BLOCK - rows, count - from);
            for (int column = 0; column < columns; column++) {
                take(vectors[column], from, taken, values[column], present[column]);
            }
            rows += taken;
            from += taken;
            if (rows == BLOCK) {
                endBlock();
            }
        }
    }

    private void take(ColumnVector vector, int from, int count, double[] block, double[] weights) {
        for (int i = 0; i < count; i++) {
            int row = from + i;
            double value = vector instanceof LongVector longs ? longs.get(row) : ((DoubleVector) vector).get(row);
            boolean absent = vector.isNull(row) || !Double.isFinite(value);
            block[rows + i] = absent ? 0 : value;
            weights[rows + i] = absent ? 0 : 1;
        }
    }

    private void endBlock() {
        for (int column = 0; column < columns; column++) {
            center(column);
        }
        int pair = 0;
        for (int left = 0; left < columns; left++) {
            for (int right = left + 1; right < columns; right++) {
                join(pairs[pair++], left, right);
            }
        }
        rows = 0;
    }

    /** Subtracts the column's origin and then the mean of what is left; what is null stays 0. */
    private void center(int column) {
        double[] block = values[column];
        double[] weights = present[column];
        double mean = mean(block, weights);
        if (Double.isNaN(origins[column])) {
            origins[column] = mean;
        }
        subtract(origins[column], block, weights);
        mean = mean(block, weights);
        means[column] = mean;
        subtract(mean, block, weights);
    }

    /** NaN where nothing is present. */
    private double mean(double[] block, double[] weights) {
        double sum = 0;
        double count = 0;
        for (int row = 0; row < rows; row++) {
            sum += block[row];
            count += weights[row];
        }
        return sum / count;
    }

    private void subtract(double number, double[] block, double[] weights) {
        for (int row = 0; row < rows; row++) {
            block[row] = weights[row] == 0 ? 0 : block[row] - number;
        }
    }

    private void join(Pair pair, int left, int right) {
        double[] a = values[left];
        double[] b = values[right];
        double[] inA = present[left];
        double[] inB = present[right];
        double count = 0;
        double sumA = 0;
        double sumB = 0;
        double squaresA = 0;
        double squaresB = 0;
        double products = 0;
        for (int row = 0; row < rows; row++) {
            double x = a[row] * inB[row];
            double y = b[row] * inA[row];
            count += inA[row] * inB[row];
            sumA += x;
            sumB += y;
            squaresA += x * x;
            squaresB += y * y;
            products += x * y;
        }
        if (count > 0) {
            pair.join(
                    count,
                    means[left] + sumA / count,
                    means[right] + sumB / count,
                    squaresA - sumA / count * sumA,
                    squaresB - sumB / count * sumB,
                    products - sumA / count * sumB);
        }
    }

    /** Ends the block and tells the correlations of columns 0 and 1, 0 and 2, and so on; empty where one is constant. */
    List<OptionalDouble> correlations() {
        if (rows > 0) {
            endBlock();
        }
        List<OptionalDouble> correlations = new ArrayList<>();
        for (Pair pair : pairs) {
            correlations.add(correlation(pair));
        }
        return correlations;
    }

    private static OptionalDouble correlation(Pair pair) {
        double spread = Math.sqrt(pair.leftSquares * pair.rightSquares);
        if (!(spread > 0 && spread < Double.POSITIVE_INFINITY)) {
            spread = Math.sqrt(pair.leftSquares) * Math.sqrt(pair.rightSquares);
        }
        double correlation = pair.products / spread;
        return spread > 0 && Double.isFinite(correlation)
                ? OptionalDouble.of(Math.max(-1, Math.min(1, correlation + 0.0)))
                : OptionalDouble.empty();
    }
}
