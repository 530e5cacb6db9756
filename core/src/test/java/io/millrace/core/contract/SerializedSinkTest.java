package io.millrace.core.contract;

import io.millrace.core.event.Schema;
import io.millrace.core.port.MatrixSink;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

class SerializedSinkTest implements MatrixSinkContract {
    @Override
    public MatrixSink sink(Path target) {
        return new SerializedSink(target);
    }

    @Override
    public List<List<@Nullable Object>> readBack(Path file, Schema schema) {
        try (ObjectInputStream in = new ObjectInputStream(Files.newInputStream(file))) {
            List<List<@Nullable Object>> rows = new ArrayList<>();
            for (Object row : (List<?>) in.readObject()) {
                rows.add(Rows.list((@Nullable Object[]) row));
            }
            return rows;
        } catch (IOException | ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public String ending() {
        return "serialized";
    }
}
