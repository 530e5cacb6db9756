package io.millrace.engine.arrow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.arrow.memory.ArrowBuf;

class LongSumTest {
    private static final int CELLS = 3;

    @Property(tries = 500)
    void isTheSumHoweverSplit(@ForAll List<Long> values) {
        try (StateMemory memory = TestState.memory();
                ArrowBuf cells = memory.allocate((long) CELLS * LongSum.BYTES)) {
            long base = cells.memoryAddress();
            for (int i = 0; i < values.size(); i++) {
                LongSum.add(base + (long) (i % CELLS) * LongSum.BYTES, values.get(i));
            }
            LongSum.merge(base, base + LongSum.BYTES);
            LongSum.merge(base, base + 2L * LongSum.BYTES);
            BigInteger expected = values.stream().map(BigInteger::valueOf).reduce(BigInteger.ZERO, BigInteger::add);
            assertEquals(expected, LongSum.integer(base));
            assertEquals(!values.isEmpty(), LongSum.isAny(base));
        }
    }

    @Example
    void tellsZerosFromNothing() {
        try (StateMemory memory = TestState.memory();
                ArrowBuf cell = memory.allocate(LongSum.BYTES)) {
            assertFalse(LongSum.isAny(cell.memoryAddress()));
            LongSum.touch(cell.memoryAddress());
            assertTrue(LongSum.isAny(cell.memoryAddress()));
            assertEquals(BigInteger.ZERO, LongSum.integer(cell.memoryAddress()));
            LongSum.add(cell.memoryAddress(), -3);
            LongSum.touch(cell.memoryAddress());
            assertEquals(BigInteger.valueOf(-3), LongSum.integer(cell.memoryAddress()));
        }
    }
}
