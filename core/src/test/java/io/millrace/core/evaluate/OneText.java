package io.millrace.core.evaluate;

import io.millrace.core.event.ColumnBatch;
import io.millrace.core.event.ColumnVector;
import io.millrace.core.event.DataType;
import io.millrace.core.event.Dictionary;
import io.millrace.core.event.DictionaryEncoder;
import io.millrace.core.event.Field;
import io.millrace.core.event.Schema;
import io.millrace.core.plan.BoundExpression;
import io.millrace.core.plan.BoundExpression.Call;
import io.millrace.core.plan.BoundExpression.Column;
import io.millrace.core.plan.BoundExpression.Constant;
import io.millrace.core.plan.ScalarFunction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** Batches of one text column for one evaluator. */
final class OneText {
    static final Column COLUMN = new Column(0, DataType.TEXT, true);
    private static final int FEW = 64;

    final Evaluator evaluator;
    private final BoundExpression expression;
    private final ColumnBatch batch;
    private final DictionaryEncoder encoder = new DictionaryEncoder();

    OneText(BoundExpression expression) {
        this(expression, FEW);
    }

    OneText(BoundExpression expression, int capacity) {
        this.expression = expression;
        this.batch = new ColumnBatch(Schema.of(Field.nullable("t", DataType.TEXT)), capacity);
        this.evaluator = Evaluator.of(expression, capacity);
    }

    /** A call over the column and further constants, of which integers are {@link Long}. */
    static Call call(ScalarFunction function, DataType type, Object... constants) {
        List<BoundExpression> arguments = new ArrayList<>(List.of(COLUMN));
        for (Object constant : constants) {
            arguments.add(new Constant(constant instanceof Long ? DataType.INT64 : DataType.TEXT, constant));
        }
        return new Call(function, arguments, type, true);
    }

    /** The results for a batch of these texts, whose dictionary goes on from batch to batch. */
    List<@Nullable Object> values(@Nullable String... texts) {
        batch.texts(0).dictionary(encoder.dictionary());
        return values(encoder::encode, texts);
    }

    /** The same with a dictionary of its own, whose entries repeat. */
    List<@Nullable Object> repeatingValues(@Nullable String... texts) {
        Dictionary repeating = new Dictionary(false);
        batch.texts(0).dictionary(repeating);
        return values(
                text -> {
                    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
                    return repeating.append(utf8, 0, utf8.length);
                },
                texts);
    }

    private List<@Nullable Object> values(ToIntFunction<String> codes, @Nullable String[] texts) {
        ColumnVector vector = vector(codes, texts);
        List<@Nullable Object> values = new ArrayList<>();
        for (int row = 0; row < texts.length; row++) {
            values.add(Samples.value(vector, expression.type(), row));
        }
        return values;
    }

    /** The vector of results. */
    ColumnVector vector(@Nullable String... texts) {
        batch.texts(0).dictionary(encoder.dictionary());
        return vector(encoder::encode, texts);
    }

    private ColumnVector vector(ToIntFunction<String> codes, @Nullable String[] texts) {
        batch.clear();
        batch.rowCount(texts.length);
        for (int row = 0; row < texts.length; row++) {
            String text = texts[row];
            if (text == null) {
                batch.column(0).setNull(row);
            } else {
                batch.texts(0).set(row, codes.applyAsInt(text));
            }
        }
        return evaluator.evaluate(batch, Selection.all(texts.length), texts.length);
    }
}
