package io.millrace.engine.arrow;

import io.millrace.core.event.ColumnVector;
import java.util.function.LongUnaryOperator;

/** Results that are one of the values: a word found in the cell. */
final class WordFinisher implements Finisher {
    private final int offset;
    private final LongUnaryOperator wordAt;
    private final WordWriter writer = new WordWriter();

    /**
     * @param offset the cell's place in a block
     * @param wordAt the word, from the address of the cell
     */
    WordFinisher(int offset, LongUnaryOperator wordAt) {
        this.offset = offset;
        this.wordAt = wordAt;
    }

    @Override
    public void startBatch(ColumnVector column) {
        writer.startBatch(column);
    }

    @Override
    public void finish(long block, long record, ColumnVector column, int row) {
        writer.write(wordAt.applyAsLong(block + offset), column, row);
    }
}
