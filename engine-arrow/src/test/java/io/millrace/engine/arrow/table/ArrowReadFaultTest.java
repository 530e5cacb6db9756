package io.millrace.engine.arrow.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.core.disk.DiskEvents;
import io.millrace.core.disk.DiskProvider;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.dictionary.Dictionary;
import org.apache.arrow.vector.dictionary.DictionaryProvider.MapDictionaryProvider;
import org.apache.arrow.vector.ipc.ArrowFileWriter;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.ipc.ArrowStreamWriter;
import org.apache.arrow.vector.ipc.ArrowWriter;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.DictionaryEncoding;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.util.Text;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever fails while Arrow reads a file, its memory is given back. The files have two dictionaries and two record batches. */
final class ArrowReadFaultTest {
    private static final int ROWS = 20;
    private static final ArrowType.Int CODES = new ArrowType.Int(32, true);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void releasesAllWhereAnyReadFails(boolean stream) throws IOException {
        Path file = write(stream);
        for (Supplier<IOException> failure : List.<Supplier<IOException>>of(
                () -> new IOException("no such sector"), ClosedByInterruptException::new)) {
            Reads healthy = new Reads(Integer.MAX_VALUE, failure);
            assertEquals(2 * ROWS, readThrough(healthy, file));
            assertTrue(healthy.count >= 7, "reads: " + healthy.count);
            for (int n = 1; n <= healthy.count; n++) {
                Reads faulty = new Reads(n, failure);
                IOException thrown = assertThrows(IOException.class, () -> readThrough(faulty, file), "read " + n);
                assertEquals(List.of(), List.of(thrown.getSuppressed()), "after read " + n);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void releasesAllWhereTheFileIsCutOff(boolean stream) throws IOException {
        byte[] bytes = Files.readAllBytes(write(stream));
        int refused = 0;
        for (int length = 0; length < bytes.length; length++) {
            refused += isRefused(Arrays.copyOf(bytes, length)) ? 1 : 0;
        }
        assertTrue(refused > bytes.length / 2, refused + " refused of " + bytes.length);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void releasesAllWhereAByteIsDamaged(boolean stream) throws IOException {
        byte[] bytes = Files.readAllBytes(write(stream));
        int refused = 0;
        for (int at = 0; at < bytes.length; at++) {
            byte[] damaged = bytes.clone();
            damaged[at] ^= 0x41;
            refused += isRefused(damaged) ? 1 : 0;
        }
        assertTrue(refused > 100, refused + " refused of " + bytes.length);
    }

    private boolean isRefused(byte[] bytes) throws IOException {
        Path file = Files.write(folder.resolve("damaged.arrow"), bytes);
        try {
            readThrough(DiskEvents.NONE, file);
            return false;
        } catch (IOException | RuntimeException e) {
            for (Throwable suppressed : e.getSuppressed()) {
                throw new AssertionError("beside " + e, suppressed);
            }
            assertTrue(!String.valueOf(e.getMessage()).contains("leaked"), e::getMessage);
            return true;
        }
    }

    /** Reads all rows; the allocator throws at its end where something is left in it. */
    private static long readThrough(DiskEvents events, Path file) throws IOException {
        DiskProvider disk = new DiskProvider(FileSystems.getDefault().provider());
        disk.watch(file, events);
        Path watched = disk.getFileSystem(URI.create("file:///")).getPath(file.toString());
        try (FileChannel channel = FileChannel.open(watched, StandardOpenOption.READ);
                BufferAllocator allocator = new RootAllocator(1 << 24);
                ArrowReader reader = ArrowFile.reader(channel, allocator)) {
            VectorSchemaRoot root = reader.getVectorSchemaRoot();
            long rows = 0;
            while (reader.loadNextBatch()) {
                rows += root.getRowCount();
            }
            return rows;
        }
    }

    private Path write(boolean stream) throws IOException {
        Path file = folder.resolve(stream ? "stream.arrow" : "file.arrow");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                BufferAllocator allocator = new RootAllocator();
                MapDictionaryProvider dictionaries =
                        new MapDictionaryProvider(dictionary(1, allocator), dictionary(2, allocator));
                VectorSchemaRoot root = new VectorSchemaRoot(List.<FieldVector>of(
                        new BigIntVector("n", allocator), coded(1, allocator), coded(2, allocator)));
                ArrowWriter writer = stream
                        ? new ArrowStreamWriter(root, dictionaries, channel)
                        : new ArrowFileWriter(root, dictionaries, channel)) {
            for (int batch = 0; batch < 2; batch++) {
                fill(root);
                writer.writeBatch();
            }
            writer.end();
        }
        return file;
    }

    private static Dictionary dictionary(long id, BufferAllocator allocator) {
        VarCharVector words = new VarCharVector("words" + id, allocator);
        words.setSafe(0, new Text("one"));
        words.setSafe(1, new Text("another"));
        words.setValueCount(2);
        return new Dictionary(words, new DictionaryEncoding(id, false, CODES));
    }

    private static IntVector coded(long id, BufferAllocator allocator) {
        DictionaryEncoding encoding = new DictionaryEncoding(id, false, CODES);
        return new IntVector("text" + id, new FieldType(true, CODES, encoding), allocator);
    }

    private static void fill(VectorSchemaRoot root) {
        for (int row = 0; row < ROWS; row++) {
            ((BigIntVector) root.getVector(0)).setSafe(row, row);
            ((IntVector) root.getVector(1)).setSafe(row, row % 2);
            ((IntVector) root.getVector(2)).setSafe(row, 0);
        }
        root.setRowCount(ROWS);
    }

    /** Fails the n-th read. */
    private static final class Reads implements DiskEvents {
        private final int failing;
        private final Supplier<IOException> failure;
        private int count;

        Reads(int failing, Supplier<IOException> failure) {
            this.failing = failing;
            this.failure = failure;
        }

        @Override
        public void before(Operation operation, Path path) throws IOException {
            if (operation == Operation.READ && ++count == failing) {
                throw failure.get();
            }
        }
    }
}
