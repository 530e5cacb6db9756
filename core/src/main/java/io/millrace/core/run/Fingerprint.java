package io.millrace.core.run;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;

/**
 * By what a file is known again without reading all of it.
 *
 * @param modified when it was changed last
 * @param sha256 the SHA-256 of its first 4 KiB, its last 4 KiB and its size in decimal digits, one after the other: 64
 *     hexadecimal digits in lower case
 */
public record Fingerprint(Instant modified, String sha256) {
    /** So little that the fingerprints of a month's files take no time beside the run. */
    static final int END_BYTES = 1 << 12;

    /**
     * The fingerprint of a file.
     *
     * @throws InputException where it cannot be read
     */
    public static Fingerprint of(Path file) {
        return of(file, ByteBuffer.allocate(END_BYTES));
    }

    /**
     * @param buffer of {@link #END_BYTES}
     * @throws InputException where the file cannot be read
     */
    static Fingerprint of(Path file, ByteBuffer buffer) {
        try (FileChannel channel = FileChannel.open(file)) {
            MessageDigest digest = PendingFile.sha256();
            long size = channel.size();
            update(digest, channel, 0, buffer);
            update(digest, channel, Math.max(0, size - END_BYTES), buffer);
            digest.update(Long.toString(size).getBytes(StandardCharsets.US_ASCII));
            Instant modified = Files.getLastModifiedTime(file).toInstant();
            return new Fingerprint(modified, HexFormat.of().formatHex(digest.digest()));
        } catch (IOException e) {
            throw new InputException("cannot read " + file + ": " + FileFailure.reason(e), e);
        }
    }

    private static void update(MessageDigest digest, FileChannel channel, long from, ByteBuffer buffer)
            throws IOException {
        buffer.clear();
        ChannelPieces.read(channel, buffer, from);
        digest.update(buffer.flip());
    }
}
