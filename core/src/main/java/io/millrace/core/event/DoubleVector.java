package io.millrace.core.event;

/** Doubles. A source may deliver NaN and infinities; whoever reads event columns treats them as null. */
public final class DoubleVector extends ColumnVector {
    private final double[] values;

    public DoubleVector(int capacity) {
        super(capacity);
        this.values = new double[capacity];
    }

    /** The backing array; the batch's row count tells how much of it is filled. */
    public double[] values() {
        return values;
    }

    public double get(int row) {
        return values[row];
    }

    public void set(int row, double value) {
        values[row] = value;
    }
}
