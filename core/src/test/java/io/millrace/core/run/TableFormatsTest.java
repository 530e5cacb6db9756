package io.millrace.core.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.core.contract.MemoryEventSource;
import io.millrace.core.contract.MemoryFile;
import io.millrace.core.contract.MemoryMatrixSink;
import io.millrace.core.event.DataType;
import io.millrace.core.event.Field;
import io.millrace.core.event.Schema;
import io.millrace.core.port.EventSource;
import io.millrace.core.port.InputFile;
import io.millrace.core.port.MatrixSink;
import io.millrace.core.port.ReadOptions;
import io.millrace.core.port.TableFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TableFormatsTest {
    private final TableFormats formats = new TableFormats(List.of(new Named("first"), new Named("second")));

    @TempDir
    Path folder;

    /** A format whose files are told by the ending that is its name; what it opens has a file for each path. */
    private record Named(String name) implements TableFormat {
        @Override
        public List<String> extensions() {
            return List.of(name);
        }

        @Override
        public EventSource open(List<Path> files, ReadOptions options) {
            Schema schema = Schema.of(Field.required("user", DataType.INT64));
            return MemoryEventSource.of(files.stream()
                    .map(file -> new MemoryFile(file.getFileName().toString(), schema, List.of()))
                    .toList());
        }

        @Override
        public MatrixSink create(Path target) {
            return new MemoryMatrixSink();
        }
    }

    @BeforeEach
    void fill() throws IOException {
        for (String name : List.of("b.first", "a.FIRST", "roster.second", "old.run.json")) {
            Files.createFile(folder.resolve(name));
        }
    }

    @Test
    void readsAFolderInTheFormatThatComesFirst() {
        assertEquals(List.of("a.FIRST", "b.first"), names(List.of(folder.toString()), Set.of()));
    }

    @Test
    void leavesOutTheRosterAndTheOutputButNotANamedFile() {
        Path output = folder.resolve("b.first");
        assertEquals(List.of("a.FIRST"), names(List.of(folder.toString()), Set.of(output)));
        assertEquals(List.of("roster.second"), names(List.of(folder + "/roster.second"), Set.of()));
    }

    @Test
    void refusesAFileThatTwoInputsName() {
        assertMessage("b.first is given twice", List.of(folder.toString(), folder + "/b.first"));
    }

    @Test
    void refusesFilesOfTwoFormatsTogether() {
        List<String> inputs = List.of(folder + "/b.first", folder + "/roster.second");
        assertMessage("the files of one input must be of one format", inputs);
    }

    @Test
    void refusesAnEndingThatTellsNoFormat() {
        assertMessage("known are .first, .second", List.of(folder + "/old.run.json"));
    }

    @Test
    void saysThatNothingIsLeftToRead() {
        InputException nothing = assertThrows(
                InputException.class,
                () -> formats.open(
                        List.of(folder + "/b.first"), ReadOptions.DEFAULT, Set.of(folder.resolve("b.first"))));
        assertTrue(nothing.getMessage().contains("no event file in"), nothing.getMessage());
    }

    private List<String> names(List<String> inputs, Set<Path> except) {
        return formats.open(inputs, ReadOptions.DEFAULT, except).files().stream()
                .map(InputFile::name)
                .toList();
    }

    private void assertMessage(String part, List<String> inputs) {
        String message = assertThrows(InputException.class, () -> formats.open(inputs, Map.of()))
                .getMessage();
        assertTrue(message.contains(part), message);
    }
}
