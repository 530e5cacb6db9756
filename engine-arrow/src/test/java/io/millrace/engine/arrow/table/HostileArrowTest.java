package io.millrace.engine.arrow.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.millrace.core.port.ReadOptions;
import io.millrace.core.run.InputException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.apache.arrow.vector.ipc.WriteChannel;
import org.apache.arrow.vector.ipc.message.MessageSerializer;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Arrow files whose schema is absurd. */
class HostileArrowTest {
    private static final int DEPTH = 20_000;

    @TempDir
    private Path folder;

    @Test
    void refusesColumnsThatStandTooDeepInEachOther() throws IOException, InterruptedException, ExecutionException {
        Field field = new Field("f", FieldType.nullable(new ArrowType.Int(64, true)), List.of());
        for (int i = 0; i < DEPTH; i++) {
            field = new Field("f", FieldType.nullable(ArrowType.Struct.INSTANCE), List.of(field));
        }
        Schema schema = new Schema(List.of(field));
        Path file = folder.resolve("deep.arrow");
        FutureTask<Path> writing = new FutureTask<>(() -> write(schema, file));
        // writing it takes a stack as well
        new Thread(null, writing, "writer", 1L << 30).start();
        writing.get();
        String message = assertThrows(
                        InputException.class, () -> new ArrowFormat().open(List.of(file), ReadOptions.of(Map.of())))
                .getMessage();
        assertEquals(file + " asks for too much: its columns stand too deep in each other", message);
    }

    private static Path write(Schema schema, Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file);
                WriteChannel channel = new WriteChannel(Channels.newChannel(out))) {
            MessageSerializer.serialize(channel, schema);
        }
        return file;
    }
}
