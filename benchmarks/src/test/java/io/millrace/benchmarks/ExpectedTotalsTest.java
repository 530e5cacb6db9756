package io.millrace.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.millrace.benchmarks.KeyedEvents.Keys;
import io.millrace.core.event.ColumnBatch;
import io.millrace.core.event.DataType;
import io.millrace.core.event.Field;
import io.millrace.core.event.Schema;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A gate lets through what is right and nothing else. */
final class ExpectedTotalsTest {
    private static ExpectedTotals expected() {
        ExpectedTotals expected = new ExpectedTotals();
        expected.add(7L, 2);
        expected.add(7L, 3);
        expected.add(8L, -1);
        return expected;
    }

    private static ColumnBatch matrix(long[]... rows) {
        Schema schema = Schema.of(
                Field.required("user", DataType.INT64),
                Field.required("events", DataType.INT64),
                Field.required("total", DataType.INT64));
        ColumnBatch batch = new ColumnBatch(schema, rows.length);
        batch.rowCount(rows.length);
        for (int row = 0; row < rows.length; row++) {
            for (int column = 0; column < 3; column++) {
                batch.longs(column).set(row, rows[row][column]);
            }
        }
        return batch;
    }

    private static String refused(ColumnBatch matrix) {
        ExpectedTotals expected = expected();
        return assertThrows(IllegalStateException.class, () -> {
                    expected.write(matrix);
                    expected.commit();
                })
                .getMessage();
    }

    @Test
    void takesTheRightMatrix() {
        ExpectedTotals expected = expected();
        expected.write(matrix(new long[] {7, 2, 5}, new long[] {8, 1, -1}));
        expected.commit();
    }

    @Test
    void refusesEveryOther() {
        assertEquals(
                "the matrix says 3 and 5 of 7, not 2 and 5",
                refused(matrix(new long[] {7, 3, 5}, new long[] {8, 1, -1})));
        assertEquals(
                "the matrix says 1 and 1 of 8, not 1 and -1",
                refused(matrix(new long[] {7, 2, 5}, new long[] {8, 1, 1})));
        assertEquals("the matrix lacks 1 keys, 8 among them", refused(matrix(new long[] {7, 2, 5})));
        assertEquals(
                "the matrix has a row of 7 that no event is left for",
                refused(matrix(new long[] {7, 2, 5}, new long[] {7, 2, 5}, new long[] {8, 1, -1})));
        assertEquals(
                "the matrix has a row of 9 that no event is left for",
                refused(matrix(new long[] {9, 1, 0}, new long[] {7, 2, 5}, new long[] {8, 1, -1})));
    }

    @ParameterizedTest
    @EnumSource(Keys.class)
    void takesWhatTheEngineGives(Keys keys) {
        List<int[]> users = List.of(new int[] {5, 0, 5, 2, 2, 2}, new int[] {2, 9, 0});
        new KeyedRun(keys, users, 2, () -> {}).requireExpected();
    }
}
