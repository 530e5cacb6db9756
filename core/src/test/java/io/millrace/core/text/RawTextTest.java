package io.millrace.core.text;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class RawTextTest {
    @Property
    void tellsAnyBytesAgainFromOneLine(@ForAll byte[] bytes) {
        String text = RawText.of(bytes, 0, bytes.length);
        assertTrue(text.chars().noneMatch(letter -> letter < ' ' || letter == 0x7f), text);
        assertArrayEquals(bytes, RawText.bytes(text));
    }

    @Property
    void tellsAnyTextAgain(@ForAll String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        assertArrayEquals(bytes, RawText.bytes(RawText.of(bytes, 0, bytes.length)));
    }

    @Test
    void leavesTextAsItIsAndEscapesTheRest() {
        byte[] bytes = {'a', (byte) 0xc3, (byte) 0xa9, (byte) 0xff, '\\', '\n', 0, (byte) 0xf0, (byte) 0x9f, (byte) 0x98
        };
        assertEquals("aé\\xff\\\\\\n\\x00\\xf0\\x9f\\x98", RawText.of(bytes, 0, bytes.length));
        assertThrows(IllegalArgumentException.class, () -> RawText.bytes("\\q"));
    }
}
