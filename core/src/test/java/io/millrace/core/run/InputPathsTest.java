package io.millrace.core.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class InputPathsTest {
    private static final Predicate<Path> EVENTS = path -> path.toString().endsWith(".ev");

    @TempDir
    Path folder;

    @BeforeEach
    void fill() throws IOException {
        for (String name : List.of("b.ev", "a.ev", "notes.txt", ".hidden.ev", "day=1/c.ev", ".git/d.ev")) {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            Files.createFile(file);
        }
    }

    @Test
    void takesTheWantedFilesBelowAFolderInOrderOfPath() {
        assertEquals(paths("a.ev", "b.ev", "day=1/c.ev"), InputPaths.resolve(folder.toString(), EVENTS));
    }

    @Test
    void takesANamedFileWhateverItIs() {
        assertEquals(
                paths("notes.txt"),
                InputPaths.resolve(folder.resolve("notes.txt").toString(), EVENTS));
        assertEquals(
                paths(".hidden.ev"),
                InputPaths.resolve(folder.resolve(".hidden.ev").toString(), EVENTS));
    }

    @Test
    void takesWhatAGlobMatches() {
        assertEquals(paths("a.ev", "b.ev"), InputPaths.resolve(folder + "/*.ev", EVENTS));
        assertEquals(paths("day=1/c.ev"), InputPaths.resolve(folder + "/day=*/?.ev", EVENTS));
        assertEquals(paths("a.ev", "b.ev", "day=1/c.ev"), InputPaths.resolve(folder + "/**.ev", EVENTS));
    }

    @Test
    void takesAFileWhoseNameLooksLikeAGlob() throws IOException {
        Files.createFile(folder.resolve("[1].ev"));
        assertEquals(
                paths("[1].ev"), InputPaths.resolve(folder.resolve("[1].ev").toString(), EVENTS));
    }

    @Test
    void saysWhatIsNotThere() throws IOException {
        Path empty = Files.createDirectory(folder.resolve("empty"));
        assertMessage(
                "there is no file or folder " + folder.resolve("none"),
                folder.resolve("none").toString());
        assertMessage("folder " + empty + " holds no event file", empty.toString());
        assertMessage("no file matches " + folder + "/*.log", folder + "/*.log");
        assertMessage("there is no folder " + folder.resolve("none"), folder + "/none/*.ev");
    }

    @Test
    void saysThatALinkLeadsBackToItself() throws IOException {
        Files.createSymbolicLink(folder.resolve("day=1/loop"), folder);
        assertMessage("a link in it leads back to itself", folder.toString());
    }

    @Test
    void refusesAFileThatIsThereTwice() throws IOException {
        Path file = folder.resolve("a.ev");
        Path link = Files.createSymbolicLink(folder.resolve("link.ev"), file);
        Path hard = Files.createLink(folder.resolve("hard.ev"), file);
        Path around = folder.resolve("day=1/../a.ev");
        assertEquals(
                file + " is given twice, and its events would count twice; give it once",
                twice(List.of(file, folder.resolve("b.ev"), file)));
        for (Path other : List.of(link, hard, around)) {
            assertEquals(
                    file + " and " + other
                            + " are the same file, and its events would count twice; leave one of them out",
                    twice(List.of(file, other)));
        }
        InputPaths.requireDistinct(List.of(file, folder.resolve("b.ev")));
    }

    private static String twice(List<Path> files) {
        return assertThrows(InputException.class, () -> InputPaths.requireDistinct(files))
                .getMessage();
    }

    private List<Path> paths(String... names) {
        return List.of(names).stream().map(folder::resolve).toList();
    }

    private static void assertMessage(String part, String input) {
        String message = assertThrows(InputException.class, () -> InputPaths.resolve(input, EVENTS))
                .getMessage();
        assertTrue(message.contains(part), message);
    }
}
