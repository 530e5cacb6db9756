package io.millrace.parquet;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.dataset.file.FileFormat;
import org.apache.arrow.dataset.file.FileSystemDatasetFactory;
import org.apache.arrow.dataset.jni.JniLoader;
import org.apache.arrow.dataset.jni.NativeMemoryPool;
import org.apache.arrow.dataset.scanner.ScanOptions;
import org.apache.arrow.dataset.scanner.Scanner;
import org.apache.arrow.dataset.source.Dataset;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.apache.arrow.vector.ipc.ArrowReader;

/**
 * Arrow Dataset's scan of one file, with everything native that belongs to it.
 *
 * <p>One file, because a dataset of several takes the first one's schema and casts the others without a word. The
 * allocator has no limit: one that is hit during an import leaks. The process-wide native pool is never closed.
 */
final class DatasetScan implements AutoCloseable {
    /** To be closed from the last to the first. */
    private final Deque<AutoCloseable> resources = new ArrayDeque<>();

    private final ArrowReader reader;

    /** Loads the library that scans need, which the first of them does otherwise. */
    static void loadNativeCode() {
        JniLoader.get().ensureLoaded();
    }

    /**
     * @throws RuntimeException whatever the native library says; nothing is left open
     */
    DatasetScan(Path file, List<String> columns, int batchRows) {
        try {
            BufferAllocator allocator = opened(new RootAllocator());
            FileSystemDatasetFactory factory = opened(new FileSystemDatasetFactory(
                    allocator,
                    NativeMemoryPool.getDefault(),
                    FileFormat.PARQUET,
                    file.toAbsolutePath().toUri().toString()));
            Dataset dataset = opened(factory.finish());
            ScanOptions options = new ScanOptions.Builder(batchRows)
                    .columns(Optional.of(columns.toArray(String[]::new)))
                    .build();
            Scanner scanner = opened(dataset.newScan(options));
            this.reader = opened(scanner.scanBatches());
        } catch (RuntimeException | Error e) {
            closeAfter(e);
            throw e;
        }
    }

    private <T extends AutoCloseable> T opened(T resource) {
        resources.push(resource);
        return resource;
    }

    private void closeAfter(Throwable problem) {
        try {
            close();
        } catch (RuntimeException e) {
            problem.addSuppressed(e);
        }
    }

    /** Loads the next rows into {@link #root}; false after the last. */
    boolean next() throws IOException {
        return reader.loadNextBatch();
    }

    VectorSchemaRoot root() throws IOException {
        return reader.getVectorSchemaRoot();
    }

    DictionaryProvider dictionaries() {
        return reader;
    }

    @Override
    public void close() {
        IllegalStateException failure = null;
        while (!resources.isEmpty()) {
            try {
                resources.pop().close();
            } catch (Exception e) {
                if (failure == null) {
                    failure = new IllegalStateException("a native resource could not be released", e);
                } else {
                    failure.addSuppressed(e);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
