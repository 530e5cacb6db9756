package io.millrace.core.contract;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows as tests write them. */
public final class Rows {
    private Rows() {}

    /** A row; an {@link Integer} stands for the {@link Long} of that value. */
    public static @Nullable Object[] row(@Nullable Object... cells) {
        @Nullable Object[] row = new Object[cells.length];
        for (int i = 0; i < cells.length; i++) {
            row[i] = cells[i] instanceof Integer number ? (Object) number.longValue() : cells[i];
        }
        return row;
    }

    /** Rows in a list that may grow. */
    public static List<@Nullable Object[]> rows(@Nullable Object[]... rows) {
        return new ArrayList<>(List.of(rows));
    }

    /** Rows that are expected of a matrix. */
    public static List<List<@Nullable Object>> matrix(@Nullable Object[]... rows) {
        List<List<@Nullable Object>> matrix = new ArrayList<>();
        for (@Nullable Object[] row : rows) {
            matrix.add(list(row));
        }
        return matrix;
    }

    static List<@Nullable Object> list(@Nullable Object[] row) {
        List<@Nullable Object> cells = new ArrayList<>(row.length);
        for (Object cell : row) {
            cells.add(cell);
        }
        return cells;
    }
}
