package io.millrace.benchmarks;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Proves that two matrices are equal: integers exactly, doubles within 1e-12 of each other. */
final class MatrixGate {
    private static final double TOLERANCE = 1e-12;

    private MatrixGate() {}

    /** The rows of a result of DuckDB. */
    static List<List<Object>> rows(ResultSet result) throws SQLException {
        int columns = result.getMetaData().getColumnCount();
        List<List<Object>> rows = new ArrayList<>();
        while (result.next()) {
            List<Object> row = new ArrayList<>(columns);
            for (int column = 1; column <= columns; column++) {
                row.add(result.getObject(column));
            }
            rows.add(row);
        }
        return rows;
    }

    /**
     * @throws IllegalStateException with the first difference
     */
    static void requireEqual(List<? extends List<?>> ours, List<? extends List<?>> theirs) {
        if (ours.size() != theirs.size()) {
            throw new IllegalStateException(ours.size() + " rows, not " + theirs.size());
        }
        for (int row = 0; row < ours.size(); row++) {
            for (int column = 0; column < ours.get(row).size(); column++) {
                Object our = ours.get(row).get(column);
                Object their = theirs.get(row).get(column);
                if (!equal(our, their)) {
                    throw new IllegalStateException(
                            "row " + row + ", column " + column + ": " + our + ", not " + their);
                }
            }
        }
    }

    private static boolean equal(Object our, Object their) {
        if (our instanceof Double left && their instanceof Double right) {
            return Math.abs(left - right) <= TOLERANCE * Math.max(Math.abs(left), Math.abs(right));
        }
        return our instanceof Long left && their instanceof Number right
                ? left == right.longValue()
                : our.equals(their);
    }
}
