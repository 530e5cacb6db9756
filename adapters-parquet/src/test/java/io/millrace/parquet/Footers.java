package io.millrace.parquet;

import io.millrace.core.port.ReadLimits;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.Util;

/** Gives files footers that other writers would give them. */
final class Footers {
    private Footers() {}

    static void change(Path file, Consumer<FileMetaData> change) throws IOException {
        byte[] content = Files.readAllBytes(file);
        int length = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN).getInt(content.length - 8);
        int end = content.length - 8 - length;
        FileMetaData metaData = FooterReader.read(file, ReadLimits.DEFAULT).metaData();
        change.accept(metaData);
        ByteArrayOutputStream footer = new ByteArrayOutputStream();
        Util.writeFileMetaData(metaData, footer);
        ByteBuffer changed = ByteBuffer.allocate(end + footer.size() + 8).order(ByteOrder.LITTLE_ENDIAN);
        changed.put(content, 0, end)
                .put(footer.toByteArray())
                .putInt(footer.size())
                .put(ParquetSink.MAGIC);
        Files.write(file, changed.array());
    }
}
