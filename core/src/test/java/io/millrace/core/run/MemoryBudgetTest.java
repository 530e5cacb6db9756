package io.millrace.core.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class MemoryBudgetTest {
    @ParameterizedTest
    @CsvSource({
        "512m, 536870912",
        "1g, 1073741824",
        "2GiB, 2147483648",
        "64 kb, 65536",
        "1T, 1099511627776",
        "100, 100",
        "7b, 7"
    })
    void readsAmounts(String text, long bytes) {
        assertEquals(new MemoryBudget(bytes), MemoryBudget.parse(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "lots", "1.5g", "-1m", "0", "g", "1gg", "9999999999t"})
    void refusesWhatIsNoAmount(String text) {
        assertThrows(IllegalArgumentException.class, () -> MemoryBudget.parse(text));
    }

    @Test
    void printsTheLargestUnitThatDividesIt() {
        assertEquals("512m", new MemoryBudget(512 << 20).toString());
        assertEquals("1g", new MemoryBudget(1 << 30).toString());
        assertEquals("1025", new MemoryBudget(1025).toString());
    }
}
