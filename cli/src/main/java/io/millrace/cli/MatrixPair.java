package io.millrace.cli;

import io.millrace.core.diff.MatrixComparison;
import io.millrace.core.diff.MatrixTable;
import io.millrace.core.event.DataType;
import io.millrace.core.event.Field;
import io.millrace.core.event.Schema;
import io.millrace.core.feature.Names;
import io.millrace.core.plan.FeaturePlan;
import io.millrace.core.port.EventSource;
import io.millrace.core.run.InputException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Two matrices, and which of their columns are compared.
 *
 * @param misfits the others, but for those of the key
 */
record MatrixPair(MatrixTable a, MatrixTable b, List<Misfit> misfits) {
    /**
     * A column that is not compared.
     *
     * @param typeA empty where the first matrix has no such column
     * @param typeB empty where the second has none
     */
    record Misfit(String column, Optional<DataType> typeA, Optional<DataType> typeB) {
        String reason() {
            return typeA.isEmpty() ? "only in B" : typeB.isEmpty() ? "only in A" : "types that cannot be compared";
        }
    }

    /** A matrix and its file. */
    record Opened(Path path, EventSource table) {
        private Schema schema() {
            return table.schema();
        }

        private Field require(String column, String option) {
            return schema().find(column)
                    .orElseThrow(() -> new InputException(path + " has no column " + column + "; "
                            + Names.advice(column, schema().names(), "name others with " + option)));
        }
    }

    /**
     * @param key the names of the columns of the key
     * @param wanted the features to compare; empty for all that both matrices have
     * @throws InputException where one of these is not in both matrices, or a key is not of one type
     */
    static MatrixPair of(Opened a, Opened b, List<String> key, List<String> wanted) {
        List<Field> keys = new ArrayList<>();
        for (String column : key) {
            keys.add(keyField(a, b, column));
        }
        List<Field> fromA = new ArrayList<>(keys);
        List<Field> fromB = new ArrayList<>(keys);
        List<Misfit> misfits = new ArrayList<>();
        for (String column : wanted.isEmpty() ? features(a, b, key) : wanted) {
            if (!wanted.isEmpty()) {
                a.require(column, "--features");
                b.require(column, "--features");
            }
            Optional<Field> left = a.schema().find(column);
            Optional<Field> right = b.schema().find(column);
            if (left.isPresent()
                    && right.isPresent()
                    && MatrixComparison.comparable(
                            left.get().type(), right.get().type())) {
                fromA.add(left.get());
                fromB.add(right.get());
            } else {
                misfits.add(new Misfit(column, left.map(Field::type), right.map(Field::type)));
            }
        }
        int entities = (int)
                key.stream().filter(column -> !column.equals(FeaturePlan.AS_OF)).count();
        int leading = entities == 0 ? key.size() : entities;
        return new MatrixPair(
                new MatrixTable(a.path().toString(), a.table(), new Schema(fromA), key.size(), leading),
                new MatrixTable(b.path().toString(), b.table(), new Schema(fromB), key.size(), leading),
                misfits);
    }

    /** All columns behind the key: those of the first, then those that the second has besides. */
    private static List<String> features(Opened a, Opened b, List<String> key) {
        List<String> names = new ArrayList<>(a.schema().names());
        b.schema().names().stream().filter(name -> !names.contains(name)).forEach(names::add);
        names.removeAll(key);
        return names;
    }

    /** A column of the key as both are read: pandas makes doubles of integers. */
    private static Field keyField(Opened a, Opened b, String column) {
        DataType left = a.require(column, "--key").type();
        DataType right = b.require(column, "--key").type();
        boolean integers = (left == DataType.INT64 || left == DataType.FLOAT64)
                && (right == DataType.INT64 || right == DataType.FLOAT64);
        if (left != right && !integers) {
            throw new InputException("the key " + column + " is " + left + " in " + a.path() + " and " + right + " in "
                    + b.path()
                    + "; keys of different types cannot be compared; where CSV is read as text, name the type"
                    + " with --column " + column + "=" + (left == DataType.TEXT ? right : left));
        }
        return Field.nullable(column, left == right ? left : DataType.INT64);
    }

    /** Features of the first matrix for which no limit holds. */
    List<String> incomparable() {
        return misfits.stream()
                .filter(misfit -> misfit.typeA().isPresent())
                .map(Misfit::column)
                .toList();
    }
}
