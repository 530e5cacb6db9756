package io.millrace.parquet;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Says what a file that is not Parquet seems to be, from its first bytes. */
final class FileLooks {
    /** As many first bytes are looked at. */
    static final int BYTES = 512;

    private static final int SHOWN = 60;

    private FileLooks() {}

    static String describe(byte[] start) {
        if (start.length == 0) {
            return "it is empty";
        }
        if (begins(start, 0x1f, 0x8b)) {
            return "it is compressed with gzip";
        }
        if (begins(start, 0x28, 0xb5, 0x2f, 0xfd)) {
            return "it is compressed with Zstandard";
        }
        if (begins(start, 'P', 'K', 3, 4)) {
            return "it is a ZIP archive (or a spreadsheet)";
        }
        if (begins(start, 'A', 'R', 'R', 'O', 'W', '1')) {
            return "it is an Arrow IPC file";
        }
        if (begins(start, 'O', 'r', 'c') || begins(start, 'O', 'R', 'C')) {
            return "it is an ORC file";
        }
        if (begins(start, 'O', 'b', 'j', 1)) {
            return "it is an Avro file";
        }
        return isText(start) ? text(start) : "it begins with the bytes " + hex(start);
    }

    private static boolean begins(byte[] start, int... bytes) {
        if (start.length < bytes.length) {
            return false;
        }
        for (int i = 0; i < bytes.length; i++) {
            if ((start[i] & 0xff) != bytes[i]) {
                return false;
            }
        }
        return true;
    }

    private static boolean isText(byte[] start) {
        for (byte b : start) {
            if (b >= 0 && b < ' ' && b != '\t' && b != '\n' && b != '\r' || b == 0x7f) {
                return false;
            }
        }
        return true;
    }

    private static String text(byte[] start) {
        String line =
                new String(start, StandardCharsets.UTF_8).lines().findFirst().orElse("");
        String shown = line.length() > SHOWN ? line.substring(0, SHOWN) + "…" : line;
        if (line.startsWith("{") || line.startsWith("[")) {
            return "it looks like JSON: " + shown;
        }
        if (line.contains(",") || line.contains(";") || line.contains("\t")) {
            return "it looks like CSV; its first line is: " + shown;
        }
        return "it is text; its first line is: " + shown;
    }

    private static String hex(byte[] start) {
        return HexFormat.ofDelimiter(" ").formatHex(start, 0, Math.min(start.length, 8));
    }
}
