package io.millrace.core.evaluate;

import io.millrace.core.event.ColumnBatch;
import io.millrace.core.event.ColumnVector;
import io.millrace.core.event.DataType;
import io.millrace.core.event.Dictionary;
import io.millrace.core.event.TextVector;
import java.util.Arrays;

/**
 * An expression over one text column, whose results are remembered per dictionary entry, from batch to batch while the
 * dictionary keeps its identity.
 *
 * <p>An entry is evaluated when the first row with it arrives, by showing that row to the expression: an entry that no
 * row reaches is never evaluated, so that it cannot fail. Every entry has a slot, its code plus one; slot 0 is for null.
 * Dictionaries that repeat entries, or have more than {@value #MOST_ENTRIES}, are not worth the memory: then the
 * expression is evaluated row by row. Results that are not finite are remembered as so many per slot and counted for
 * every row, as they are without a memo.
 */
abstract class EntryMemo extends Node {
    /** What a dictionary that {@link io.millrace.core.event.DictionaryEncoder} bounds can come to. */
    static final int MOST_ENTRIES = 1 << 17;

    static final byte UNSEEN = 0;
    static final byte PENDING = 1;
    static final byte NULL = 2;
    /** The least of the states that a subclass gives a slot with a value. */
    static final byte PRESENT = 3;

    private final int ordinal;
    private final Node expression;
    private final Tally tally;
    private final int[] pending;
    private long dictionaryId;
    private byte[] states = new byte[64];
    private int known;
    private int[] countsOfRows = new int[0];
    private int[] counts = new int[0];

    EntryMemo(int ordinal, Node expression, Tally tally, int capacity) {
        this.ordinal = ordinal;
        this.expression = expression;
        this.tally = tally;
        this.pending = new int[capacity];
    }

    /**
     * @param ordinal the text column that the expression reads
     */
    static EntryMemo of(DataType type, int ordinal, Node expression, Tally tally, int capacity) {
        if (type == DataType.BOOLEAN) {
            return new ConditionMemo(ordinal, expression, tally, capacity);
        }
        return type == DataType.TEXT
                ? new TextMemo(ordinal, expression, tally, capacity)
                : new NumberMemo(type, ordinal, expression, tally, capacity);
    }

    @Override
    final ColumnVector evaluate(ColumnBatch batch, int[] rows, int count) {
        TextVector texts = batch.texts(ordinal);
        if (!isRemembered(texts.dictionary())) {
            return expression.evaluate(batch, rows, count);
        }
        learn(batch, texts, rows, count);
        return fill(texts, states, rows, count);
    }

    @Override
    final int select(ColumnBatch batch, int[] rows, int count, int[] kept) {
        TextVector texts = batch.texts(ordinal);
        if (!isRemembered(texts.dictionary())) {
            return expression.select(batch, rows, count, kept);
        }
        learn(batch, texts, rows, count);
        return keep(texts, states, rows, count, kept);
    }

    private static boolean isRemembered(Dictionary dictionary) {
        return dictionary.isDistinct() && dictionary.size() <= MOST_ENTRIES;
    }

    /** The results of these rows, all of whose slots are known. */
    abstract ColumnVector fill(TextVector texts, byte[] states, int[] rows, int count);

    /** As {@link Node#select}; for a condition only. */
    int keep(TextVector texts, byte[] states, int[] rows, int count, int[] kept) {
        throw new IllegalStateException("no condition");
    }

    /** Makes room for the results of so many slots. */
    abstract void grow(int slots);

    /** Keeps the row's result, which is not null, and gives the state of its slot. */
    abstract byte remember(int slot, ColumnVector results, int row);

    /** Whether what was remembered is void although the dictionary is the same; called between batches. */
    boolean isForgotten() {
        return false;
    }

    private void learn(ColumnBatch batch, TextVector texts, int[] rows, int count) {
        prepare(texts.dictionary());
        boolean nulls = texts.hasNulls();
        if (nulls || known < texts.dictionary().size()) {
            int size = collect(texts, nulls, rows, count);
            if (size > 0) {
                answer(batch, texts, size);
            }
        }
        if (counts.length > 0) {
            long sum = 0;
            for (int i = 0; i < count; i++) {
                sum += counts[slot(texts, nulls, rows[i])];
            }
            tally.add(sum);
        }
    }

    private void prepare(Dictionary dictionary) {
        if (isForgotten() || dictionary.id() != dictionaryId) {
            Arrays.fill(states, UNSEEN);
            known = 0;
            counts = new int[0];
            dictionaryId = dictionary.id();
        }
        int slots = dictionary.size() + 1;
        if (slots > states.length) {
            states = Arrays.copyOf(states, Math.max(slots, 2 * states.length));
        }
        grow(states.length);
        if (counts.length > 0 && counts.length < states.length) {
            counts = Arrays.copyOf(counts, states.length);
        }
    }

    static int slot(TextVector texts, boolean nulls, int row) {
        return nulls && texts.isNull(row) ? 0 : texts.code(row) + 1;
    }

    /** Finds the rows, one for each slot, whose results are needed and not known yet. */
    private int collect(TextVector texts, boolean nulls, int[] rows, int count) {
        int size = 0;
        for (int i = 0; i < count; i++) {
            int slot = slot(texts, nulls, rows[i]);
            if (states[slot] == UNSEEN) {
                states[slot] = PENDING;
                pending[size++] = rows[i];
            }
        }
        return size;
    }

    private void answer(ColumnBatch batch, TextVector texts, int size) {
        if (countsOfRows.length == 0) {
            countsOfRows = new int[pending.length];
        }
        boolean done = false;
        tally.countInto(countsOfRows);
        try {
            settle(texts, expression.evaluate(batch, pending, size), size);
            done = true;
        } finally {
            tally.countInto(null);
            for (int i = 0; i < size; i++) {
                countsOfRows[pending[i]] = 0;
                if (!done) {
                    states[slot(texts, texts.hasNulls(), pending[i])] = UNSEEN;
                }
            }
        }
    }

    private void settle(TextVector texts, ColumnVector results, int size) {
        for (int i = 0; i < size; i++) {
            int row = pending[i];
            int slot = slot(texts, texts.hasNulls(), row);
            states[slot] = results.isNull(row) ? NULL : remember(slot, results, row);
            known += slot == 0 ? 0 : 1;
            if (countsOfRows[row] > 0) {
                counts = counts.length == 0 ? new int[states.length] : counts;
                counts[slot] = countsOfRows[row];
            }
        }
    }
}
