package io.millrace.csv;

import io.millrace.core.event.ColumnBatch;
import io.millrace.core.event.ColumnVector;
import io.millrace.core.event.DataType;
import io.millrace.core.event.Schema;
import io.millrace.core.event.TextVector;
import io.millrace.core.port.MatrixSink;
import io.millrace.core.port.WrittenFile;
import io.millrace.core.run.PendingFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes a table as CSV. What it writes is described at {@link CsvFormat}. */
final class CsvSink implements MatrixSink {
    private final Path target;
    private final boolean guardCells;
    private final List<QuoteNeeds> quoteNeeds = new ArrayList<>();
    private @Nullable PendingFile file;
    private @Nullable CsvOutput output;

    /**
     * @param guardCells whether an apostrophe stands before what a spreadsheet would execute
     */
    CsvSink(Path target, boolean guardCells) {
        this.target = target;
        this.guardCells = guardCells;
    }

    @Override
    public void open(Schema schema) {
        PendingFile pending = PendingFile.create(target);
        CsvOutput opened = new CsvOutput(pending);
        file = pending;
        output = opened;
        for (int column = 0; column < schema.size(); column++) {
            quoteNeeds.add(new QuoteNeeds());
            byte[] name = schema.field(column).name().getBytes(StandardCharsets.UTF_8);
            separate(opened, column);
            opened.text(name, 0, name.length, QuoteNeeds.of(name, 0, name.length), guards(name, 0, name.length));
        }
        opened.put('\n');
    }

    @Override
    public void write(ColumnBatch batch) {
        CsvOutput opened = Objects.requireNonNull(output, "the sink is not open");
        int columns = batch.schema().size();
        for (int row = 0; row < batch.rowCount(); row++) {
            for (int column = 0; column < columns; column++) {
                separate(opened, column);
                if (!batch.column(column).isNull(row)) {
                    value(opened, batch, column, row);
                }
            }
            opened.put('\n');
        }
    }

    private static void separate(CsvOutput opened, int column) {
        if (column > 0) {
            opened.put(',');
        }
    }

    private void value(CsvOutput opened, ColumnBatch batch, int column, int row) {
        DataType type = batch.schema().field(column).type();
        switch (type.kind()) {
            case INT64 -> opened.integer(batch.longs(column).get(row));
            case DECIMAL -> opened.decimal(batch.longs(column).get(row), type.scale());
            case FLOAT64 -> opened.number(batch.doubles(column).get(row));
            case BOOLEAN -> opened.truth(batch.longs(column).get(row) != 0);
            case TIMESTAMP -> opened.time(batch.longs(column).get(row));
            case TEXT -> text(opened, batch.column(column), quoteNeeds.get(column), row);
        }
    }

    private void text(CsvOutput opened, ColumnVector column, QuoteNeeds needs, int row) {
        TextVector texts = (TextVector) column;
        var dictionary = texts.dictionary();
        int code = texts.code(row);
        boolean quoted = needs.of(dictionary, code);
        int offset = dictionary.offset(code);
        int length = dictionary.length(code);
        opened.text(dictionary.bytes(), offset, length, quoted, guards(dictionary.bytes(), offset, length));
    }

    /** Spreadsheets take for a formula what begins so, also behind white space that they drop. */
    private boolean guards(byte[] bytes, int from, int length) {
        if (!guardCells || length == 0) {
            return false;
        }
        return switch (bytes[from]) {
            case '=', '+', '-', '@', '\t', '\r', '\n' -> true;
            default -> false;
        };
    }

    @Override
    public Optional<WrittenFile> finish() {
        Objects.requireNonNull(output, "the sink is not open").flush();
        return Optional.of(Objects.requireNonNull(file, "the sink is not open").finish());
    }

    @Override
    public void commit() {
        Objects.requireNonNull(file, "the sink is not open").commit();
    }

    @Override
    public void close() {
        if (file != null) {
            file.close();
        }
    }
}
