package io.millrace.parquet.page;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.JulianFields;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Decoders of single values, against java.time, BigInteger and ByteBuffer. */
final class ValuesTest {
    private final Random random = new Random(5);

    private static byte[] withSlack(byte[] bytes) {
        return Arrays.copyOf(bytes, bytes.length + LittleEndian.SLACK);
    }

    @Test
    void readsInt96TimesOfAnyYear() {
        for (String text : new String[] {
            "1970-01-01T00:00:00", "0001-01-01T00:00:00.000001", "1582-10-04T23:59:59.999999999", "1600-02-29T12:00:00",
            "1677-09-21T00:12:43", "2262-04-11T23:47:17", "2500-06-01T01:02:03.123456789", "9999-12-31T23:59:59.999999"
        }) {
            LocalDateTime time = LocalDateTime.parse(text);
            byte[] stored = ByteBuffer.allocate(12)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putLong(time.toLocalTime().toNanoOfDay())
                    .putInt((int) time.getLong(JulianFields.JULIAN_DAY))
                    .array();
            Int96Times values = new Int96Times();
            values.start(withSlack(stored), 0, stored.length);
            long[] read = new long[1];
            values.read(read, 0, 1);
            long expected = ChronoUnit.MICROS.between(
                    LocalDateTime.ofEpochSecond(0, 0, ZoneOffset.UTC), time.truncatedTo(ChronoUnit.MICROS));
            assertEquals(expected, read[0], text);
        }
    }

    @Test
    void refusesInt96TimesBeyondMicroseconds() {
        byte[] stored = ByteBuffer.allocate(12)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(0)
                .putInt(Integer.MAX_VALUE)
                .array();
        Int96Times values = new Int96Times();
        values.start(withSlack(stored), 0, stored.length);
        assertThrows(ValueProblem.class, () -> values.read(new long[1], 0, 1));
    }

    @Test
    void readsDecimalsOfAnyLength() {
        for (int round = 0; round < 20_000; round++) {
            byte[] stored = new byte[1 + random.nextInt(12)];
            random.nextBytes(stored);
            if (round % 2 == 0) {
                Arrays.fill(
                        stored, 0, stored.length - 1 - random.nextInt(stored.length), (byte) (round % 4 == 0 ? 0 : -1));
            }
            BigInteger number = new BigInteger(stored);
            int precision = 1 + random.nextInt(18);
            boolean fits = number.abs().compareTo(BigInteger.TEN.pow(precision)) < 0;
            BinaryDecimals values = new BinaryDecimals(new FixedBinary(stored.length), precision);
            values.start(withSlack(stored), 0, stored.length);
            long[] read = new long[1];
            if (fits) {
                values.read(read, 0, 1);
                assertEquals(number.longValueExact(), read[0]);
            } else {
                assertThrows(ValueProblem.class, () -> values.read(read, 0, 1));
            }
        }
    }

    @Test
    void readsSplitStreams() {
        int count = 77;
        double[] doubles = random.doubles(count).toArray();
        byte[] plain = new byte[count * Double.BYTES];
        ByteBuffer.wrap(plain).order(ByteOrder.LITTLE_ENDIAN).asDoubleBuffer().put(doubles);
        byte[] split = new byte[plain.length];
        for (int i = 0; i < plain.length; i++) {
            split[i % Double.BYTES * count + i / Double.BYTES] = plain[i];
        }
        double[] read = new double[count];
        SplitDoubles values = new SplitDoubles(Double.BYTES);
        values.start(withSlack(split), 0, split.length);
        values.read(read, 0, 30);
        values.read(read, 30, count - 30);
        assertArrayEquals(doubles, read);
        assertThrows(Damage.class, () -> values.read(read, 0, 1));
        assertThrows(Damage.class, () -> values.start(split, 0, split.length - 1));
        PlainDoubles plainValues = new PlainDoubles();
        plainValues.start(withSlack(plain), 0, plain.length);
        plainValues.read(read, 0, count);
        assertArrayEquals(doubles, read);
        assertThrows(Damage.class, () -> plainValues.read(read, 0, 1));
    }

    @Test
    void refusesByteStringsBeyondTheEnd() {
        PlainBinary values = new PlainBinary();
        for (int length : new int[] {-1, 2, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
            byte[] page = ByteBuffer.allocate(5)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putInt(length)
                    .put((byte) 'x')
                    .array();
            values.start(withSlack(page), 0, page.length);
            assertThrows(Damage.class, values::next);
        }
    }
}
