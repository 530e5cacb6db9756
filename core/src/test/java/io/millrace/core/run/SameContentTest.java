package io.millrace.core.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.core.port.InputFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SameContentTest {
    private static final int SIZE = 1 << 20;

    @TempDir
    Path folder;

    private final List<InputFile> files = new ArrayList<>();

    private String write(String name, byte[] bytes) throws IOException {
        Path file = Files.write(folder.resolve(name), bytes);
        files.add(new InputFile(file.toString(), bytes.length, OptionalLong.empty(), 1, List.of()));
        return file.toString();
    }

    private static byte[] random(int seed, int size) {
        byte[] bytes = new byte[size];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    @Test
    void findsFilesWithTheSameBytes() throws IOException {
        String one = write("one", random(1, SIZE));
        write("shorter", random(1, SIZE - 1));
        write("other", random(2, SIZE));
        String again = write("again", random(1, SIZE));
        String small = write("small", random(3, 5));
        String thrice = write("thrice", random(1, SIZE));
        String smallToo = write("small-too", random(3, 5));
        assertEquals(
                List.of(
                        new SameContent(List.of(one, again, thrice), true),
                        new SameContent(List.of(small, smallToo), true)),
                SameContent.among(files));
    }

    /** Wherever two files differ, between samples too. */
    @Test
    void doesNotTakeFilesForTheSameThatDifferAnywhere() throws IOException {
        byte[] bytes = random(1, SIZE);
        write("one", bytes);
        for (int place : new int[] {0, 1, 5_000, 70_000, SIZE / 2, SIZE - 100, SIZE - 1}) {
            byte[] changed = bytes.clone();
            changed[place]++;
            write("at-" + place, changed);
        }
        assertEquals(List.of(), SameContent.among(files));
    }

    @Test
    void saysThatItComparedSamplesAloneWhereFilesAreTooLarge() throws IOException {
        byte[] bytes = random(1, SIZE);
        String one = write("one", bytes);
        bytes[5_000]++;
        String almost = write("almost", bytes);
        List<SameContent> found = SameContent.among(files, 2L * SIZE - 1);
        assertEquals(List.of(new SameContent(List.of(one, almost), false)), found);
        assertTrue(found.get(0).describe().contains("in all of the samples"), found.toString());
        assertEquals(List.of(), SameContent.among(files, 2L * SIZE));
    }

    @Test
    void leavesOutWhatIsNoFile() throws IOException {
        String one = write("one", random(1, SIZE));
        String again = write("again", random(1, SIZE));
        Files.delete(Path.of(one));
        files.add(new InputFile("no\0path", SIZE, OptionalLong.empty(), 1, List.of()));
        assertEquals(List.of(), SameContent.among(files));
        assertTrue(Files.exists(Path.of(again)));
    }
}
