package io.millrace.csv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.core.event.DataType;
import io.millrace.core.port.BatchReader;
import io.millrace.core.port.EventSource;
import io.millrace.core.port.ReadOptions;
import io.millrace.core.port.Split;
import io.millrace.core.run.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever comes upon a bad row, the first of all is told. */
class FirstBadRowTest {
    @TempDir
    Path folder;

    private EventSource source(int splitBytes) throws IOException {
        List<Path> files = new ArrayList<>();
        for (int file = 0; file < 3; file++) {
            StringBuilder text = new StringBuilder("a,b\n");
            for (int i = 0; i < 400; i++) {
                text.append(i).append(file == 1 && i == 311 ? ",x\n" : file > 0 && i > 350 ? "\n" : ",1\n");
            }
            files.add(Files.writeString(folder.resolve("f" + file + ".csv"), text));
        }
        return new CsvFormat(splitBytes).open(files, ReadOptions.of(Map.of("b", DataType.INT64)));
    }

    @Test
    void tellsTheFirstInAnyOrderOfSplits() throws IOException {
        String expected = folder.resolve("f1.csv") + ", line 313, column b: \"x\" is not an integer\n"
                + "  311,x\n"
                + "      ^\n"
                + "correct the row, or have such rows set aside with --quarantine DIR";
        for (int seed = 0; seed < 20; seed++) {
            EventSource source = source(100);
            List<Split> splits = new ArrayList<>(source.splits(source.schema()));
            Collections.shuffle(splits, new Random(seed));
            List<String> told = new ArrayList<>();
            for (Split split : splits) {
                try (BatchReader reader = split.open(10)) {
                    while (reader.next() != null) {
                        assertEquals(0, reader.badRows());
                    }
                } catch (InputException e) {
                    told.add(e.getMessage());
                    break;
                }
            }
            assertEquals(List.of(expected), told, "seed " + seed);
        }
    }

    @Test
    void showsPartOfALongRow() throws IOException {
        Path file = Files.writeString(
                folder.resolve("long.csv"), "a,b,c\n" + "é".repeat(300) + ",x\ty," + "ü".repeat(300) + "\n");
        EventSource source = new CsvFormat().open(List.of(file), ReadOptions.of(Map.of("b", DataType.INT64)));
        var problem = assertThrows(InputException.class, () -> Tables.read(source, source.schema(), 10));
        List<String> lines = problem.getMessage().lines().toList();
        assertTrue(lines.get(1).startsWith("  …é") && lines.get(1).endsWith("ü…"), lines.get(1));
        assertTrue(lines.get(1).length() < 100, lines.get(1));
        assertEquals(lines.get(1).indexOf("x\\ty"), lines.get(2).indexOf('^'));
    }
}
