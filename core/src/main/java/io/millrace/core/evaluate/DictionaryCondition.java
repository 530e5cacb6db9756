package io.millrace.core.evaluate;

import io.millrace.core.event.ColumnBatch;
import io.millrace.core.event.ColumnVector;
import io.millrace.core.event.Dictionary;
import io.millrace.core.event.LongVector;
import io.millrace.core.event.TextVector;
import java.util.Arrays;

/**
 * A condition on one text column, remembered per dictionary entry.
 *
 * <p>An entry is evaluated when the first row with it arrives, by showing that row to the condition: an entry that no
 * row reaches is never evaluated, so that it cannot fail.
 */
final class DictionaryCondition extends Node {
    private static final byte UNSEEN = 0;
    private static final byte FALSE = 1;
    private static final byte TRUE = 2;
    private static final byte NULL = 3;
    private static final byte PENDING = 4;

    private final int ordinal;
    private final Node condition;
    private final LongVector result;
    private final int[] pending;
    private long dictionaryId;
    private byte[] answers = new byte[64];
    private int answered;
    private byte answerForNull = UNSEEN;

    DictionaryCondition(int ordinal, Node condition, int capacity) {
        this.ordinal = ordinal;
        this.condition = condition;
        this.result = new LongVector(capacity);
        this.pending = new int[capacity];
    }

    @Override
    ColumnVector evaluate(ColumnBatch batch, int[] rows, int count) {
        TextVector texts = batch.texts(ordinal);
        if (!texts.dictionary().isDistinct()) {
            return condition.evaluate(batch, rows, count);
        }
        learn(batch, texts, rows, count);
        result.clearNulls();
        long[] values = result.values();
        for (int i = 0; i < count; i++) {
            int row = rows[i];
            byte answer = texts.isNull(row) ? answerForNull : answers[texts.code(row)];
            values[row] = answer == TRUE ? 1 : 0;
            if (answer == NULL) {
                result.setNull(row);
            }
        }
        return result;
    }

    @Override
    int select(ColumnBatch batch, int[] rows, int count, int[] kept) {
        TextVector texts = batch.texts(ordinal);
        if (!texts.dictionary().isDistinct()) {
            return condition.select(batch, rows, count, kept);
        }
        learn(batch, texts, rows, count);
        int[] codes = texts.codes();
        boolean nulls = texts.hasNulls();
        int size = 0;
        for (int i = 0; i < count; i++) {
            int row = rows[i];
            byte answer = nulls && texts.isNull(row) ? answerForNull : answers[codes[row]];
            kept[size] = row;
            size += answer == TRUE ? 1 : 0;
        }
        return size;
    }

    /** Finds the answers that these rows need and that are not known yet. */
    private void learn(ColumnBatch batch, TextVector texts, int[] rows, int count) {
        prepare(texts.dictionary());
        int[] codes = texts.codes();
        boolean nulls = texts.hasNulls();
        if (!nulls && answered == texts.dictionary().size()) {
            return;
        }
        int size = 0;
        for (int i = 0; i < count; i++) {
            int row = rows[i];
            if (nulls && texts.isNull(row)) {
                if (answerForNull == UNSEEN) {
                    answerForNull = PENDING;
                    pending[size++] = row;
                }
            } else if (answers[codes[row]] == UNSEEN) {
                answers[codes[row]] = PENDING;
                pending[size++] = row;
            }
        }
        if (size > 0) {
            answer(batch, texts, size);
        }
    }

    private void prepare(Dictionary dictionary) {
        if (dictionary.id() != dictionaryId) {
            Arrays.fill(answers, UNSEEN);
            answered = 0;
            dictionaryId = dictionary.id();
        }
        if (dictionary.size() > answers.length) {
            answers = Arrays.copyOf(answers, Math.max(dictionary.size(), 2 * answers.length));
        }
    }

    private void answer(ColumnBatch batch, TextVector texts, int size) {
        boolean done = false;
        try {
            LongVector truth = (LongVector) condition.evaluate(batch, pending, size);
            for (int i = 0; i < size; i++) {
                int row = pending[i];
                byte answer = truth.isNull(row) ? NULL : truth.get(row) != 0 ? TRUE : FALSE;
                remember(texts, row, answer);
            }
            done = true;
        } finally {
            if (!done) {
                for (int i = 0; i < size; i++) {
                    remember(texts, pending[i], UNSEEN);
                }
            }
        }
    }

    private void remember(TextVector texts, int row, byte answer) {
        if (texts.isNull(row)) {
            answerForNull = answer;
        } else {
            answers[texts.code(row)] = answer;
            answered += answer == UNSEEN ? 0 : 1;
        }
    }
}
