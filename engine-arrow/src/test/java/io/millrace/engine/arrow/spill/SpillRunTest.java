package io.millrace.engine.arrow.spill;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.core.run.ResourceException;
import io.millrace.core.run.SpillSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.RootAllocator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpillRunTest {
    private static final int PARTITIONS = 3;

    @TempDir
    Path root;

    private final RootAllocator allocator = new RootAllocator();
    private SpillFolder folder;

    @BeforeEach
    void open() {
        open(64, Long.MAX_VALUE);
    }

    private void open(int blockBytes, long mostBytes) {
        folder = new SpillFolder(new SpillSettings(root, mostBytes), new DiskFiles(), blockBytes);
    }

    @AfterEach
    void leavesNothing() throws IOException {
        folder.close();
        allocator.close();
        try (var paths = Files.list(root)) {
            assertEquals(List.of(), paths.toList());
        }
    }

    /** What each partition is written with: numbers of all sizes and bytes of all lengths. */
    private static List<Object> values(int partition) {
        Random random = new Random(partition);
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < 100 * partition; i++) {
            values.add(random.nextLong() >>> random.nextInt(64));
            byte[] bytes = new byte[random.nextInt(200)];
            random.nextBytes(bytes);
            values.add(bytes);
        }
        return values;
    }

    private SpillRun write() {
        try (ArrowBuf buffer = allocator.buffer(folder.blockBytes());
                RunWriter writer = folder.create(PARTITIONS, buffer)) {
            for (int partition = 0; partition < PARTITIONS; partition++) {
                writer.startPartition();
                BlockWriter out = writer.blocks();
                for (Object value : values(partition)) {
                    if (value instanceof Long number) {
                        out.putVarint(number);
                        out.putLong(~number);
                        out.putLow(number, 3);
                    } else {
                        byte[] bytes = (byte[]) value;
                        out.putVarint(bytes.length);
                        out.putBytes(bytes, 0, bytes.length);
                    }
                }
            }
            return writer.finish();
        }
    }

    private void read(SpillRun run) {
        try (OpenRun open = folder.open(run);
                ArrowBuf buffer = allocator.buffer(folder.blockBytes())) {
            for (int partition = PARTITIONS - 1; partition >= 0; partition--) {
                assertEquals(partition > 0, open.has(partition));
                BlockReader in = open.reader(partition, buffer);
                for (Object value : values(partition)) {
                    assertTrue(in.hasNext());
                    if (value instanceof Long number) {
                        assertEquals(number, in.readVarint());
                        assertEquals(~number, in.readLong());
                        assertEquals(number & 0xffffff, in.readLow(3));
                    } else {
                        byte[] bytes = new byte[in.readLength()];
                        in.readBytes(bytes, bytes.length);
                        assertArrayEquals((byte[]) value, bytes);
                    }
                }
                assertFalse(in.hasNext());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {9, 17, 64, 1000, 1 << 16})
    void bringsBackWhatWasWritten(int blockBytes) throws IOException {
        open(blockBytes, Long.MAX_VALUE);
        SpillRun run = write();
        assertEquals(Files.size(run.file()), run.bytes());
        assertEquals(run.bytes(), folder.spilled());
        read(run);
        folder.delete(run);
        assertFalse(Files.exists(run.file()));
    }

    private void assertDamaged(SpillRun run, String how) {
        var failure = assertThrows(ResourceException.class, () -> read(run), how);
        assertTrue(failure.getMessage().startsWith("the spill file " + run.file() + " is damaged at byte "), how);
    }

    @Test
    void noticesEveryFlippedBit() throws IOException {
        SpillRun run = write();
        byte[] content = Files.readAllBytes(run.file());
        Random random = new Random(7);
        for (int i = 0; i < 3000; i++) {
            byte[] damaged = content.clone();
            // the first blocks, header by header, and then anywhere
            int bit = i < 1500 ? i : random.nextInt(content.length * 8);
            damaged[bit >> 3] ^= (byte) (1 << (bit & 7));
            Files.write(run.file(), damaged);
            assertDamaged(run, "bit " + bit);
        }
        Files.write(run.file(), content);
        read(run);
    }

    @Test
    void noticesEveryLostEnd() throws IOException {
        SpillRun run = write();
        byte[] content = Files.readAllBytes(run.file());
        Random random = new Random(7);
        for (int i = 0; i < 500; i++) {
            int length = i < 200 ? content.length - 1 - i : random.nextInt(content.length);
            Files.write(run.file(), Arrays.copyOf(content, length));
            assertDamaged(run, "of length " + length);
        }
    }

    /** Each block alone is right; a block in another's place is not. */
    @Test
    void noticesBlocksThatChangedPlaces() throws IOException {
        SpillRun run = write();
        byte[] content = Files.readAllBytes(run.file());
        byte[] first = Arrays.copyOfRange(content, 0, 64);
        System.arraycopy(content, 64, content, 0, 64);
        System.arraycopy(first, 0, content, 64, 64);
        Files.write(run.file(), content);
        assertDamaged(run, "two blocks exchanged");
    }

    @Test
    void takesNoMoreOfTheDiskThanItMay() {
        SpillRun run = write();
        long size = run.bytes();
        folder.close();
        open(64, size + size / 2);
        SpillRun first = write();
        var failure = assertThrows(ResourceException.class, this::write);
        assertTrue(
                failure.getMessage().startsWith("state of ")
                        && failure.getMessage().contains("no more than " + (size + size / 2) + " bytes"),
                failure.getMessage());
        read(first);
    }
}
