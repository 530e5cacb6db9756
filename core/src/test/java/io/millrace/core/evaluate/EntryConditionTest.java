package io.millrace.core.evaluate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.core.event.DataType;
import io.millrace.core.event.Dictionary;
import io.millrace.core.plan.BoundExpression;
import io.millrace.core.plan.BoundExpression.Call;
import io.millrace.core.plan.BoundExpression.Cast;
import io.millrace.core.plan.BoundExpression.Column;
import io.millrace.core.plan.BoundExpression.Constant;
import io.millrace.core.plan.ScalarFunction;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EntryConditionTest {
    private static final Column TYPE = new Column(2, DataType.TEXT, true);
    private static final Column OTHER = new Column(1, DataType.TEXT, true);

    private static BoundExpression call(ScalarFunction function, BoundExpression... arguments) {
        return new Call(function, List.of(arguments), DataType.BOOLEAN, true);
    }

    private static BoundExpression is(Column column, String text) {
        return call(ScalarFunction.EQUAL, column, new Constant(DataType.TEXT, text));
    }

    private static boolean[] answers(BoundExpression condition, int from, String... entries) {
        boolean[] accepted = new boolean[entries.length];
        EntryCondition.of(condition).orElseThrow().accept(Dictionary.of(entries), from, entries.length, accepted);
        return accepted;
    }

    @Test
    void answersForEveryEntry() {
        assertArrayEquals(new boolean[] {false, true, false}, answers(is(TYPE, "b"), 0, "a", "b", "bb"));
        BoundExpression in =
                call(ScalarFunction.IN, TYPE, new Constant(DataType.TEXT, "a"), new Constant(DataType.TEXT, "bb"));
        assertArrayEquals(new boolean[] {true, false, true}, answers(in, 0, "a", "b", "bb"));
        assertEquals(2, EntryCondition.of(in).orElseThrow().column());
    }

    @Test
    void leavesEntriesBeforeTheFirstAlone() {
        assertArrayEquals(new boolean[] {false, false, true}, answers(is(TYPE, "b"), 1, "b", "a", "b"));
    }

    @Test
    void answersForMoreEntriesThanOneStep() {
        String[] entries = IntStream.range(0, 1000).mapToObj(Integer::toString).toArray(String[]::new);
        boolean[] accepted = answers(is(TYPE, "777"), 0, entries);
        for (int code = 0; code < entries.length; code++) {
            assertEquals(code == 777, accepted[code]);
        }
    }

    @Test
    void tellsOfNull() {
        assertTrue(EntryCondition.of(call(ScalarFunction.IS_NULL, TYPE))
                .orElseThrow()
                .acceptsNull());
        EntryCondition equality = EntryCondition.of(is(TYPE, "b")).orElseThrow();
        assertFalse(equality.acceptsNull());
        boolean[] accepted = new boolean[1];
        equality.accept(Dictionary.of("b"), 0, 1, accepted);
        assertTrue(accepted[0], "the null before is forgotten");
    }

    /** What can fail, or is counted, must not be asked of entries that no row has. */
    @Test
    void isNoneWhereMoreThanTheAnswerShows() {
        assertTrue(EntryCondition.of(call(ScalarFunction.EQUAL, TYPE, OTHER)).isEmpty());
        BoundExpression number = new Cast(TYPE, DataType.INT64, false, true);
        assertTrue(EntryCondition.of(call(ScalarFunction.EQUAL, number, new Constant(DataType.INT64, 1L)))
                .isEmpty());
        assertTrue(EntryCondition.of(TYPE).isEmpty());
    }
}
