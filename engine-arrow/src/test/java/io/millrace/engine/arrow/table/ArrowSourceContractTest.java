package io.millrace.engine.arrow.table;

import io.millrace.core.contract.EventSourceContract;
import io.millrace.core.contract.MemoryFile;
import io.millrace.core.port.EventSource;
import io.millrace.core.port.ReadOptions;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.TimeStampMicroTZVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowFileWriter;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;

/** The rules of a source, over files that Arrow's own writer wrote, in record batches of 40 rows. */
class ArrowSourceContractTest implements EventSourceContract {
    private static final int BATCH_ROWS = 40;

    @TempDir
    Path folder;

    @Override
    public EventSource open(List<MemoryFile> files) {
        return new ArrowFormat().open(files.stream().map(this::write).toList(), ReadOptions.of(Map.of()));
    }

    private Path write(MemoryFile file) {
        Path path = folder.resolve(file.name() + ".arrow");
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                BufferAllocator allocator = new RootAllocator();
                VectorSchemaRoot root = VectorSchemaRoot.create(ArrowTypes.written(file.schema()), allocator);
                ArrowFileWriter writer = new ArrowFileWriter(root, null, channel)) {
            for (int from = 0; from < file.rows().size(); from += BATCH_ROWS) {
                fill(
                        root,
                        file.rows()
                                .subList(
                                        from,
                                        Math.min(from + BATCH_ROWS, file.rows().size())));
                writer.writeBatch();
            }
            writer.end();
            return path;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void fill(VectorSchemaRoot root, List<@Nullable Object[]> rows) {
        root.clear();
        for (int row = 0; row < rows.size(); row++) {
            for (int column = 0; column < rows.get(row).length; column++) {
                Object value = rows.get(row)[column];
                if (value != null) {
                    set(root.getVector(column), row, value);
                }
            }
        }
        root.setRowCount(rows.size());
    }

    private static void set(FieldVector vector, int row, Object value) {
        if (vector instanceof BigIntVector integers) {
            integers.setSafe(row, (Long) value);
        } else if (vector instanceof TimeStampMicroTZVector times) {
            times.setSafe(row, (Long) value);
        } else if (vector instanceof DecimalVector decimals) {
            decimals.setSafe(row, BigDecimal.valueOf((Long) value, decimals.getScale()));
        } else if (vector instanceof Float8Vector doubles) {
            doubles.setSafe(row, (Double) value);
        } else if (vector instanceof BitVector bits) {
            bits.setSafe(row, (Boolean) value ? 1 : 0);
        } else {
            ((VarCharVector) vector).setSafe(row, ((String) value).getBytes(StandardCharsets.UTF_8));
        }
    }
}
