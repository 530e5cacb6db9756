package io.millrace.benchmarks.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.millrace.core.event.DoubleVector;
import io.millrace.core.event.LongVector;
import org.junit.jupiter.api.Test;

class StoredColumnTest {
    @Test
    void keepsWholeNumbersAndNulls() {
        StoredColumn column = new StoredColumn(false);
        LongVector vector = new LongVector(3);
        vector.set(0, Long.MIN_VALUE);
        vector.setNull(1);
        vector.set(2, 3);
        for (int i = 0; i < 5000; i++) {
            column.addAll(vector, 3);
        }
        column.add(7L);
        column.addNull();
        assertEquals(15_002, column.size());
        assertEquals(Long.MIN_VALUE, column.cell(14_997));
        assertNull(column.cell(14_998));
        assertEquals(3L, column.cell(14_999));
        assertEquals(7L, column.cell(15_000));
        assertNull(column.cell(15_001));
    }

    @Test
    void keepsDoubles() {
        StoredColumn column = new StoredColumn(true);
        DoubleVector vector = new DoubleVector(2);
        vector.set(0, 0.1);
        vector.set(1, Double.MIN_VALUE);
        column.addAll(vector, 2);
        column.add(-1.5);
        assertEquals(0.1, column.cell(0));
        assertEquals(Double.MIN_VALUE, column.cell(1));
        assertEquals(-1.5, column.cell(2));
    }
}
