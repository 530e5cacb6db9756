package io.millrace.core.feature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimesTest {
    @ParameterizedTest
    @CsvSource({
        "2024-10-31, 2024-10-31T00:00:00Z",
        "2024-10-31 12:00, 2024-10-31T12:00:00Z",
        "2024-10-31 12:00:00, 2024-10-31T12:00:00Z",
        "2024-10-31 12:00:00.25, 2024-10-31T12:00:00.25Z",
        "2024-10-31T12:00:00Z, 2024-10-31T12:00:00Z",
        "2024-10-31T12:00:00+02:00, 2024-10-31T10:00:00Z",
        "2024-10-31 12:00:00 +0230, 2024-10-31T09:30:00Z",
        "2024-10-31 12:00:00-08, 2024-10-31T20:00:00Z",
        "2024-10-31 12:00:00 UTC, 2024-10-31T12:00:00Z",
        "2024-02-29, 2024-02-29T00:00:00Z",
        "1969-12-31 23:59:59.9999999, 1969-12-31T23:59:59.999999Z",
        "'2024-10-31 00:00:00.0000009999999999999', 2024-10-31T00:00:00Z",
        "+10000-01-01, +10000-01-01T00:00:00Z",
    })
    void readsDatesAndTimes(String text, Instant expected) {
        assertEquals(expected, Times.parse(text));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2024-13-01 | '\"2024-13-01\" does not exist: the month is 13, and must be 1 to 12'",
                "2024-02-30 | '\"2024-02-30\" does not exist: February 2024 has days 1 to 29'",
                "2023-02-29 | '\"2023-02-29\" does not exist: February 2023 has days 1 to 28'",
                "2024-10-00 | '\"2024-10-00\" does not exist: October 2024 has days 1 to 31'",
                "2024-10-31 24:00 | '\"2024-10-31 24:00\" does not exist: the hour is 24, and must be 0 to 23'",
                "2024-10-31 23:59:60 | '\"2024-10-31 23:59:60\" does not exist: the second is 60, and must be 0 to 59'",
                "31.10.2024 | '\"31.10.2024\" is no date or time; write for example 2024-10-31, 2024-10-31 12:00:00 (UTC) or 2024-10-31T12:00:00+02:00'",
                "+300000-01-01 | '\"+300000-01-01\" lies beyond what microseconds in 64 bits can tell'",
            })
    void saysWhatIsWrong(String text, String message) {
        IllegalArgumentException thrown = assertThrows(IllegalArgumentException.class, () -> Times.parse(text));
        assertEquals(message, thrown.getMessage());
    }

    @Property
    void readsWhatItPrints(@ForAll long micros) {
        assertEquals(micros, Times.parseMicros(Times.print(micros)));
    }

    @Property
    void agreesWithTheIsoFormat(
            @ForAll @LongRange(min = -62_000_000_000L, max = 200_000_000_000L) long second,
            @ForAll @IntRange(max = 999_999_999) int nano,
            @ForAll @IntRange(min = -1080, max = 1080) int offset) {
        LocalDateTime local = LocalDateTime.ofEpochSecond(second, nano, ZoneOffset.UTC);
        OffsetDateTime time = local.atOffset(ZoneOffset.ofTotalSeconds(offset * 60));
        String text = time.format(DateTimeFormatter.ISO_OFFSET_DATE_TIME);
        assertEquals(time.toInstant().truncatedTo(ChronoUnit.MICROS), Times.parse(text));
    }
}
