package io.millrace.core.number;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextParserTest {
    private final TextParser parser = new TextParser();

    @Property
    void readsEveryInteger(@ForAll long value) {
        byte[] line = new byte[LongText.MAX_BYTES];
        int end = LongText.write(value, line, 0);
        assertEquals(Long.toString(value), new String(line, 0, end, UTF_8));
        assertNull(parser.parseLong(line, 0, end));
        assertEquals(value, parser.longValue());
    }

    @Test
    void readsTheEndsOfInt64AndNothingBeyond() {
        assertEquals(Long.MIN_VALUE, integer("-9223372036854775808"));
        assertEquals(Long.MAX_VALUE, integer("+9223372036854775807"));
        assertEquals(7, integer("007"));
        assertEquals("outside int64", problem("9223372036854775808"));
        assertEquals("outside int64", problem("-9223372036854775809"));
        assertEquals("outside int64", problem("100000000000000000000000000"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", "+", " 1", "1 ", "1.0", "1e3", "0x1", "--1", "9223372036854775808x", "٣"})
    void refusesWhatIsNoInteger(String text) {
        assertEquals("not an integer", problem(text));
    }

    @Property(tries = 5000)
    void readsDoublesAsJavaDoes(@ForAll("decimals") String text) {
        byte[] bytes = text.getBytes(UTF_8);
        String problem = parser.parseDouble(bytes, 0, bytes.length);
        double expected = Double.parseDouble(text) + 0.0;
        if (Double.isInfinite(expected)) {
            assertEquals("outside the range of doubles", problem);
        } else {
            assertNull(problem);
            assertEquals(expected, parser.doubleValue());
        }
    }

    @Provide
    Arbitrary<String> decimals() {
        Arbitrary<String> shortest = Arbitraries.longs()
                .map(Double::longBitsToDouble)
                .filter(Double::isFinite)
                .map(DoubleText::toString);
        Arbitrary<String> digits =
                Arbitraries.strings().numeric().ofMinLength(1).ofMaxLength(22);
        Arbitrary<String> points = digits.tuple2().map(pair -> "-" + pair.get1() + "." + pair.get2());
        Arbitrary<String> powers = Arbitraries.integers()
                .between(-400, 400)
                .flatMap(power -> digits.map(number -> "." + number + "e" + power));
        return Arbitraries.oneOf(shortest, digits, points, powers);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "-",
                "1e",
                "1e+",
                "e5",
                "NaN",
                "Infinity",
                "0x1p3",
                "1d",
                "1f",
                " 1",
                "1 ",
                "1,5",
                "1.2.3"
            })
    void refusesWhatIsNoNumber(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        assertEquals("not a number", parser.parseDouble(bytes, 0, bytes.length));
    }

    @ParameterizedTest
    @CsvSource({
        "2024-10-31, 2024-10-31T00:00:00Z",
        "2024-10-31 12:30, 2024-10-31T12:30:00Z",
        "2024-10-31T12:30:15, 2024-10-31T12:30:15Z",
        "2024-10-31T12:30:15.5Z, 2024-10-31T12:30:15.500Z",
        "2024-10-31T12:30:15.123456789+02:00, 2024-10-31T10:30:15.123456Z",
        "2024-10-31 12:30:15-0530, 2024-10-31T18:00:15Z",
        "2024-10-31 12:30:15+02, 2024-10-31T10:30:15Z",
        "2024-02-29, 2024-02-29T00:00:00Z",
        "1969-12-31 23:59:59.9999999, 1969-12-31T23:59:59.999999Z"
    })
    void readsTimes(String text, String instant) {
        byte[] bytes = text.getBytes(UTF_8);
        assertNull(parser.parseTimestamp(bytes, 0, bytes.length), text);
        assertEquals(ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(instant)), parser.longValue());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2024",
                "2024-10",
                "2024-10-31x",
                "2024-10-31 ",
                "2024-10-31T",
                "2024-10-31 12",
                "2024-10-31 12:30:",
                "2024-10-31 12:30:15.",
                "2024-10-31 12:30:15 Z",
                "2024-10-31 12:30:15Zx",
                "2024-10-31 12:30:15+2",
                "2024-10-31 12:30:15+02:",
                "2024-13-01",
                "2023-02-29",
                "2024-10-32",
                "2024-10-31 24:00",
                "2024-10-31 12:60",
                "2024-10-31 12:30:60",
                "31.10.2024",
                "2024/10/31",
                " 2024-10-31",
                "1730332800"
            })
    void refusesWhatIsNoTime(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        assertNotNull(parser.parseTimestamp(bytes, 0, bytes.length), text);
    }

    @Property
    void writesTimesThatReadBack(@ForAll @LongRange(min = -62135596800000000L, max = 253402300799999999L) long micros) {
        String text = TimestampText.toString(micros);
        byte[] bytes = text.getBytes(UTF_8);
        assertNull(parser.parseTimestamp(bytes, 0, bytes.length), text);
        assertEquals(micros, parser.longValue());
        LocalDateTime java = LocalDateTime.ofEpochSecond(
                Math.floorDiv(micros, 1_000_000L), (int) Math.floorMod(micros, 1_000_000L) * 1000, ZoneOffset.UTC);
        assertEquals(java, LocalDateTime.parse(text.replace(' ', 'T')));
    }

    @Test
    void writesTheEndsOfTime() {
        assertEquals("294247-01-10 04:00:54.775807", TimestampText.toString(Long.MAX_VALUE));
        assertEquals("-290308-12-21 19:59:05.224192", TimestampText.toString(Long.MIN_VALUE));
    }

    @Test
    void readsBooleans() {
        assertNull(parser.parseBoolean("TRUE".getBytes(UTF_8), 0, 4));
        assertEquals(1, parser.longValue());
        assertNull(parser.parseBoolean("xFalse".getBytes(UTF_8), 1, 6));
        assertEquals(0, parser.longValue());
        assertEquals("neither true nor false", parser.parseBoolean("1".getBytes(UTF_8), 0, 1));
    }

    private long integer(String text) {
        assertNull(problem(text));
        return parser.longValue();
    }

    private String problem(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        return parser.parseLong(bytes, 0, bytes.length);
    }
}
