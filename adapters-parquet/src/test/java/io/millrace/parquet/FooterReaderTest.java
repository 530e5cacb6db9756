package io.millrace.parquet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.core.run.InputException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said of files that are not what they should be. */
final class FooterReaderTest {
    @TempDir
    private Path folder;

    private Path file;
    private byte[] sound;

    @BeforeEach
    void writeSoundFile() throws IOException {
        file = folder.resolve("file.parquet");
        DuckDb.write(file, "select i as id, 'text ' || i as text, [i] as list from range(100) t(i)", "");
        sound = Files.readAllBytes(file);
    }

    private String refusal(byte[] content) throws IOException {
        Files.write(file, content);
        String message =
                assertThrows(InputException.class, () -> Rows.open(file)).getMessage();
        assertTrue(message.startsWith(file.toString()), message);
        return message.substring(file.toString().length()).strip();
    }

    private String refusal(String content) throws IOException {
        return refusal(content.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void saysWhatOtherFilesLookLike() throws IOException {
        assertEquals("is not a Parquet file: it is empty", refusal(""));
        assertEquals(
                "is not a Parquet file: it looks like CSV; its first line is: user_id,event_type",
                refusal("user_id,event_type\r\n1,page_view\r\n"));
        assertEquals("is not a Parquet file: it looks like JSON: {\"a\": 1}", refusal("{\"a\": 1}\n{\"a\": 2}\n"));
        assertEquals("is not a Parquet file: it is text; its first line is: hello", refusal("hello"));
        assertEquals(
                "is not a Parquet file: it is compressed with gzip",
                refusal(new byte[] {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0}));
        assertEquals("is not a Parquet file: it is an Arrow IPC file", refusal("ARROW1\0\0"));
        assertEquals("is not a Parquet file: it begins with the bytes 00 01 02", refusal(new byte[] {0, 1, 2}));
    }

    @Test
    void tellsACutOffFile() throws IOException {
        assertTrue(refusal("PAR1").startsWith("begins like a Parquet file but has no footer at its end (4 bytes)"));
        for (int length : new int[] {5, 11, sound.length / 2, sound.length - 1}) {
            String message = refusal(Arrays.copyOf(sound, length));
            assertTrue(message.endsWith("it was cut off, or is still being written"), message);
        }
    }

    @Test
    void tellsAnEncryptedFooter() throws IOException {
        assertEquals("is a Parquet file with an encrypted footer; decrypt it first", refusal("PARE....PARE"));
    }

    @Test
    void refusesAFooterLengthThatCannotBe() throws IOException {
        for (int length : new int[] {0, -1, Integer.MIN_VALUE, Integer.MAX_VALUE, sound.length - 11}) {
            byte[] damaged = sound.clone();
            ByteBuffer.wrap(damaged).order(ByteOrder.LITTLE_ENDIAN).putInt(sound.length - 8, length);
            String message = refusal(damaged);
            assertTrue(message.startsWith("is damaged: its footer claims"), message);
        }
    }

    @Test
    void refusesAFooterThatCannotBeDecoded() throws IOException {
        byte[] damaged = sound.clone();
        int length = ByteBuffer.wrap(sound).order(ByteOrder.LITTLE_ENDIAN).getInt(sound.length - 8);
        Arrays.fill(damaged, sound.length - 8 - length, sound.length - 8, (byte) 0xff);
        assertEquals("is damaged: its footer cannot be decoded", refusal(damaged));
    }

    @Test
    void describesOrRefusesFootersWithAnyByteChanged() throws IOException {
        int length = ByteBuffer.wrap(sound).order(ByteOrder.LITTLE_ENDIAN).getInt(sound.length - 8);
        Random random = new Random(11);
        for (int at = sound.length - 8 - length; at < sound.length - 8; at++) {
            byte[] damaged = sound.clone();
            damaged[at] = (byte) random.nextInt(256);
            Files.write(file, damaged);
            try {
                Rows.open(file).schema();
            } catch (InputException e) {
                assertTrue(e.getMessage().startsWith(file.toString()), e.getMessage());
            }
        }
    }

    @Test
    void tellsFoldersAndMissingFiles() {
        Path missing = folder.resolve("missing.parquet");
        assertEquals(
                missing + ": there is no such file",
                assertThrows(InputException.class, () -> Rows.open(missing)).getMessage());
        assertEquals(
                folder + " is a folder, not a Parquet file",
                assertThrows(InputException.class, () -> Rows.open(folder)).getMessage());
    }
}
