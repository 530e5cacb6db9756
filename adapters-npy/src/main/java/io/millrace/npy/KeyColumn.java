package io.millrace.npy;

import io.millrace.core.event.ColumnBatch;
import io.millrace.core.event.DataType;
import io.millrace.core.event.Dictionary;
import io.millrace.core.event.Field;
import io.millrace.core.port.WrittenFile;
import io.millrace.core.run.ResourceException;
import java.nio.file.Path;

/** A column that tells which row it is, as an array of its own. Such a column holds no null. */
final class KeyColumn implements AutoCloseable {
    private final int column;
    private final Field field;
    private final Path target;
    private final NpyFile file;
    private final TextSpool texts;

    /**
     * @param column its place in the batches
     */
    KeyColumn(int column, Field field, Path matrix) {
        this.column = column;
        this.field = field;
        this.target = NpyFormat.keyFile(matrix, field.name());
        this.file = new NpyFile(target);
        this.texts = new TextSpool(target);
    }

    Path target() {
        return target;
    }

    Field field() {
        return field;
    }

    void write(ColumnBatch batch) {
        for (int row = 0; row < batch.rowCount(); row++) {
            if (batch.column(column).isNull(row)) {
                throw new ResourceException("cannot write " + target + ": the key " + field.name()
                        + " is null in a row, and an array of keys holds no null; write .parquet");
            }
            put(batch, row);
        }
    }

    private void put(ColumnBatch batch, int row) {
        switch (field.type().kind()) {
            case INT64, TIMESTAMP -> file.put(batch.longs(column).get(row));
            case BOOLEAN -> file.put((byte) batch.longs(column).get(row));
            case DECIMAL -> file.put(Doubles.ofDecimal(batch.longs(column).get(row), field.type()));
            case FLOAT64 -> file.put(batch.doubles(column).get(row));
            case TEXT -> {
                Dictionary dictionary = batch.texts(column).dictionary();
                texts.add(dictionary.text(batch.texts(column).code(row)));
            }
        }
    }

    WrittenFile finish(long rows) {
        if (field.type().kind() == DataType.Kind.TEXT) {
            texts.writeTo(file);
        }
        return file.finish(type(), "(" + rows + ",)");
    }

    private String type() {
        return switch (field.type().kind()) {
            case INT64 -> "<i8";
            case TIMESTAMP -> "<M8[us]";
            case BOOLEAN -> "|b1";
            case DECIMAL, FLOAT64 -> "<f8";
            case TEXT -> "<U" + texts.width();
        };
    }

    void commit() {
        file.commit();
    }

    @Override
    public void close() {
        try (file) {
            texts.close();
        }
    }
}
