package io.millrace.core.run;

import io.millrace.core.port.InputFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Takes fingerprints on a thread of its own while a run is at work. */
final class Fingerprints implements AutoCloseable {
    private final List<InputFile> files;
    private final Beside beside = new Beside();
    private final CompletableFuture<Map<String, Fingerprint>> taken;
    private volatile boolean stopped;

    private Fingerprints(List<InputFile> files) {
        this.files = files;
        this.taken = beside.start(this::take);
    }

    static Fingerprints of(List<InputFile> files) {
        return new Fingerprints(files);
    }

    private Map<String, Fingerprint> take() {
        Map<String, Fingerprint> found = new LinkedHashMap<>();
        ByteBuffer buffer = ByteBuffer.allocate(Fingerprint.END_BYTES);
        for (InputFile file : files) {
            if (!stopped && file.bytes() > 0 && isFile(file.name())) {
                found.put(file.name(), Fingerprint.of(Path.of(file.name()), buffer));
            }
        }
        return found;
    }

    private static boolean isFile(String name) {
        try {
            return Files.isRegularFile(Path.of(name));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    /**
     * Waits for them, by the files' names; none for what is no file of the file system.
     *
     * @throws InputException where a file cannot be read
     */
    Map<String, Fingerprint> get() {
        return Beside.join(taken);
    }

    /** No file is open afterwards and no thread is left, also where the run has failed meanwhile. */
    @Override
    public void close() {
        stopped = true;
        beside.close();
    }
}
