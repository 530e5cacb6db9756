package io.millrace.core.feature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeListTest {
    @Test
    void readsTimesAndSeriesInWrittenOrder() {
        assertEquals(days("2024-11-30", "2024-10-31"), TimeList.parse("2024-11-30, 2024-10-31"));
        assertEquals(days("2024-07-31", "2024-08-07", "2024-08-14"), TimeList.parse("2024-07-31..2024-08-20/7d"));
        assertEquals(
                days("2024-10-01", "2024-10-02", "2024-10-03", "2024-12-31"),
                TimeList.parse("2024-10-01..2024-10-03 / 1 day, 2024-12-31"));
        assertEquals(days("2024-10-01"), TimeList.parse("2024-10-01..2024-10-01/1d"));
        assertEquals(
                List.of(Instant.parse("2024-10-31T10:00:00.250Z"), Instant.parse("2024-10-31T10:30:00.250Z")),
                TimeList.parse("2024-10-31T12:00:00.25+02:00..2024-10-31T11:00Z/30m"));
    }

    @Test
    void goesToTheEndOfTime() {
        Instant last = Times.toInstant(Long.MAX_VALUE);
        List<Instant> times = TimeList.parse("+294246-12-31.." + last + "/3d");
        assertEquals(Instant.parse("+294247-01-09T00:00:00Z"), times.get(times.size() - 1));
    }

    @Test
    void takesTenThousandTimes() {
        String text = "2000-01-01.." + Instant.parse("2000-01-01T00:00:00Z").plus(Duration.ofHours(9_999)) + "/1h";
        assertEquals(10_000, TimeList.parse(text).size());
        String message = assertThrows(IllegalArgumentException.class, () -> TimeList.parse(text + ",2024-01-01"))
                .getMessage();
        assertTrue(message.endsWith("lists more than 10000 times; take longer steps or fewer times"), message);
        assertThrows(IllegalArgumentException.class, () -> TimeList.parse("0001-01-01..9999-01-01/0.000001s"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`` | \"\" lacks a time beside a comma; write for example 2024-10-31,2024-11-30",
                "2024-10-31, | \"2024-10-31,\" lacks a time beside a comma; write for example 2024-10-31,2024-11-30",
                "2024-10-31..2024-11-30 | \"2024-10-31..2024-11-30\" says no step; write for example 2024-07-31..2024-10-31/7d",
                "..2024-11-30/7d | \"..2024-11-30/7d\" lacks its start or its end; write for example 2024-07-31..2024-10-31/7d",
                "2024-11-30../7d | \"2024-11-30../7d\" lacks its start or its end; write for example 2024-07-31..2024-10-31/7d",
                "2024-11-30..2024-10-31/7d | \"2024-11-30..2024-10-31/7d\" ends before it starts",
                "2024-10-30..2024-10-31/0d | \"2024-10-30..2024-10-31/0d\": a step goes forward; write for example 2024-07-31..2024-10-31/7d",
                "2024-10-30..2024-10-31/-1d | \"2024-10-30..2024-10-31/-1d\": a step goes forward; write for example 2024-07-31..2024-10-31/7d",
            })
    void saysWhatIsWrong(String text, String message) {
        assertEquals(
                message,
                assertThrows(IllegalArgumentException.class, () -> TimeList.parse(text))
                        .getMessage());
    }

    @Test
    void passesOnWhatIsWrongWithATimeOrALength() {
        assertTrue(message("2024-10-32").contains("October 2024 has days 1 to 31"), message("2024-10-32"));
        assertTrue(message("2024-10-01..2024-11-01/1 month").contains("months and years"), "months");
    }

    private static String message(String text) {
        return String.valueOf(assertThrows(IllegalArgumentException.class, () -> TimeList.parse(text))
                .getMessage());
    }

    private static List<Instant> days(String... days) {
        return Arrays.stream(days).map(day -> Instant.parse(day + "T00:00:00Z")).toList();
    }
}
