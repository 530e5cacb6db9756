package io.millrace.engine.arrow;

import io.millrace.core.event.ColumnVector;
import io.millrace.core.event.DataType;
import io.millrace.core.event.DictionaryEncoder;
import io.millrace.core.event.LongVector;
import io.millrace.core.event.TextVector;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A key of several columns: as a text key, of the bytes that a {@link KeyEncoder} makes of them. */
final class CompositeRecordKey extends TextRecordKey {
    private final List<DataType> types;

    /**
     * @param types of the columns, each int64 or text
     */
    CompositeRecordKey(List<DataType> types, int hashMask) {
        super(hashMask);
        this.types = List.copyOf(types);
    }

    @Override
    KeyWriter writer(List<ColumnVector> columns) {
        return new CompositeKeyWriter(columns);
    }

    private static final class CompositeKeyWriter implements KeyWriter {
        private final List<ColumnVector> columns;
        private final List<@Nullable DictionaryEncoder> encoders = new ArrayList<>();
        private final KeyDecoder decoder = new KeyDecoder();

        CompositeKeyWriter(List<ColumnVector> columns) {
            this.columns = columns;
        }

        @Override
        public void startBatch() {
            encoders.clear();
            for (ColumnVector column : columns) {
                DictionaryEncoder encoder = null;
                if (column instanceof TextVector texts) {
                    encoder = new DictionaryEncoder();
                    texts.dictionary(encoder.dictionary());
                }
                encoders.add(encoder);
            }
        }

        @Override
        public void write(long[] records, int from, int to) {
            for (int row = from; row < to; row++) {
                decoder.start(copy(records[row]));
                for (int i = 0; i < columns.size(); i++) {
                    write(columns.get(i), encoders.get(i), row);
                }
            }
        }

        private void write(ColumnVector column, @Nullable DictionaryEncoder encoder, int row) {
            if (encoder != null) {
                int length = decoder.nextText();
                ((TextVector) column).set(row, encoder.encode(decoder.text(), 0, length));
            } else {
                ((LongVector) column).set(row, decoder.nextLong());
            }
        }
    }

    @Override
    String text(long record) {
        KeyDecoder decoder = new KeyDecoder();
        decoder.start(copy(record));
        List<String> parts = new ArrayList<>();
        for (DataType type : types) {
            if (type == DataType.TEXT) {
                int length = decoder.nextText();
                parts.add(new String(decoder.text(), 0, length, StandardCharsets.UTF_8));
            } else {
                parts.add(Long.toString(decoder.nextLong()));
            }
        }
        return String.join(", ", parts);
    }
}
