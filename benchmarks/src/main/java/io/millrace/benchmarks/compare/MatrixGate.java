package io.millrace.benchmarks.compare;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Proves that two matrices are equal: the same columns, the same rows in the same order, integers exactly, doubles
 * within 1e-12 of each other, relative to the larger of 1 and ours.
 */
final class MatrixGate {
    private static final double TOLERANCE = 1e-12;

    private final String owner;
    private final MatrixRows ours;
    private final MatrixRows theirs;
    private long row;

    private MatrixGate(String owner, MatrixRows ours, MatrixRows theirs) {
        this.owner = owner;
        this.ours = ours;
        this.theirs = theirs;
    }

    /**
     * @param owner whose matrix is compared with ours, for the message
     * @return how many rows they have
     * @throws DifferentMatrix with the first difference
     */
    static long requireEqual(Matrix ours, String owner, Matrix theirs) {
        try (MatrixRows left = ours.rows();
                MatrixRows right = theirs.rows()) {
            return new MatrixGate(owner, left, right).compare();
        }
    }

    private long compare() {
        List<String> columns = ours.columns();
        if (!columns.equals(theirs.columns())) {
            throw different("the columns are " + theirs.columns() + ", not " + columns);
        }
        boolean our = ours.next();
        boolean their = theirs.next();
        while (our && their) {
            compareKeys(columns.get(0));
            for (int column = 1; column < columns.size(); column++) {
                compareCells(columns.get(0), columns.get(column), column);
            }
            row++;
            our = ours.next();
            their = theirs.next();
        }
        if (our || their) {
            MatrixRows longer = our ? ours : theirs;
            throw different("row " + row + " (" + columns.get(0) + " " + longer.cell(0) + ") is "
                    + (our ? "missing" : "one too many"));
        }
        return row;
    }

    private void compareKeys(String name) {
        Number our = ours.cell(0);
        Number their = theirs.cell(0);
        if (!equal(our, their)) {
            throw different("row " + row + " is of " + name + " " + their + ", not " + our
                    + "; a row is missing, one too many, or they are not in order");
        }
    }

    private void compareCells(String key, String name, int column) {
        Number our = ours.cell(column);
        Number their = theirs.cell(column);
        if (!equal(our, their)) {
            throw different("row " + row + " (" + key + " " + ours.cell(0) + "), column " + name + ": " + their
                    + ", not " + our);
        }
    }

    private DifferentMatrix different(String what) {
        return new DifferentMatrix("the matrix of " + owner + " is another one: " + what);
    }

    private static boolean equal(@Nullable Number our, @Nullable Number their) {
        if (our == null || their == null) {
            return our == their;
        }
        if (our instanceof Double) {
            double value = our.doubleValue();
            return Math.abs(value - their.doubleValue()) <= TOLERANCE * Math.max(Math.abs(value), 1);
        }
        if (their instanceof Long || their instanceof Integer) {
            return our.longValue() == their.longValue();
        }
        double value = their.doubleValue();
        return !Double.isNaN(value)
                && !Double.isInfinite(value)
                && new BigDecimal(their.toString()).compareTo(BigDecimal.valueOf(our.longValue())) == 0;
    }
}
