package io.millrace.cli.render;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class AmountsTest {
    @Test
    void showsBytesWithThreeDigits() {
        assertEquals("0 B", Amounts.bytes(0));
        assertEquals("999 B", Amounts.bytes(999));
        assertEquals("1 KiB", Amounts.bytes(1024));
        assertEquals("1.50 MiB", Amounts.bytes(3 << 19));
        assertEquals("54.0 GiB", Amounts.bytes(54L << 30));
        assertEquals("8 EiB", Amounts.bytes(Long.MAX_VALUE));
    }

    @Test
    void showsTimesInTheUnitThatFits() {
        assertEquals("0 ms", Amounts.duration(Duration.ZERO));
        assertEquals("999 ms", Amounts.duration(Duration.ofNanos(999_400_000)));
        assertEquals("1 s", Amounts.duration(Duration.ofNanos(999_600_000)));
        assertEquals("12.3 s", Amounts.duration(Duration.ofMillis(12_345)));
        assertEquals("2 min 5 s", Amounts.duration(Duration.ofSeconds(125)));
        assertEquals("3 h 2 min", Amounts.duration(Duration.ofMinutes(182)));
    }

    @Test
    void showsNumbersWithSixDigits() {
        assertEquals("0", Amounts.number(-0.0));
        assertEquals("0.333333", Amounts.number(1.0 / 3));
        assertEquals("1234570", Amounts.number(1_234_567.8));
        assertEquals("12", Amounts.number(12));
        assertEquals("1E+20", Amounts.number(1e20));
        assertEquals("0.00001", Amounts.number(1e-5));
        assertEquals("7.41 M", Amounts.quantity(7_412_345));
        assertEquals("1,234,567", Amounts.count(1_234_567));
        assertEquals("1 row", Amounts.count(1, "row"));
    }
}
