package io.millrace.parquet.page;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.millrace.core.port.ReadLimits;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The DELTA encodings, against an encoder over BigInteger. */
final class DeltaTest {
    private static final BigInteger WRAP_64 = BigInteger.ONE.shiftLeft(64);
    private static final BigInteger WRAP_32 = BigInteger.ONE.shiftLeft(32);
    private final Random random = new Random(11);

    private static void varint(ByteArrayOutputStream out, BigInteger value) {
        BigInteger rest = value;
        while (rest.bitLength() > 7) {
            out.write(rest.intValue() & 0x7f | 0x80);
            rest = rest.shiftRight(7);
        }
        out.write(rest.intValue());
    }

    private static BigInteger zigzag(BigInteger value) {
        return value.signum() < 0 ? value.negate().shiftLeft(1).subtract(BigInteger.ONE) : value.shiftLeft(1);
    }

    /** The difference as a signed number of so many bits. */
    private static BigInteger wrapped(BigInteger value, BigInteger wrap) {
        BigInteger low = value.mod(wrap);
        return low.compareTo(wrap.shiftRight(1)) >= 0 ? low.subtract(wrap) : low;
    }

    private static byte[] encode(long[] values, boolean narrow, int block, int miniblocks) {
        BigInteger wrap = narrow ? WRAP_32 : WRAP_64;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        varint(out, BigInteger.valueOf(block));
        varint(out, BigInteger.valueOf(miniblocks));
        varint(out, BigInteger.valueOf(values.length));
        varint(out, zigzag(BigInteger.valueOf(values.length == 0 ? 0 : values[0])));
        for (int from = 1; from < values.length; from += block) {
            int to = Math.min(values.length, from + block);
            BigInteger[] deltas = new BigInteger[to - from];
            BigInteger least = null;
            for (int i = from; i < to; i++) {
                deltas[i - from] =
                        wrapped(BigInteger.valueOf(values[i]).subtract(BigInteger.valueOf(values[i - 1])), wrap);
                least = least == null ? deltas[i - from] : least.min(deltas[i - from]);
            }
            varint(out, zigzag(least));
            encode(deltas, least.negate(), wrap, block / miniblocks, miniblocks, out);
        }
        return out.toByteArray();
    }

    private static void encode(
            BigInteger[] deltas,
            BigInteger shift,
            BigInteger wrap,
            int size,
            int miniblocks,
            ByteArrayOutputStream out) {
        int[] widths = new int[miniblocks];
        for (int i = 0; i < deltas.length; i++) {
            deltas[i] = deltas[i].add(shift).mod(wrap);
            widths[i / size] = Math.max(widths[i / size], deltas[i].bitLength());
        }
        for (int width : widths) {
            out.write(width);
        }
        for (int first = 0; first < deltas.length; first += size) {
            BitOutput bits = new BitOutput();
            for (int i = first; i < first + size; i++) {
                bits.add(i < deltas.length ? deltas[i].longValue() : 0, widths[first / size]);
            }
            out.writeBytes(bits.bytes());
        }
    }

    private static byte[] withSlack(byte[] bytes) {
        return Arrays.copyOf(bytes, bytes.length + LittleEndian.SLACK);
    }

    private long value(boolean narrow, int bits) {
        long wide = random.nextInt(10) == 0
                ? random.nextBoolean() ? Long.MAX_VALUE : Long.MIN_VALUE
                : random.nextLong() >> 64 - bits;
        return narrow ? (int) wide : wide;
    }

    @ParameterizedTest
    @CsvSource({"128, 4", "8, 1", "1024, 1", "64, 8", "256, 32"})
    void readsWhatAnotherEncoderWrites(int block, int miniblocks) {
        for (int round = 0; round < 100; round++) {
            boolean narrow = round % 2 == 0;
            int bits = 1 + random.nextInt(64);
            long[] values = new long[random.nextInt(700)];
            Arrays.setAll(values, i -> value(narrow, bits));
            byte[] encoded = encode(values, narrow, block, miniblocks);
            DeltaLongs reader = new DeltaLongs(narrow);
            reader.start(withSlack(encoded), 0, encoded.length);
            assertEquals(values.length, reader.total());
            long[] read = new long[values.length];
            int at = 0;
            while (at < read.length) {
                int count = Math.min(1 + random.nextInt(90), read.length - at);
                reader.read(read, at, count);
                at += count;
            }
            assertArrayEquals(values, read);
            assertEquals(encoded.length, reader.endOfValues());
            assertThrows(Damage.class, () -> reader.read(new long[1], 0, 1));
        }
    }

    @Test
    void refusesWhatIsCutOff() {
        long[] values = new long[300];
        Arrays.setAll(values, i -> random.nextLong());
        byte[] encoded = encode(values, false, 128, 4);
        for (int length = 1; length < encoded.length - 300; length += 7) {
            int end = length;
            assertThrows(Damage.class, () -> {
                DeltaLongs reader = new DeltaLongs(false);
                reader.start(withSlack(Arrays.copyOf(encoded, end)), 0, end);
                reader.read(new long[300], 0, 300);
            });
        }
    }

    private List<String> texts(int count) {
        List<String> texts = new ArrayList<>();
        String last = "";
        for (int i = 0; i < count; i++) {
            String kept = last.substring(0, random.nextInt(last.length() + 1));
            last = kept + "x".repeat(random.nextInt(3)) + random.nextInt(1 << random.nextInt(20));
            texts.add(random.nextInt(10) == 0 ? "" : last);
        }
        return texts;
    }

    private static void check(List<String> texts, BinaryValues values, byte[] encoded) {
        values.start(withSlack(encoded), 0, encoded.length);
        for (String text : texts) {
            values.next();
            assertEquals(text, new String(values.bytes, values.offset, values.length, StandardCharsets.UTF_8));
        }
        assertThrows(Damage.class, values::next);
    }

    private static byte[] lengths(List<String> texts) {
        return encode(texts.stream().mapToLong(String::length).toArray(), true, 128, 4);
    }

    @Test
    void readsTextsBehindTheirLengths() {
        for (int round = 0; round < 50; round++) {
            List<String> texts = texts(random.nextInt(600));
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            out.writeBytes(lengths(texts));
            texts.forEach(text -> out.writeBytes(text.getBytes(StandardCharsets.UTF_8)));
            check(texts, new DeltaLengthBinary(), out.toByteArray());
        }
    }

    @Test
    void readsTextsThatShareTheirBeginnings() {
        for (int round = 0; round < 50; round++) {
            List<String> texts = texts(random.nextInt(600));
            long[] prefixes = new long[texts.size()];
            List<String> suffixes = new ArrayList<>();
            String last = "";
            for (int i = 0; i < prefixes.length; i++) {
                String now = texts.get(i);
                int shared = 0;
                while (shared < Math.min(last.length(), now.length()) && last.charAt(shared) == now.charAt(shared)) {
                    shared++;
                }
                prefixes[i] = shared;
                suffixes.add(now.substring(shared));
                last = now;
            }
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            out.writeBytes(encode(prefixes, true, 128, 4));
            out.writeBytes(lengths(suffixes));
            suffixes.forEach(text -> out.writeBytes(text.getBytes(StandardCharsets.UTF_8)));
            check(texts, new DeltaBinary(allowance()), out.toByteArray());
        }
    }

    @Test
    void refusesPrefixesLongerThanTheTextBefore() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(encode(new long[] {0, 5}, true, 128, 4));
        out.writeBytes(encode(new long[] {3, 1}, true, 128, 4));
        out.writeBytes("abcd".getBytes(StandardCharsets.UTF_8));
        DeltaBinary values = new DeltaBinary(allowance());
        values.start(withSlack(out.toByteArray()), 0, out.size());
        values.next();
        assertThrows(Damage.class, values::next);
    }

    private static Allowance allowance() {
        Allowance allowance = new Allowance(ReadLimits.DEFAULT);
        allowance.start(0, ReadLimits.FREE_BYTES, 1);
        return allowance;
    }
}
