package io.millrace.engine.arrow.table;

import io.millrace.core.contract.MatrixSinkContract;
import io.millrace.core.event.Schema;
import io.millrace.core.port.MatrixSink;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.ipc.ArrowFileReader;
import org.apache.arrow.vector.util.Text;
import org.jspecify.annotations.Nullable;

/** The rules of a sink; its files are read back by Arrow's own reader. */
class ArrowSinkContractTest implements MatrixSinkContract {
    @Override
    public MatrixSink sink(Path target) {
        return new ArrowFormat().create(target);
    }

    @Override
    public List<List<@Nullable Object>> readBack(Path file, Schema schema) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        try (FileChannel channel = FileChannel.open(file);
                BufferAllocator allocator = new RootAllocator();
                ArrowFileReader reader = new ArrowFileReader(channel, allocator)) {
            while (reader.loadNextBatch()) {
                for (int row = 0; row < reader.getVectorSchemaRoot().getRowCount(); row++) {
                    List<@Nullable Object> cells = new ArrayList<>();
                    for (FieldVector vector : reader.getVectorSchemaRoot().getFieldVectors()) {
                        cells.add(boxed(vector.getObject(row)));
                    }
                    rows.add(cells);
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return rows;
    }

    private static @Nullable Object boxed(@Nullable Object cell) {
        if (cell instanceof Text text) {
            return text.toString();
        }
        return cell instanceof BigDecimal decimal ? decimal.unscaledValue().longValueExact() : cell;
    }

    @Override
    public String ending() {
        return "arrow";
    }
}
