package io.millrace.core.run;

import io.millrace.core.port.WrittenFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * A file that is written aside and takes its place at once: until {@link #commit}, whatever was at the target stays.
 *
 * <p>The bytes go to a file {@code .NAME.RANDOM.millrace} in the target's folder. Close without commit deletes it; of a process
 * that was killed it stays, until {@link #removeLeftovers}. Every failure of the file system is a {@link ResourceException}
 * that names the target. Used by one thread at a time.
 */
public final class PendingFile implements AutoCloseable {
    private static final int PIECE_BYTES = 1 << 16;

    private final Path target;
    private final AsideFile aside;
    private final MessageDigest digest = sha256();
    private long bytes;
    private boolean isReplaced;
    private boolean ended;
    private boolean committed;
    private @Nullable WrittenFile written;

    private PendingFile(Path target, AsideFile aside) {
        this.target = target;
        this.aside = aside;
    }

    /**
     * Starts an empty file beside the target.
     *
     * @throws ResourceException where the target is a folder, or its folder is missing or cannot be written
     */
    public static PendingFile create(Path target) {
        if (target.getFileName() == null || Files.isDirectory(target)) {
            throw new ResourceException("cannot write " + target + ": it is a folder; give the name of a file");
        }
        try {
            return new PendingFile(target, AsideFile.create(target));
        } catch (IOException e) {
            throw failure(target, 0, e);
        }
    }

    /** Removes what runs that were killed have left in the folder of a target, and nothing of those that are alive. */
    public static void removeLeftovers(Path target) {
        AsideFile.sweep(AsideFile.folder(target));
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }

    public Path target() {
        return target;
    }

    /** The bytes written so far. */
    public long bytes() {
        return bytes;
    }

    /** Appends all remaining bytes of the buffer. */
    public void write(ByteBuffer buffer) {
        digest.update(buffer.duplicate());
        int length = buffer.remaining();
        try {
            ChannelPieces.write(aside.channel(), buffer);
        } catch (IOException e) {
            throw failure(target, bytes, e);
        }
        bytes += length;
    }

    /**
     * Writes over bytes that were written before: for a format that begins with what is known last. What was hashed so far does not
     * count any more, and the file is read again when it is finished.
     */
    public void replace(long position, ByteBuffer buffer) {
        if (position + buffer.remaining() > bytes) {
            throw new IllegalArgumentException("nothing was written there yet");
        }
        isReplaced = true;
        try {
            while (buffer.hasRemaining()) {
                if (aside.channel().write(buffer, position + buffer.position()) == 0) {
                    throw new IOException("the disk takes no more bytes");
                }
            }
        } catch (IOException e) {
            throw failure(target, bytes, e);
        }
    }

    public void write(byte[] source, int from, int length) {
        write(ByteBuffer.wrap(source, from, length));
    }

    /**
     * Flushes the bytes to the disk; nothing can be written afterwards. A flush that fails is not tried again: the system may
     * have dropped the bytes, and a second one would succeed without them.
     */
    public WrittenFile finish() {
        if (written != null) {
            return written;
        }
        if (ended) {
            throw new IllegalStateException("the bytes of " + target + " could not be flushed");
        }
        ended = true;
        try {
            if (isReplaced) {
                hashAgain();
            }
            aside.channel().force(true);
        } catch (IOException e) {
            throw failure(target, bytes, e);
        }
        written = new WrittenFile(target, bytes, HexFormat.of().formatHex(digest.digest()));
        return written;
    }

    private void hashAgain() throws IOException {
        digest.reset();
        ByteBuffer piece = ByteBuffer.allocate(PIECE_BYTES);
        for (long position = 0; position < bytes; position += piece.limit()) {
            piece.clear();
            if (ChannelPieces.read(aside.channel(), piece, position) == 0) {
                throw new IOException("the file has lost bytes that were written");
            }
            piece.flip();
            digest.update(piece.duplicate());
        }
    }

    /**
     * Makes the bytes the content of the target, after {@link #finish}. That the target's folder knows of it after a crash of
     * the system takes a {@link #flushFolder}.
     */
    public void commit() {
        if (written == null) {
            throw new IllegalStateException(target + " is not finished");
        }
        try {
            aside.moveTo(target);
            committed = true;
        } catch (IOException e) {
            throw failure(target, bytes, e);
        }
    }

    /** Deletes what was written unless it was committed. */
    @Override
    public void close() {
        if (committed) {
            return;
        }
        try {
            aside.delete();
        } catch (IOException e) {
            throw failure(target, bytes, e);
        }
    }

    /**
     * Has the folder of a file that was committed know of it for good.
     *
     * @throws ResourceException where that fails: the file is in its place, but may not be after a crash of the system
     */
    public static void flushFolder(Path target) {
        FileChannel folder;
        try {
            folder = FileChannel.open(AsideFile.folder(target), StandardOpenOption.READ);
        } catch (IOException e) {
            // Not every system lets a folder be opened, and then it cannot be helped.
            return;
        }
        try (folder) {
            folder.force(true);
        } catch (IOException e) {
            throw new ResourceException(
                    target + " is in its place, but its folder cannot be flushed to the disk: " + FileFailure.reason(e)
                            + "; until the system has done so, a crash may bring back what was there before",
                    e);
        }
    }

    private static ResourceException failure(Path target, long bytes, IOException cause) {
        String after = bytes == 0 ? "" : " after " + bytes + " bytes";
        return new ResourceException("cannot write " + target + after + ": " + reasonAndAdvice(target, cause), cause);
    }

    private static String reasonAndAdvice(Path target, IOException cause) {
        Path folder = AsideFile.folder(target);
        if (cause instanceof NoSuchFileException) {
            return "there is no folder " + folder + "; create it first";
        }
        if (cause instanceof AccessDeniedException) {
            return "no permission to write in " + folder + "; choose another folder";
        }
        return FileFailure.reason(cause) + "; free space in " + folder + " or choose another folder";
    }
}
