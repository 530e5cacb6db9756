package io.millrace.core.event;

import java.util.ArrayList;
import java.util.List;

/**
 * Up to {@link #capacity} rows, column by column.
 *
 * <p>A batch belongs to the reader that fills it and is reused: its content is valid until the reader's next call.
 */
public final class ColumnBatch {
    /** The most rows of any batch. */
    public static final int MAX_ROWS = 1 << 16;

    private static final int MOST_VALUES = 1 << 22;

    private final Schema schema;
    private final List<ColumnVector> columns;
    private final int capacity;
    private int rowCount;

    /** As many rows as are wanted, or fewer where columns are many: a batch is to take some 32 MiB whatever a file has. */
    public static int rowsFor(int columns, int wanted) {
        return Math.max(1, Math.min(wanted, MOST_VALUES / Math.max(1, columns)));
    }

    /** An empty batch with a vector for every column of the schema. */
    public ColumnBatch(Schema schema, int capacity) {
        this(schema, vectors(schema, capacity), capacity);
    }

    /** A batch over vectors that exist already, one for every column of the schema and fitting its type. */
    public ColumnBatch(Schema schema, List<ColumnVector> columns, int capacity) {
        if (capacity < 1 || capacity > MAX_ROWS) {
            throw new IllegalArgumentException("a batch has 1 to " + MAX_ROWS + " rows, not " + capacity);
        }
        if (columns.size() != schema.size()) {
            throw new IllegalArgumentException(columns.size() + " vectors for " + schema.size() + " columns");
        }
        this.schema = schema;
        this.columns = List.copyOf(columns);
        this.capacity = capacity;
    }

    private static List<ColumnVector> vectors(Schema schema, int capacity) {
        List<ColumnVector> vectors = new ArrayList<>(schema.size());
        for (Field field : schema.fields()) {
            vectors.add(ColumnVector.of(field.type(), capacity));
        }
        return vectors;
    }

    public Schema schema() {
        return schema;
    }

    public int capacity() {
        return capacity;
    }

    public int rowCount() {
        return rowCount;
    }

    public void rowCount(int rows) {
        if (rows < 0 || rows > capacity) {
            throw new IllegalArgumentException(rows + " rows in a batch of " + capacity);
        }
        this.rowCount = rows;
    }

    /** Makes the batch empty and every row of it non-null. */
    public void clear() {
        rowCount = 0;
        columns.forEach(ColumnVector::clearNulls);
    }

    public ColumnVector column(int ordinal) {
        return columns.get(ordinal);
    }

    /** The column as integers, booleans or times; a {@link ClassCastException} where it is of another type. */
    public LongVector longs(int ordinal) {
        return (LongVector) columns.get(ordinal);
    }

    public DoubleVector doubles(int ordinal) {
        return (DoubleVector) columns.get(ordinal);
    }

    public TextVector texts(int ordinal) {
        return (TextVector) columns.get(ordinal);
    }
}
