package io.millrace.csv;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.GZIPOutputStream;

/** Compresses files of tests; both with a checksum. */
enum Packing {
    GZIP,
    ZSTD;

    /** What begins with {@code head}, and then holds {@code body} some times. */
    byte[] pack(byte[] head, byte[] body, int times) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = open(packed)) {
            out.write(head);
            for (int i = 0; i < times; i++) {
                out.write(body);
            }
        }
        return packed.toByteArray();
    }

    private OutputStream open(OutputStream out) throws IOException {
        return this == GZIP ? new GZIPOutputStream(out) : new ZstdOutputStream(out).setChecksum(true);
    }
}
