package io.millrace.core.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.core.event.ColumnBatch;
import io.millrace.core.event.DataType;
import io.millrace.core.event.Dictionary;
import io.millrace.core.event.TextVector;
import io.millrace.core.plan.BoundExpression;
import io.millrace.core.plan.BoundExpression.Call;
import io.millrace.core.plan.BoundExpression.Cast;
import io.millrace.core.plan.BoundExpression.Constant;
import io.millrace.core.plan.BoundExpression.UserCall;
import io.millrace.core.plan.ScalarFunction;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EntryMemoTest {
    private int calls;

    private UserCall counted(DataType type) {
        return new UserCall(
                new SampleFunction("counted", List.of(DataType.TEXT), type, true, values -> {
                    calls++;
                    return result(type, (String) values.get(0));
                }),
                List.of(OneText.COLUMN),
                type);
    }

    private static @Nullable Object result(DataType type, @Nullable String text) {
        if (text == null || text.equals("null")) {
            return null;
        }
        return switch (type.kind()) {
            case TEXT -> text.toUpperCase(Locale.ROOT);
            case FLOAT64 -> text.equals("nan") ? Double.NaN : text.length() / 2.0;
            case BOOLEAN -> text.length() == 1;
            default -> (long) text.length();
        };
    }

    private static List<@Nullable Object> results(DataType type, @Nullable String... texts) {
        return Arrays.stream(texts)
                .<@Nullable Object>map(text -> result(type, text))
                .toList();
    }

    @Test
    void evaluatesEachEntryOnceWhateverTheType() {
        for (DataType type : List.of(DataType.TEXT, DataType.FLOAT64, DataType.BOOLEAN, DataType.INT64, Samples.WIDE)) {
            calls = 0;
            OneText texts = new OneText(counted(type));
            assertEquals(results(type, "a", "bb", "a", "null"), texts.values("a", "bb", "a", "null"));
            assertEquals(results(type, "bb", "a"), texts.values("bb", "a"));
            assertEquals(results(type, "ccc", null, "a", null), texts.values("ccc", null, "a", null));
            assertEquals(results(type, null, "null"), texts.values(null, "null"));
            assertEquals(5, calls, type.sql());
        }
    }

    @Test
    void evaluatesAgainWhereTheDictionaryIsAnother() {
        OneText texts = new OneText(counted(DataType.INT64));
        assertEquals(List.of(1L, 2L), texts.values("a", "bb"));
        assertEquals(List.of(3L, 3L), texts.repeatingValues("abc", "abc"));
        assertEquals(4, calls);
        assertEquals(List.of(2L, 1L), texts.values("bb", "a"));
        assertEquals(4, calls);
    }

    @Test
    void remembersNothingOfLargeDictionaries() {
        OneText texts = new OneText(counted(DataType.INT64), ColumnBatch.MAX_ROWS);
        int batches = EntryMemo.MOST_ENTRIES / ColumnBatch.MAX_ROWS;
        String[] last = new String[0];
        for (int batch = 0; batch <= batches; batch++) {
            int first = batch * ColumnBatch.MAX_ROWS;
            last = IntStream.range(first, first + ColumnBatch.MAX_ROWS)
                    .mapToObj(Integer::toString)
                    .toArray(String[]::new);
            texts.values(last);
        }
        calls = 0;
        assertEquals(6L, texts.values(last).get(0));
        assertEquals(ColumnBatch.MAX_ROWS, calls);
    }

    @Test
    void countsWhatIsNotFiniteForEveryRow() {
        OneText texts = new OneText(counted(DataType.FLOAT64));
        texts.values("nan", "a", "nan", null, "null");
        assertEquals(2, texts.evaluator.nonFinite());
        texts.values("nan");
        texts.values("a", "b");
        assertEquals(3, texts.evaluator.nonFinite());
        assertEquals(5, calls, "nan, a, b, null as text and null");
        OneText cast = new OneText(new Cast(OneText.COLUMN, DataType.FLOAT64, true, true));
        assertEquals(Arrays.asList(null, null, 1.0, null, null), cast.values("NaN", "-infinity", "1", "x", "NaN"));
        assertEquals(3, cast.evaluator.nonFinite());
        assertEquals(Arrays.asList(null, 1.0), cast.repeatingValues("NaN", "1"));
        assertEquals(4, cast.evaluator.nonFinite());
        Call sum = new Call(
                ScalarFunction.ADD,
                List.of(new Cast(OneText.COLUMN, DataType.FLOAT64, false, true), new Constant(DataType.FLOAT64, 1e308)),
                DataType.FLOAT64,
                true);
        BoundExpression condition = new Call(
                ScalarFunction.GREATER, List.of(sum, new Constant(DataType.FLOAT64, 0.0)), DataType.BOOLEAN, true);
        OneText large = new OneText(condition);
        assertEquals(Arrays.asList(null, true, null), large.values("1e308", "1", "1e308"));
        assertEquals(2, large.evaluator.nonFinite());
    }

    @Test
    void givesTextsADictionaryThatHoldsFromBatchToBatch() {
        OneText texts = new OneText(OneText.call(ScalarFunction.LOWER, DataType.TEXT));
        TextVector first = (TextVector) texts.vector("A", "b", "B", "a");
        Dictionary dictionary = first.dictionary();
        long id = dictionary.id();
        assertTrue(dictionary.isDistinct());
        assertEquals(2, dictionary.size());
        int code = first.code(0);
        TextVector second = (TextVector) texts.vector("c", "a");
        assertEquals(id, second.dictionary().id());
        assertEquals(code, second.code(1));
        assertEquals(3, second.dictionary().size());
    }

    /** The results are forgotten with the dictionary they stand in, and found again. */
    @Test
    void beginsANewDictionaryOfTextsWhereTheOldOneIsFull() {
        OneText texts = new OneText(OneText.call(ScalarFunction.LOWER, DataType.TEXT));
        long id = ((TextVector) texts.vector("A")).dictionary().id();
        String[] large =
                IntStream.range(0, 60).mapToObj(i -> "X".repeat(1 << 17) + i).toArray(String[]::new);
        texts.vector(large);
        TextVector after = (TextVector) texts.vector("A", large[1], "B");
        assertNotEquals(id, after.dictionary().id());
        assertEquals("a", after.text(0));
        assertEquals(large[1].toLowerCase(Locale.ROOT), after.text(1));
        assertEquals("b", after.text(2));
        assertEquals(3, after.dictionary().size());
    }

    @Test
    void failsForRowsThatHaveTheEntryAndNoOthers() {
        OneText texts = new OneText(new Cast(OneText.COLUMN, DataType.INT64, false, true));
        assertEquals(List.of(1L), texts.values("1"));
        for (int turn = 0; turn < 2; turn++) {
            assertThrows(EvaluationException.class, () -> texts.values("2", "x"));
        }
        assertEquals(List.of(2L, 1L), texts.values("2", "1"));
        assertEquals(Collections.singletonList(null), texts.values((String) null));
    }
}
