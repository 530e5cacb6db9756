package io.millrace.csv;

import io.millrace.core.event.ColumnBatch;
import io.millrace.core.event.DataType;
import io.millrace.core.event.DictionaryEncoder;
import io.millrace.core.event.Field;
import io.millrace.core.event.Schema;
import io.millrace.core.number.TextParser;
import io.millrace.core.port.BatchReader;
import io.millrace.core.run.InputException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads the records of one file into batches, each value strictly by its column's type. */
final class CsvReader implements BatchReader {
    private static final int MOST_SHOWN = 60;

    private final CsvFile file;
    private final int[] places;
    private final CsvTokenizer tokenizer;
    private final ColumnBatch batch;
    private final @Nullable DictionaryEncoder[] encoders;
    private final TextParser parser = new TextParser();
    private final Utf8 utf8 = new Utf8();
    private boolean pastHeader;

    CsvReader(CsvFile file, Schema reads, int[] places, int batchRows) {
        this.file = file;
        this.places = places;
        this.batch = new ColumnBatch(reads, batchRows);
        this.encoders = new DictionaryEncoder[reads.size()];
        for (int column = 0; column < encoders.length; column++) {
            if (reads.field(column).type() == DataType.TEXT) {
                DictionaryEncoder encoder = new DictionaryEncoder();
                encoders[column] = encoder;
                batch.texts(column).dictionary(encoder.dictionary());
            }
        }
        this.tokenizer = new CsvTokenizer(file.path());
    }

    @Override
    public @Nullable ColumnBatch next() {
        batch.clear();
        for (DictionaryEncoder encoder : encoders) {
            if (encoder != null) {
                encoder.startBatch();
            }
        }
        if (!pastHeader) {
            tokenizer.next();
            pastHeader = true;
        }
        int rows = 0;
        while (rows < batch.capacity() && nextRecord()) {
            for (int column = 0; column < places.length; column++) {
                read(column, rows);
            }
            rows++;
        }
        batch.rowCount(rows);
        return rows == 0 ? null : batch;
    }

    private boolean nextRecord() {
        int expected = file.names().size();
        while (tokenizer.next()) {
            int fields = tokenizer.fieldCount();
            if (fields == expected) {
                return true;
            }
            boolean emptyLine = fields == 1 && tokenizer.isNull(0);
            if (!emptyLine) {
                throw new InputException(file.path() + ", line " + tokenizer.line() + ": " + fields
                        + (fields == 1 ? " field" : " fields") + " where the header has " + expected);
            }
        }
        return false;
    }

    private void read(int column, int row) {
        int field = places[column];
        if (tokenizer.isNull(field)) {
            batch.column(column).setNull(row);
            return;
        }
        byte[] bytes = tokenizer.bytes();
        int from = tokenizer.start(field);
        int to = tokenizer.end(field);
        DataType type = batch.schema().field(column).type();
        String wrong = switch (type.kind()) {
            case TEXT -> readText(column, row, bytes, from, to);
            case FLOAT64 -> readDouble(column, row, bytes, from, to);
            case INT64 -> parser.parseLong(bytes, from, to);
            case BOOLEAN -> parser.parseBoolean(bytes, from, to);
            case TIMESTAMP -> parser.parseTimestamp(bytes, from, to);
            case DECIMAL -> readDecimal(type, bytes, from, to);
        };
        if (wrong != null) {
            throw problem(column, bytes, from, to, wrong);
        }
        if (type.isLong()) {
            batch.longs(column).set(row, parser.longValue());
        }
    }

    private @Nullable String readDecimal(DataType type, byte[] bytes, int from, int to) {
        String wrong = parser.parseDecimal(bytes, from, to, type.precision(), type.scale());
        return wrong == null ? null : "no " + type.sql() + ": " + wrong;
    }

    private @Nullable String readText(int column, int row, byte[] bytes, int from, int to) {
        DictionaryEncoder encoder = encoders[column];
        if (encoder == null) {
            throw new IllegalStateException("column " + column + " is no text");
        }
        int known = encoder.dictionary().size();
        int code = encoder.encode(bytes, from, to - from);
        if (code == known && !utf8.isValid(bytes, from, to)) {
            return "not UTF-8 text";
        }
        batch.texts(column).set(row, code);
        return null;
    }

    private @Nullable String readDouble(int column, int row, byte[] bytes, int from, int to) {
        String wrong = parser.parseDouble(bytes, from, to);
        double value = wrong == null ? parser.doubleValue() : nonFinite(utf8.text(bytes, from, to));
        batch.doubles(column).set(row, value);
        return value == 0 && wrong != null ? wrong : null;
    }

    /** What other programs write for a double that is no number or infinite; 0 for any other text. */
    private static double nonFinite(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "nan", "-nan" -> Double.NaN;
            case "inf", "+inf", "infinity", "+infinity" -> Double.POSITIVE_INFINITY;
            case "-inf", "-infinity" -> Double.NEGATIVE_INFINITY;
            default -> 0;
        };
    }

    private InputException problem(int column, byte[] bytes, int from, int to, String wrong) {
        Field field = batch.schema().field(column);
        String shown = utf8.text(bytes, from, to).replace("\n", "\\n").replace("\r", "\\r");
        if (shown.length() > MOST_SHOWN) {
            shown = shown.substring(0, MOST_SHOWN) + "…";
        }
        return new InputException(file.path() + ", line " + tokenizer.line() + ", column " + field.name() + ": \""
                + shown + "\" is " + wrong);
    }

    @Override
    public long bytesRead() {
        return tokenizer.bytesRead();
    }

    @Override
    public void close() {
        tokenizer.close();
    }
}
