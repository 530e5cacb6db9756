package io.millrace.core.number;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeFormatTest {
    private static long parse(String format, String text) {
        byte[] bytes = ("x" + text + "x").getBytes(StandardCharsets.UTF_8);
        return TimeFormat.of(format).parse(bytes, 1, bytes.length - 1);
    }

    private static long micros(LocalDateTime time) {
        return ChronoUnit.MICROS.between(LocalDateTime.of(1970, 1, 1, 0, 0), time);
    }

    @Property
    void readsWhatTheJdkWrites(@ForAll @LongRange(min = 946_684_800, max = 4_102_444_799L) long second) {
        LocalDateTime time = LocalDateTime.ofEpochSecond(second, 0, ZoneOffset.UTC);
        for (String pattern : new String[] {
            "M/d/yyyy h:mm:ss a",
            "dd.MM.yyyy HH:mm:ss",
            "yyyyMMddHHmmss",
            "MMM d yy 'at' H:m:s",
            "yyyy-MM-dd'T'HH:mm:ssXXX"
        }) {
            String text = time.atOffset(ZoneOffset.UTC).format(DateTimeFormatter.ofPattern(pattern, Locale.US));
            assertEquals(second * 1_000_000, parse(pattern, text), pattern + ": " + text);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "epoch-s, 1730332800, 1730332800000000",
        "epoch-s, -1, -1000000",
        "epoch-ms, 1730332800123, 1730332800123000",
        "epoch-us, 1730332800123456, 1730332800123456",
    })
    void readsTimeSinceTheEpoch(String format, String text, long micros) {
        assertEquals(micros, parse(format, text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"+02", "+0200", "+02:00"})
    void readsZones(String zone) {
        long expected = OffsetDateTime.parse("2024-10-31T12:00:00+02:00").toEpochSecond() * 1_000_000;
        assertEquals(expected, parse("d/M/yyyy H:m X", "31/10/2024 12:00 " + zone));
    }

    @ParameterizedTest
    @CsvSource({
        "M/d/yyyy h:mm a, 10/31/2024 0:30 AM",
        "M/d/yyyy h:mm a, 10/31/2024 13:30 PM",
        "M/d/yyyy h:mm a, 10/31/2024 3:30 XM",
        "M/d/yyyy, 2/30/2024",
        "M/d/yyyy, 2/3/24",
        "M/d/yyyy, '2/3/2024 '",
        "M/d/yyyy, ''",
        "MMM d yyyy, Foo 3 2024",
        "yyyy-MM-dd X, '2024-10-31 '",
        "epoch-s, 12x",
        "epoch-s, ''",
        "epoch-s, -",
        "epoch-s, 99999999999999999",
    })
    void refusesOtherText(String format, String text) {
        assertEquals(TimeFormat.NONE, parse(format, text));
    }

    @ParameterizedTest
    @CsvSource({
        "M/d, has no y",
        "yyyy-MM-dd h, h and a",
        "yyyy-MM-dd Q, no part",
        "yyyy-MM-dd 'at, apostrophe",
    })
    void refusesWhatIsNoPattern(String pattern, String reason) {
        var problem = assertThrows(IllegalArgumentException.class, () -> TimeFormat.of(pattern));
        assertTrue(String.valueOf(problem.getMessage()).contains(reason), problem.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"31.10.2024 12:00:00,5", "31.10.2024 12:00:00,500000", "31.10.2024 12:00:00,5000009"})
    void floorsFractionsToMicroseconds(String text) {
        LocalDateTime time = LocalDateTime.of(2024, 10, 31, 12, 0, 0, 500_000_000);
        assertEquals(micros(time), parse("d.M.yyyy HH:mm:ss,S", text));
    }
}
