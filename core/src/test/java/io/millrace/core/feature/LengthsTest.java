package io.millrace.core.feature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LengthsTest {
    @ParameterizedTest
    @CsvSource({
        "30d, P30D",
        "12h, PT12H",
        "90m, PT90M",
        "45s, PT45S",
        "2w, P14D",
        "7 days, P7D",
        "1 Day, P1D",
        "1 week 2 days 3 hours 4 minutes 5 seconds, P9DT3H4M5S",
        "1d12h, PT36H",
        "1.5 days, PT36H",
        "0.000001 seconds, PT0.000001S",
        "-7 days, P-7D",
    })
    void readsLengths(String text, Duration expected) {
        assertEquals(expected, Lengths.parse(text));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "30 months | '\"30 months\": months and years are not always equally long; write days or weeks, for example 30d for a month'",
                "1 year | '\"1 year\": months and years are not always equally long; write days or weeks, for example 30d for a month'",
                "7 dayz | '\"7 dayz\": dayz is no unit of time; did you mean days?'",
                "30 | '\"30\" is no length of time; write for example 30d, 12h, 90m, 45s, 2w or 7 days'",
                "'' | '\"\" is no length of time; write for example 30d, 12h, 90m, 45s, 2w or 7 days'",
                "0.1 seconds 0.0000001 s | '\"0.1 seconds 0.0000001 s\" cannot be told in whole microseconds in 64 bits'",
                "99999999999999 weeks | '\"99999999999999 weeks\" cannot be told in whole microseconds in 64 bits'",
            })
    void saysWhatIsWrong(String text, String message) {
        IllegalArgumentException thrown = assertThrows(IllegalArgumentException.class, () -> Lengths.parse(text));
        assertEquals(message, thrown.getMessage());
    }

    @Property
    void readsWhatItPrints(@ForAll long micros) {
        assertEquals(micros, Lengths.parseMicros(Lengths.print(micros)));
    }

    @ParameterizedTest
    @CsvSource({"P30D, 30 days", "P1D, 1 day", "PT36H, 36 hours", "PT90M, 90 minutes", "PT0S, 0 seconds"})
    void printsTheLargestUnitThatDivides(Duration length, String expected) {
        assertEquals(expected, Lengths.print(length));
    }
}
