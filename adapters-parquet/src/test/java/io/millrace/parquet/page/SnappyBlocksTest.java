package io.millrace.parquet.page;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.airlift.compress.MalformedInputException;
import io.airlift.compress.snappy.SnappyCompressor;
import io.airlift.compress.snappy.SnappyDecompressor;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Blocks that another library made, sound and damaged, against that library's own reading. */
final class SnappyBlocksTest {
    private static final int GUARD = 0x5a;
    private final SnappyBlocks ours = new SnappyBlocks();
    private final Random random = new Random(3);

    private byte[] content(int kind, int size) {
        byte[] content = new byte[size];
        switch (kind) {
            case 0 -> random.nextBytes(content);
            case 1 -> Arrays.fill(content, (byte) 7);
            case 2 -> {
                ByteBuffer longs = ByteBuffer.wrap(content);
                long value = 0;
                while (longs.remaining() >= Long.BYTES) {
                    value += random.nextInt(1 << 24);
                    longs.putLong(value);
                }
            }
            default -> {
                int period = 1 + random.nextInt(40);
                for (int i = 0; i < size; i++) {
                    content[i] = i < period || random.nextInt(30) == 0 ? (byte) random.nextInt() : content[i - period];
                }
            }
        }
        return content;
    }

    private static byte[] compress(byte[] content) {
        SnappyCompressor compressor = new SnappyCompressor();
        byte[] compressed = new byte[compressor.maxCompressedLength(content.length)];
        int length = compressor.compress(content, 0, content.length, compressed, 0, compressed.length);
        return Arrays.copyOf(compressed, length);
    }

    private byte[] uncompress(byte[] block, int size) {
        byte[] from = new byte[block.length + 5 + LittleEndian.SLACK];
        System.arraycopy(block, 0, from, 5, block.length);
        byte[] to = new byte[size + LittleEndian.SLACK];
        Arrays.fill(to, (byte) GUARD);
        int came = ours.decompress(from, 5, block.length, to, size);
        for (int i = size; i < to.length; i++) {
            assertEquals(GUARD, to[i], "nothing is written behind the end");
        }
        if (came != size) {
            throw new Damage(came + " bytes of " + size);
        }
        return Arrays.copyOf(to, size);
    }

    @Test
    void takesApartWhatAnotherLibraryMade() {
        for (int round = 0; round < 2_000; round++) {
            byte[] content = content(round % 4, random.nextInt(round < 1_900 ? 3_000 : 200_000));
            assertArrayEquals(content, uncompress(compress(content), content.length));
        }
    }

    @Test
    void readsOrRefusesDamagedBlocksAsThatLibraryDoes() {
        int refused = 0;
        for (int round = 0; round < 20_000; round++) {
            byte[] content = content(round % 4, 1 + random.nextInt(400));
            byte[] block = compress(content);
            block[random.nextInt(block.length)] ^= (byte) (1 << random.nextInt(8));
            if (round % 5 == 0) {
                block = Arrays.copyOf(block, random.nextInt(block.length));
            }
            byte[] expected = theirs(block, content.length);
            if (expected == null) {
                refused++;
                byte[] damaged = block;
                assertThrows(Damage.class, () -> uncompress(damaged, content.length));
            } else {
                assertArrayEquals(expected, uncompress(block, content.length));
            }
        }
        assertEquals(true, refused > 1_000 && refused < 19_000, refused + " were refused");
    }

    private static byte[] theirs(byte[] block, int size) {
        byte[] to = new byte[size];
        try {
            return new SnappyDecompressor().decompress(block, 0, block.length, to, 0, size) == size ? to : null;
        } catch (MalformedInputException | IllegalArgumentException e) {
            return null;
        }
    }
}
