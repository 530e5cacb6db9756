package io.millrace.engine.arrow;

import io.millrace.core.event.ColumnBatch;
import io.millrace.core.event.ColumnVector;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The entity key of rows as one column: the key's only column, or one of text that is made of several. */
final class KeyColumn {
    private final int ordinal;
    private final @Nullable KeyEncoder encoder;

    /**
     * @param ordinals the key's columns in a batch
     * @param batchRows the most rows of a batch
     */
    KeyColumn(List<Integer> ordinals, int batchRows) {
        this.ordinal = ordinals.get(0);
        this.encoder = ordinals.size() == 1 ? null : new KeyEncoder(ordinals, batchRows);
    }

    /**
     * The keys at those rows, valid until the next call or the batch's end.
     *
     * @param rows none with a null in a column of the key
     */
    ColumnVector of(ColumnBatch batch, int[] rows, int count) {
        return encoder == null ? batch.column(ordinal) : encoder.encode(batch, rows, count);
    }
}
