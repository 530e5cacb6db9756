package io.millrace.core.number;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.LocalDate;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

class CivilDateTest {
    /** All days that microseconds in 64 bits reach. */
    @Property(tries = 20_000)
    void countsAsJavaDoes(@ForAll @LongRange(min = -106_751_992, max = 106_751_992) long epochDay) {
        LocalDate java = LocalDate.ofEpochDay(epochDay);
        long date = CivilDate.of(epochDay);
        assertEquals(java.getYear(), CivilDate.year(date));
        assertEquals(java.getMonthValue(), CivilDate.month(date));
        assertEquals(java.getDayOfMonth(), CivilDate.day(date));
        assertEquals(epochDay, CivilDate.epochDay(java.getYear(), java.getMonthValue(), java.getDayOfMonth()));
    }
}
