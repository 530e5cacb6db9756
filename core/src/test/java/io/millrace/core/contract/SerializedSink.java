package io.millrace.core.contract;

import io.millrace.core.event.ColumnBatch;
import io.millrace.core.event.Schema;
import io.millrace.core.port.MatrixSink;
import io.millrace.core.run.ResourceException;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/** A file of serialized rows, to prove that the contract of sinks can be kept. */
final class SerializedSink implements MatrixSink {
    private final Path target;
    private final Path aside;
    private final ArrayList<@Nullable Object[]> rows = new ArrayList<>();
    private long bytesWritten;

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
    public void commit() {
        try {
            try (ObjectOutputStream out = new ObjectOutputStream(Files.newOutputStream(aside))) {
                out.writeObject(rows);
            }
            bytesWritten = Files.size(aside);
            Files.move(aside, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new ResourceException("cannot write " + target, e);
        }
    }

    @Override
    public long bytesWritten() {
        return bytesWritten;
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
