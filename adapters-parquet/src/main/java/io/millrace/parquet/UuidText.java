package io.millrace.parquet;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** UUIDs as text: 36 lower-case characters. */
public final class UuidText {
    /** The length of a stored UUID. */
    public static final int BYTES = 16;

    private static final HexFormat HEX = HexFormat.of();

    private UuidText() {}

    static String of(byte[] stored) {
        String hex = HEX.formatHex(stored);
        return hex.substring(0, 8)
                + '-'
                + hex.substring(8, 12)
                + '-'
                + hex.substring(12, 16)
                + '-'
                + hex.substring(16, 20)
                + '-'
                + hex.substring(20);
    }

    public static byte[] utf8(byte[] stored) {
        return of(stored).getBytes(StandardCharsets.US_ASCII);
    }
}
