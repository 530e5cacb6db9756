package io.millrace.core.contract;

import io.millrace.core.event.ColumnBatch;
import io.millrace.core.event.Schema;
import io.millrace.core.port.MatrixSink;
import io.millrace.core.port.WrittenFile;
import io.millrace.core.run.ResourceException;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A file of serialized rows, to prove that the contract of sinks can be kept. */
final class SerializedSink implements MatrixSink {
    private final Path target;
    private final Path aside;
    private final ArrayList<@Nullable Object[]> rows = new ArrayList<>();
    private boolean finished;

    SerializedSink(Path target) {
        this.target = target;
        this.aside = target.resolveSibling(target.getFileName() + ".part");
    }

    @Override
    public void open(Schema schema) {
        try {
            Files.createFile(aside);
        } catch (IOException e) {
            throw new ResourceException("cannot write " + target, e);
        }
    }

    @Override
    public void write(ColumnBatch batch) {
        for (int row = 0; row < batch.rowCount(); row++) {
            rows.add(Boxed.row(batch, row));
        }
    }

    @Override
    public Optional<WrittenFile> finish() {
        try {
            try (ObjectOutputStream out = new ObjectOutputStream(Files.newOutputStream(aside))) {
                out.writeObject(rows);
            }
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(aside));
            finished = true;
            return Optional.of(
                    new WrittenFile(target, Files.size(aside), HexFormat.of().formatHex(hash)));
        } catch (IOException | NoSuchAlgorithmException e) {
            throw new ResourceException("cannot write " + target, e);
        }
    }

    @Override
    public void commit() {
        if (!finished) {
            throw new IllegalStateException("not finished");
        }
        try {
            Files.move(aside, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new ResourceException("cannot write " + target, e);
        }
    }

    @Override
    public void close() {
        try {
            if (Files.isDirectory(aside.getParent())) {
                Files.deleteIfExists(aside);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
