package io.millrace.core.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ChannelPiecesTest {
    private static final int SIZE = 9_000_001;

    @TempDir
    Path folder;

    @Test
    void movesAllBytesAndKeepsLittleDirectMemory() throws IOException {
        byte[] bytes = new byte[SIZE];
        new Random(5).nextBytes(bytes);
        long before = direct();
        try (FileChannel channel = channel()) {
            ByteBuffer from = ByteBuffer.wrap(bytes, 1, SIZE - 1);
            ChannelPieces.write(channel, from);
            assertEquals(SIZE, from.position());
            assertEquals(SIZE - 1, channel.size());

            ByteBuffer into = ByteBuffer.allocate(SIZE);
            into.position(1);
            assertEquals(SIZE - 1, ChannelPieces.read(channel, into, 0));
            into.array()[0] = bytes[0];
            assertArrayEquals(bytes, into.array());
        }
        assertTrue(direct() - before < 1 << 20, () -> "direct memory grew by " + (direct() - before));
    }

    @Test
    void readsWhatThereIs() throws IOException {
        try (FileChannel channel = channel()) {
            ChannelPieces.write(channel, ByteBuffer.wrap(new byte[] {1, 2, 3}));
            ByteBuffer into = ByteBuffer.allocate(5);
            assertEquals(2, ChannelPieces.read(channel, into, 1));
            assertEquals(3, into.remaining());
        }
    }

    private FileChannel channel() throws IOException {
        return FileChannel.open(
                folder.resolve("file"), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    private static long direct() {
        return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .filter(pool -> pool.getName().equals("direct"))
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();
    }
}
