package io.millrace.core.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.millrace.core.port.InputFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FingerprintsTest {
    @TempDir
    Path folder;

    private static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("millrace-"))
                .toList();
    }

    private static InputFile input(Path file) {
        return new InputFile(file.toString(), 10, OptionalLong.empty(), 0, List.of());
    }

    @Test
    void leaveNoThread() throws IOException {
        Path file = Files.writeString(folder.resolve("a"), "0123456789");
        for (int run = 0; run < 200; run++) {
            try (Fingerprints fingerprints = Fingerprints.of(List.of(input(file)))) {
                assertEquals(1, fingerprints.get().size());
            }
            assertEquals(List.of(), threads(), "after run " + run);
        }
    }

    @Test
    void tellWhatCannotBeRead() throws IOException {
        Path file = Files.writeString(folder.resolve("a"), "0123456789");
        Path gone = Files.writeString(folder.resolve("b"), "0123456789");
        try (Fingerprints fingerprints = Fingerprints.of(List.of(input(file), input(gone)))) {
            assertEquals(2, fingerprints.get().size());
        }
        // what is no file, or was taken away, has none
        Files.delete(gone);
        try (Fingerprints fingerprints = Fingerprints.of(List.of(input(file), input(gone)))) {
            assertEquals(1, fingerprints.get().size());
        }
        assertThrows(InputException.class, () -> Fingerprint.of(gone, ByteBuffer.allocate(4096)));
    }
}
