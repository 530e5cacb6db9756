package io.millrace.core.evaluate;

import io.millrace.core.event.ColumnBatch;
import io.millrace.core.event.ColumnVector;
import io.millrace.core.event.DataType;
import io.millrace.core.event.Dictionary;
import io.millrace.core.event.Field;
import io.millrace.core.event.Schema;
import io.millrace.core.event.TextVector;
import io.millrace.core.plan.BoundExpression;
import java.util.Collections;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A condition on one text column alone, for one who wants its answer for every entry of a dictionary, whether a row has
 * it or not. There is none for a condition that can fail or whose evaluation is counted. Not for use by several threads.
 */
public final class EntryCondition {
    private static final int STEP = 256;

    private final int column;
    private final Evaluator evaluator;
    private final TextVector texts = new TextVector(STEP);
    private final ColumnBatch batch;
    private final int[] rows = Selection.all(STEP);
    private final int[] kept = new int[STEP];

    private EntryCondition(int column, BoundExpression condition) {
        this.column = column;
        this.evaluator = Evaluator.of(condition, STEP);
        // The condition reads its column at its place; no other is looked at.
        Schema schema = new Schema(IntStream.rangeClosed(0, column)
                .mapToObj(place -> Field.nullable("column " + place, DataType.TEXT))
                .toList());
        this.batch = new ColumnBatch(schema, Collections.<ColumnVector>nCopies(column + 1, texts), STEP);
    }

    /** Empty where the condition is not one on one text column alone, or may fail, or is counted. */
    public static Optional<EntryCondition> of(BoundExpression condition) {
        if (condition.type() != DataType.BOOLEAN || !Traits.isPure(condition)) {
            return Optional.empty();
        }
        return Traits.onlyTextColumn(condition).stream()
                .mapToObj(column -> new EntryCondition(column, condition))
                .findFirst();
    }

    /** The ordinal of the column. */
    public int column() {
        return column;
    }

    /** Whether it is true of null. */
    public boolean acceptsNull() {
        texts.clearNulls();
        texts.setNull(0);
        return select(1) == 1;
    }

    /** Whether it is true, entry by entry: {@code accepted[code]} for each code from {@code from} to before {@code to}. */
    public void accept(Dictionary entries, int from, int to, boolean[] accepted) {
        texts.clearNulls();
        texts.dictionary(entries);
        for (int start = from; start < to; start += STEP) {
            int count = Math.min(STEP, to - start);
            for (int i = 0; i < count; i++) {
                texts.set(i, start + i);
                accepted[start + i] = false;
            }
            int size = select(count);
            for (int i = 0; i < size; i++) {
                accepted[start + kept[i]] = true;
            }
        }
    }

    private int select(int count) {
        batch.rowCount(count);
        return evaluator.select(batch, rows, count, kept);
    }
}
