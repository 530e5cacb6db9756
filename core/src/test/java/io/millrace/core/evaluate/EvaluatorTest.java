package io.millrace.core.evaluate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.core.event.ColumnBatch;
import io.millrace.core.event.ColumnVector;
import io.millrace.core.event.DataType;
import io.millrace.core.event.DictionaryEncoder;
import io.millrace.core.event.Field;
import io.millrace.core.event.Schema;
import io.millrace.core.plan.BoundExpression;
import io.millrace.core.plan.BoundExpression.Call;
import io.millrace.core.plan.BoundExpression.Cast;
import io.millrace.core.plan.BoundExpression.Column;
import io.millrace.core.plan.BoundExpression.Constant;
import io.millrace.core.plan.ScalarFunction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;

class EvaluatorTest {
    private static final int CAPACITY = 200;
    private static final int TURNS = 6;

    private int failures;
    private int successes;

    @Example
    void everyOperationOfEveryTypeAndNullPatternMeansWhatItShould() {
        Random random = new Random(1);
        for (ScalarFunction function : ScalarFunction.values()) {
            for (DataType type : Expressions.argumentTypes(function)) {
                for (Samples.Nulls first : Samples.Nulls.values()) {
                    for (Samples.Nulls second : Samples.Nulls.values()) {
                        for (int turn = 0; turn < TURNS; turn++) {
                            Call call = new Expressions(random).call(function, type, 0);
                            check(call, random, first, second);
                        }
                    }
                }
            }
        }
        assertTrue(failures > 20 && successes > 2000, failures + " failures, " + successes + " successes");
    }

    @Example
    void everyUsersFunctionMeansWhatItShould() {
        Random random = new Random(3);
        for (DataType type : Samples.TYPES) {
            for (Samples.Nulls nulls : Samples.Nulls.values()) {
                for (int turn = 0; turn < 60; turn++) {
                    check(new Expressions(random).userCall(type, 1), random, nulls, Samples.Nulls.SOME);
                }
            }
        }
        assertTrue(failures > 20 && successes > 1000, failures + " failures, " + successes + " successes");
    }

    @Example
    void everyCastMeansWhatItShould() {
        Random random = new Random(2);
        for (DataType from : Samples.TYPES) {
            for (DataType to : Samples.TYPES) {
                BoundExpression strict = new Cast(Expressions.column(from, 0), to, false, true);
                BoundExpression lenient = new Cast(Expressions.column(from, 1), to, true, true);
                if (Expressions.isCast(from, to)) {
                    for (int turn = 0; turn < 40; turn++) {
                        check(strict, random, Samples.Nulls.SOME);
                        check(lenient, random, Samples.Nulls.SOME);
                    }
                } else {
                    assertThrows(IllegalArgumentException.class, () -> Evaluator.of(strict, 1));
                }
            }
        }
        assertTrue(failures > 20, failures + " failures");
    }

    @Property(tries = 6000)
    void everyExpressionMeansWhatItShould(@ForAll Random random) {
        DataType type = Samples.TYPES.get(random.nextInt(Samples.TYPES.size()));
        Samples.Nulls[] patterns = new Samples.Nulls[3];
        Arrays.setAll(patterns, i -> Samples.Nulls.values()[random.nextInt(3)]);
        check(new Expressions(random).expression(type, 1 + random.nextInt(3)), random, patterns);
    }

    @Property(tries = 4000)
    void everyConditionMeansWhatItShould(@ForAll Random random) {
        check(new Expressions(random).expression(DataType.BOOLEAN, 1 + random.nextInt(3)), random, Samples.Nulls.SOME);
    }

    /** Evaluates several batches with one evaluator, so that what it remembers is put to use. */
    private void check(BoundExpression expression, Random random, Samples.Nulls... nulls) {
        Evaluator evaluator = Evaluator.of(expression, CAPACITY);
        Interpreter interpreter = new Interpreter();
        ColumnBatch batch = new ColumnBatch(Samples.schema(), CAPACITY);
        DictionaryEncoder encoder = new DictionaryEncoder();
        for (int turn = 0; turn < 3; turn++) {
            List<@Nullable Object[]> rows = Samples.rows(random.nextInt(12), random, nulls);
            if (random.nextInt(3) == 0) {
                encoder.dictionary().clear();
                encoder = new DictionaryEncoder();
            }
            Samples.fill(batch, rows, random.nextInt(4) == 0 ? null : encoder);
            int[] chosen = choose(rows.size(), random);
            if (!checkBatch(expression, evaluator, interpreter, batch, rows, chosen)) {
                return;
            }
            assertEquals(interpreter.nonFinite, evaluator.nonFinite(), expression::toString);
        }
    }

    private static int[] choose(int rows, Random random) {
        int density = random.nextInt(5);
        return Arrays.stream(Selection.all(rows))
                .filter(row -> random.nextInt(4) < density)
                .toArray();
    }

    /** Whether the batch had values, not a failure. */
    private boolean checkBatch(
            BoundExpression expression,
            Evaluator evaluator,
            Interpreter interpreter,
            ColumnBatch batch,
            List<@Nullable Object[]> rows,
            int[] chosen) {
        List<@Nullable Object> expected = new ArrayList<>();
        try {
            for (int row : chosen) {
                expected.add(interpreter.value(expression, rows.get(row)));
            }
        } catch (Interpreter.Failure failure) {
            assertThrows(
                    EvaluationException.class,
                    () -> evaluator.evaluate(batch, chosen.clone(), chosen.length),
                    expression::toString);
            failures++;
            return false;
        }
        successes++;
        int[] given = chosen.clone();
        ColumnVector values = evaluator.evaluate(batch, given, given.length);
        assertArrayEquals(chosen, given);
        for (int i = 0; i < chosen.length; i++) {
            Object value = Samples.value(values, expression.type(), chosen[i]);
            String row = Arrays.toString(rows.get(chosen[i]));
            assertEquals(expected.get(i), value, () -> expression + " of " + row);
        }
        if (expression.type() == DataType.BOOLEAN) {
            checkSelect(expression, evaluator, interpreter, batch, rows, chosen);
        }
        return true;
    }

    private static void checkSelect(
            BoundExpression expression,
            Evaluator evaluator,
            Interpreter interpreter,
            ColumnBatch batch,
            List<@Nullable Object[]> rows,
            int[] chosen) {
        int[] expected = Arrays.stream(chosen)
                .filter(row -> Boolean.TRUE.equals(interpreter.value(expression, rows.get(row))))
                .toArray();
        int[] kept = chosen.clone();
        int count = evaluator.select(batch, kept, kept.length, kept);
        assertArrayEquals(expected, Arrays.copyOf(kept, count), expression::toString);
    }

    @Example
    void aConditionOnTextSeesEachEntryOnceAndOnlyWhenARowHasIt() {
        ColumnBatch batch = new ColumnBatch(new Schema(List.of(Field.nullable("t", DataType.TEXT))), 4);
        DictionaryEncoder encoder = new DictionaryEncoder();
        batch.texts(0).dictionary(encoder.dictionary());
        int bad = encoder.encode("never");
        batch.rowCount(3);
        batch.texts(0).set(0, encoder.encode("5"));
        batch.texts(0).set(1, bad);
        batch.texts(0).set(2, encoder.encode("7"));
        BoundExpression number = new Cast(new Column(0, DataType.TEXT, true), DataType.INT64, false, true);
        BoundExpression condition = new Call(
                ScalarFunction.GREATER, List.of(number, new Constant(DataType.INT64, 6L)), DataType.BOOLEAN, true);
        Evaluator evaluator = Evaluator.of(condition, 4);
        int[] kept = new int[4];
        assertEquals(1, evaluator.select(batch, new int[] {0, 2}, 2, kept));
        assertEquals(2, kept[0]);
        for (int turn = 0; turn < 2; turn++) {
            EvaluationException failure = assertThrows(
                    EvaluationException.class, () -> evaluator.select(batch, new int[] {0, 1, 2}, 3, kept));
            assertEquals("cast('never' as bigint): not an integer; try_cast gives null instead", failure.getMessage());
        }
        batch.texts(0).set(1, encoder.encode("8"));
        assertEquals(2, evaluator.select(batch, new int[] {0, 1, 2}, 3, kept));
        assertArrayEquals(new int[] {1, 2}, Arrays.copyOf(kept, 2));
    }

    @Example
    void messagesTellOperationAndValues() {
        assertEquals(
                "9223372036854775807 + 1 lies outside int64",
                message(ScalarFunction.ADD, DataType.INT64, Long.MAX_VALUE, 1L));
        assertEquals(
                "-9223372036854775808 - 1 lies outside int64",
                message(ScalarFunction.SUBTRACT, DataType.INT64, Long.MIN_VALUE, 1L));
        assertEquals(
                "4294967296 * 4294967296 lies outside int64",
                message(ScalarFunction.MULTIPLY, DataType.INT64, 1L << 32, 1L << 32));
        assertEquals(
                "-(-9223372036854775808) lies outside int64",
                message(ScalarFunction.NEGATE, DataType.INT64, Long.MIN_VALUE));
        assertEquals(
                "abs(-9223372036854775808) lies outside int64",
                message(ScalarFunction.ABS, DataType.INT64, Long.MIN_VALUE));
        assertEquals(
                "9999999999999999.99 + 0.01 needs more digits than decimal(18, 2) has; cast to double",
                message(ScalarFunction.ADD, Samples.WIDE, 999_999_999_999_999_999L, 1L));
        assertEquals(
                "-9999999999999999.99 - 0.01 needs more digits than decimal(18, 2) has; cast to double",
                message(ScalarFunction.SUBTRACT, Samples.WIDE, -999_999_999_999_999_999L, 1L));
        assertEquals(
                "4294967296 * 4294967296 needs more digits than decimal(18, 0) has; cast to double",
                message(ScalarFunction.MULTIPLY, Samples.WHOLE, 1L << 32, 1L << 32));
    }

    @Example
    void messagesOfCastsTellTheValue() {
        assertEquals(
                "cast(12345.678 as decimal(5, 1)): more than 4 digits before the point; try_cast gives null instead",
                castMessage(DataType.FLOAT64, 12345.678, Samples.NARROW));
        assertEquals(
                "cast(12345.67 as decimal(5, 1)): more than 4 digits before the point; try_cast gives null instead",
                castMessage(Samples.WIDE, 1_234_567L, Samples.NARROW));
        assertEquals(
                "cast('12345.67' as decimal(5, 1)): more than 4 digits before the point; try_cast gives null instead",
                castMessage(DataType.TEXT, "12345.67", Samples.NARROW));
        assertEquals(
                "cast(true as decimal(1, 1)): more than 0 digits before the point; try_cast gives null instead",
                castMessage(DataType.BOOLEAN, true, DataType.decimal(1, 1)));
        assertEquals(
                "cast('never' as double): not a number; try_cast gives null instead",
                castMessage(DataType.TEXT, "never", DataType.FLOAT64));
    }

    private static String castMessage(DataType from, Object value, DataType to) {
        return message(new Cast(new Constant(from, value), to, false, true));
    }

    private static String message(ScalarFunction function, DataType type, Object... values) {
        List<BoundExpression> constants = new ArrayList<>();
        for (Object value : values) {
            constants.add(new Constant(type, value));
        }
        return message(new Call(function, constants, type, false));
    }

    private static String message(BoundExpression expression) {
        Evaluator evaluator = Evaluator.of(expression, 1);
        ColumnBatch batch = new ColumnBatch(new Schema(List.of()), 1);
        return String.valueOf(assertThrows(EvaluationException.class, () -> evaluator.evaluate(batch, new int[] {0}, 1))
                .getMessage());
    }

    @Example
    void refusesWhatTheBinderDoesNotMake() {
        Constant number = new Constant(DataType.INT64, 1L);
        Constant text = new Constant(DataType.TEXT, "x");
        refused(ScalarFunction.ADD, DataType.INT64, number);
        refused(ScalarFunction.ADD, DataType.INT64, number, text);
        refused(ScalarFunction.ADD, DataType.TEXT, text, text);
        refused(ScalarFunction.EQUAL, DataType.INT64, number, number);
        refused(ScalarFunction.DIVIDE, DataType.FLOAT64, number, number);
        refused(ScalarFunction.AND, DataType.BOOLEAN);
        refused(ScalarFunction.FLOOR, DataType.INT64, number);
        refused(ScalarFunction.MODULO, Samples.WHOLE, decimal(Samples.WHOLE), decimal(Samples.WHOLE));
        refused(ScalarFunction.ADD, Samples.WIDE, decimal(Samples.WIDE), decimal(Samples.WHOLE));
        refused(ScalarFunction.MULTIPLY, Samples.WIDE, decimal(Samples.WIDE), decimal(Samples.WIDE));
        refused(ScalarFunction.EQUAL, DataType.BOOLEAN, decimal(Samples.WIDE), decimal(Samples.WHOLE));
        refused(ScalarFunction.SUBSTRING, DataType.TEXT, text, text);
        refused(ScalarFunction.LIKE, DataType.BOOLEAN, text, new Column(0, DataType.TEXT, true));
        refused(ScalarFunction.LIKE, DataType.BOOLEAN, text, new Constant(DataType.TEXT, "\\"));
        refused(ScalarFunction.JSON_VALUE, DataType.TEXT, text, text);
        IllegalArgumentException moving =
                assertThrows(IllegalArgumentException.class, () -> Evaluator.of(new BoundExpression.AsOf(-1), 1));
        assertEquals(
                "a time that moves with the as-of time has no value: AsOf.at makes it a constant first: AsOf[shift=-1]",
                moving.getMessage());
        refused(ScalarFunction.IN, DataType.BOOLEAN, number, new Column(0, DataType.INT64, true));
        Evaluator evaluator = Evaluator.of(number, 1);
        ColumnBatch batch = new ColumnBatch(Samples.schema(), 2);
        assertThrows(IllegalStateException.class, () -> evaluator.select(batch, new int[1], 1, new int[1]));
        assertThrows(IllegalArgumentException.class, () -> evaluator.evaluate(batch, new int[1], 1));
    }

    private static Constant decimal(DataType type) {
        return new Constant(type, 1L);
    }

    private static void refused(ScalarFunction function, DataType type, BoundExpression... arguments) {
        Call call = new Call(function, List.of(arguments), type, true);
        assertThrows(IllegalArgumentException.class, () -> Evaluator.of(call, 1));
    }

    @Example
    void countsResultsThatAreNotFinite() {
        Column column = new Column(0, DataType.FLOAT64, true);
        Evaluator evaluator =
                Evaluator.of(new Call(ScalarFunction.MULTIPLY, List.of(column, column), DataType.FLOAT64, true), 4);
        ColumnBatch batch = new ColumnBatch(new Schema(List.of(Field.nullable("x", DataType.FLOAT64))), 4);
        batch.rowCount(3);
        batch.doubles(0).set(0, 1e200);
        batch.doubles(0).set(1, Double.NaN);
        batch.doubles(0).set(2, -0.0);
        ColumnVector result = evaluator.evaluate(batch, Selection.all(3), 3);
        assertTrue(result.isNull(0) && result.isNull(1) && !result.isNull(2));
        assertEquals(1, evaluator.nonFinite());
    }

    @Example
    void handsOutAColumnAsItIs() {
        ColumnBatch batch = new ColumnBatch(Samples.schema(), 4);
        Column column = Expressions.column(DataType.INT64, 1);
        assertEquals(batch.column(1), Evaluator.of(column, 4).evaluate(batch, Selection.all(4), 4));
    }
}
