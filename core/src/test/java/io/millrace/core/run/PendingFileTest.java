package io.millrace.core.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PendingFileTest {
    @TempDir
    Path folder;

    @Test
    void replacesTheTargetOnlyAtCommit() throws IOException {
        Path target = Files.writeString(folder.resolve("m.csv"), "before");
        try (PendingFile file = PendingFile.create(target)) {
            write(file, "after");
            assertEquals("before", Files.readString(target));
            assertEquals(5, file.finish().bytes());
            file.commit();
        }
        assertEquals("after", Files.readString(target));
        assertEquals(List.of("m.csv"), names());
    }

    @Test
    void leavesNothingWithoutCommit() throws IOException {
        try (PendingFile file = PendingFile.create(folder.resolve("m.csv"))) {
            write(file, "half");
            assertEquals(1, names().size());
        }
        assertEquals(List.of(), names());
    }

    @Test
    void namesTheTargetThatCannotBeWritten() {
        Path missing = folder.resolve("none").resolve("m.csv");
        ResourceException noFolder = assertThrows(ResourceException.class, () -> PendingFile.create(missing));
        assertTrue(
                noFolder.getMessage().startsWith("cannot write " + missing + ": there is no folder "),
                noFolder.getMessage());
        ResourceException isFolder = assertThrows(ResourceException.class, () -> PendingFile.create(folder));
        assertTrue(isFolder.getMessage().contains(folder + ": it is a folder"), isFolder.getMessage());
    }

    @Test
    void deletesWhatItWroteWhenTheRenameFails() throws IOException {
        Path target = folder.resolve("m.csv");
        try (PendingFile file = PendingFile.create(target)) {
            write(file, "bytes");
            file.finish();
            Files.createDirectories(target.resolve("in-the-way"));
            assertThrows(ResourceException.class, file::commit);
        }
        assertEquals(List.of("m.csv"), names());
    }

    private static void write(PendingFile file, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        file.write(bytes, 0, bytes.length);
    }

    private List<String> names() throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.map(path -> path.getFileName().toString()).toList();
        }
    }

    @Test
    void hashesWhatItHoldsAfterItsBeginningWasReplaced(@TempDir Path folder) throws Exception {
        Path target = folder.resolve("array");
        byte[] bytes = new byte[200_000];
        new Random(5).nextBytes(bytes);
        try (PendingFile file = PendingFile.create(target)) {
            file.write(bytes, 0, bytes.length);
            assertThrows(
                    IllegalArgumentException.class, () -> file.replace(bytes.length - 1, ByteBuffer.wrap(new byte[2])));
            file.replace(1, ByteBuffer.wrap(new byte[] {7, 8, 9}));
            var written = file.finish();
            file.commit();

            System.arraycopy(new byte[] {7, 8, 9}, 0, bytes, 1, 3);
            assertArrayEquals(bytes, Files.readAllBytes(target));
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
            assertEquals(HexFormat.of().formatHex(hash), written.sha256());
            assertEquals(bytes.length, written.bytes());
        }
    }
}
