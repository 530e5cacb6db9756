package io.millrace.parquet.page;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.millrace.core.event.LongVector;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs and packed values of every width, against an encoder that writes bit by bit. */
final class HybridReaderTest {
    private final Random random = new Random(7);

    static int[] widths() {
        int[] widths = new int[33];
        Arrays.setAll(widths, width -> width);
        return widths;
    }

    /** Groups of eight packed values and runs by turns, of random lengths. */
    private byte[] encode(int[] values, int width) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int at = 0;
        while (at < values.length) {
            if (random.nextBoolean()) {
                int groups = Math.min(1 + random.nextInt(9), (values.length - at + 7) / 8);
                varint(out, groups << 1 | 1);
                BitOutput bits = new BitOutput();
                for (int i = at; i < at + groups * 8; i++) {
                    bits.add(i < values.length ? values[i] : 0, width);
                }
                out.writeBytes(bits.bytes());
                at += groups * 8;
            } else {
                int count = Math.min(1 + random.nextInt(40), values.length - at);
                Arrays.fill(values, at, at + count, values[at]);
                varint(out, count << 1);
                for (int shift = 0; shift < width; shift += 8) {
                    out.write(values[at] >>> shift);
                }
                at += count;
            }
        }
        return out.toByteArray();
    }

    private static void varint(ByteArrayOutputStream out, int value) {
        int rest = value;
        while (rest >>> 7 != 0) {
            out.write(rest & 0x7f | 0x80);
            rest >>>= 7;
        }
        out.write(rest);
    }

    private static byte[] withSlack(byte[] bytes) {
        return Arrays.copyOf(bytes, bytes.length + LittleEndian.SLACK);
    }

    @ParameterizedTest
    @MethodSource("widths")
    void readsEveryWidthInPiecesOfAnySize(int width) {
        for (int round = 0; round < 30; round++) {
            int[] values = new int[1 + random.nextInt(1_000)];
            Arrays.setAll(values, i -> width == 0 ? 0 : random.nextInt() >>> 32 - width);
            byte[] encoded = encode(values, width);
            HybridReader reader = new HybridReader();
            reader.start(withSlack(encoded), 0, encoded.length, width);
            int[] read = new int[values.length];
            int at = 0;
            while (at < read.length) {
                int count = Math.min(1 + random.nextInt(100), read.length - at);
                reader.read(read, at, count);
                at += count;
            }
            assertArrayEquals(values, read);
        }
    }

    @Test
    void refusesWhatGoesBeyondItsEnd() {
        int[] values = new int[100];
        Arrays.setAll(values, i -> random.nextInt(1 << 11));
        byte[] encoded = encode(values, 11);
        for (int length = 0; length < encoded.length - 1; length++) {
            HybridReader reader = new HybridReader();
            reader.start(withSlack(Arrays.copyOf(encoded, length)), 0, length, 11);
            assertThrows(Damage.class, () -> reader.read(new int[200], 0, 200));
        }
        HybridReader reader = new HybridReader();
        assertThrows(Damage.class, () -> reader.start(new byte[20], 0, 12, 33));
        assertThrows(Damage.class, () -> reader.start(new byte[20], 0, 12, -1));
        reader.start(new byte[] {2, 8, 0, 0, 0, 0, 0, 0, 0, 0}, 0, 2, 3);
        assertThrows(Damage.class, () -> reader.read(new int[1], 0, 1), "a repeated value wider than 3 bits");
    }

    @Test
    void refusesCodesBeyondTheDictionary() {
        Codes codes = new Codes();
        byte[] page = withSlack(new byte[] {3, 3, (byte) 0b10_001_000, (byte) 0b1_100_011, 0});
        codes.start(page, 0, 5, 8);
        int[] read = new int[8];
        codes.read(read, 0, 8);
        int largest = Arrays.stream(read).max().getAsInt();
        codes.start(page, 0, 5, largest + 1);
        codes.read(read, 0, 8);
        codes.start(page, 0, 5, largest);
        assertThrows(Damage.class, () -> codes.read(read, 0, 8));
        codes.start(page, 0, 0, 8);
        codes.read(read, 0, 0);
        assertThrows(Damage.class, () -> codes.read(read, 0, 1));
    }

    @Test
    void marksNulls() {
        for (int round = 0; round < 200; round++) {
            int[] levels = new int[1 + random.nextInt(500)];
            Arrays.setAll(levels, i -> random.nextInt(2));
            byte[] encoded = encode(levels, 1);
            Levels reader = new Levels();
            reader.start(withSlack(encoded), 0, encoded.length);
            LongVector vector = new LongVector(levels.length + 3);
            int present = 0;
            int at = 0;
            while (at < levels.length) {
                int count = Math.min(1 + random.nextInt(150), levels.length - at);
                present += reader.read(vector, at, count);
                at += count;
            }
            assertEquals(Arrays.stream(levels).sum(), present);
            for (int i = 0; i < levels.length; i++) {
                assertEquals(levels[i] == 0, vector.isNull(i));
            }
        }
    }
}
