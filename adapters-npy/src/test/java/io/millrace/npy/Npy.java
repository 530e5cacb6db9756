package io.millrace.npy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file read by the words of NumPy's format 1.0: a magic string, the version, the length of the header as two bytes, a Python
 * literal padded with blanks and a line end so that data begins at a multiple of 64, then the data.
 *
 * @param type its {@code descr}
 * @param data little-endian, from the first value to the end of the file
 */
record Npy(String type, String order, String shape, ByteBuffer data) {
    private static final Pattern HEADER =
            Pattern.compile("\\{'descr': '([^']*)', 'fortran_order': (False|True), 'shape': (\\([0-9, ]*\\)), \\} *\n");

    static Npy read(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        byte[] magic = new byte[6];
        buffer.get(magic);
        assertArrayEquals(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'}, magic);
        assertEquals(1, buffer.get(), "major version");
        assertEquals(0, buffer.get(), "minor version");
        int length = Short.toUnsignedInt(buffer.getShort());
        assertEquals(0, (10 + length) % 64, "where data begins");
        String header = new String(bytes, 10, length, StandardCharsets.US_ASCII);
        Matcher parts = HEADER.matcher(header);
        assertTrue(parts.matches(), header);
        buffer.position(10 + length);
        ByteBuffer data = buffer.slice().order(ByteOrder.LITTLE_ENDIAN);
        return new Npy(parts.group(1), parts.group(2), parts.group(3), data);
    }
}
