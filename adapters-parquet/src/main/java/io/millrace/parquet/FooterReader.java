package io.millrace.parquet;

import io.millrace.core.port.ReadLimits;
import io.millrace.core.run.ChannelPieces;
import io.millrace.core.run.InputException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import org.apache.parquet.format.FileMetaData;
import shaded.parquet.org.apache.thrift.TConfiguration;
import shaded.parquet.org.apache.thrift.TException;
import shaded.parquet.org.apache.thrift.transport.TIOStreamTransport;

/** Takes the metadata from the end of a Parquet file, trusting nothing that it says of its own size. */
final class FooterReader {
    private static final byte[] MAGIC = ParquetSink.MAGIC;
    private static final byte[] ENCRYPTED_MAGIC = "PARE".getBytes(StandardCharsets.US_ASCII);
    private static final int TAIL = Integer.BYTES + MAGIC.length;

    private FooterReader() {}

    /**
     * @throws InputException where the file cannot be read, is no Parquet file, is cut off, damaged or encrypted
     */
    static ParquetFooter read(Path path, ReadLimits limits) {
        if (Files.isDirectory(path)) {
            throw new InputException(path + " is a folder, not a Parquet file");
        }
        // Opening a pipe that nobody writes to would wait for ever.
        if (Files.exists(path) && !Files.isRegularFile(path)) {
            throw new InputException(
                    path + " is no regular file; the end of a Parquet file is read first, so that it cannot"
                            + " come out of a pipe or a device");
        }
        try (FileChannel channel = FileChannel.open(path)) {
            return parse(path, channel, limits);
        } catch (NoSuchFileException e) {
            throw new InputException(path + ": there is no such file", e);
        } catch (AccessDeniedException e) {
            throw new InputException(path + " cannot be read: permission denied", e);
        } catch (IOException e) {
            throw new InputException(path + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static ParquetFooter parse(Path path, FileChannel channel, ReadLimits limits) throws IOException {
        long size = channel.size();
        byte[] start = bytes(channel, 0, (int) Math.min(size, FileLooks.BYTES));
        if (startsWith(start, ENCRYPTED_MAGIC)) {
            throw new InputException(path + " is a Parquet file with an encrypted footer; decrypt it first");
        }
        if (!startsWith(start, MAGIC)) {
            throw new InputException(path + " is not a Parquet file: " + FileLooks.describe(start));
        }
        if (size < MAGIC.length + TAIL) {
            throw cutOff(path, size);
        }
        byte[] tail = bytes(channel, size - TAIL, TAIL);
        byte[] end = Arrays.copyOfRange(tail, Integer.BYTES, TAIL);
        if (Arrays.equals(end, ENCRYPTED_MAGIC)) {
            throw new InputException(path + " is a Parquet file with an encrypted footer; decrypt it first");
        }
        if (!Arrays.equals(end, MAGIC)) {
            throw cutOff(path, size);
        }
        int length = ByteBuffer.wrap(tail).order(ByteOrder.LITTLE_ENDIAN).getInt();
        if (length <= 0 || length > size - MAGIC.length - TAIL) {
            throw damaged(
                    path, "its footer claims " + Integer.toUnsignedString(length) + " bytes of a file of " + size);
        }
        if (length > limits.footerBytes()) {
            throw excessive(
                    path,
                    "its footer has " + length + " bytes, and the limit is " + limits.footerBytes()
                            + "; --max-footer raises it");
        }
        long dataEnd = size - TAIL - length;
        FileMetaData metaData = decode(path, bytes(channel, dataEnd, length), limits.memory(size) - length);
        try {
            return ParquetFooter.of(path, size, dataEnd, metaData, limits);
        } catch (InputException e) {
            throw e;
        } catch (RuntimeException e) {
            // The last line of defence, for what the checks missed.
            throw new InputException(path + " is damaged: its footer contradicts itself", e);
        }
    }

    private static FileMetaData decode(Path path, byte[] footer, long memory) {
        try {
            TConfiguration whole =
                    TConfiguration.custom().setMaxMessageSize(footer.length).build();
            FileMetaData metaData = new FileMetaData();
            metaData.read(new FooterProtocol(
                    new TIOStreamTransport(whole, new ByteArrayInputStream(footer)), footer.length, memory));
            return metaData;
        } catch (FooterProtocol.Excess e) {
            throw new InputException(path + " asks for too much: " + e.getMessage(), e);
        } catch (TException | RuntimeException e) {
            // The decoder throws whatever its bytes lead to; all of it means the same.
            throw new InputException(path + " is damaged: its footer cannot be decoded", e);
        }
    }

    private static byte[] bytes(FileChannel channel, long position, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length);
        ChannelPieces.read(channel, buffer, position);
        if (buffer.hasRemaining()) {
            throw new IOException("it became shorter while it was read");
        }
        return buffer.array();
    }

    private static boolean startsWith(byte[] bytes, byte[] prefix) {
        return bytes.length >= prefix.length && Arrays.equals(bytes, 0, prefix.length, prefix, 0, prefix.length);
    }

    private static InputException cutOff(Path path, long size) {
        return new InputException(path + " begins like a Parquet file but has no footer at its end (" + size
                + " bytes): it was cut off, or is still being written");
    }

    static InputException excessive(Path path, String how) {
        return new InputException(path + " asks for too much: " + how);
    }

    static InputException damaged(Path path, String how) {
        return new InputException(path + " is damaged: " + how);
    }
}
