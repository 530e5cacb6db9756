package io.millrace.csv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.core.event.ColumnBatch;
import io.millrace.core.event.DataType;
import io.millrace.core.inspect.EventInspection;
import io.millrace.core.port.BatchReader;
import io.millrace.core.port.EventSource;
import io.millrace.core.port.ReadOptions;
import io.millrace.core.port.RunListener;
import io.millrace.core.port.Split;
import io.millrace.core.run.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first bad row is told, behind the rows that stand before it. */
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
    void isToldWhateverTheThreads() throws IOException {
        String expected = folder.resolve("f1.csv") + ", line 313, column b: \"x\" is not an integer\n"
                + "  311,x\n"
                + "      ^\n"
                + "correct the row, or have such rows set aside with --quarantine DIR";
        for (int round = 0; round < 60; round++) {
            EventSource source = source(round % 2 == 0 ? 100 : 1000);
            var settings = new EventInspection.Settings("a", "a", 1 + round % 5, 10);
            var told = assertThrows(
                    InputException.class,
                    () -> EventInspection.of(source, source.schema(), settings, RunListener.NONE));
            assertEquals(expected, told.getMessage(), "round " + round);
        }
    }

    /** By a value that does not fit, and by a row that is broken as a whole. */
    @Test
    void comesBehindTheRowsBeforeIt() throws IOException {
        for (String bad : List.of("x", "1,2", "\"1\"2", "\"")) {
            for (int before : new int[] {0, 1, 7, 511, 512, 513, 2000}) {
                String rows = "1\n".repeat(before) + bad + "\n" + "1\n".repeat(40) + "y\n1";
                Path file = Files.writeString(folder.resolve("one.csv"), "b\n" + rows);
                for (int batchRows : new int[] {1, 7, 512, 10_000}) {
                    assertEquals(before, rowsBeforeTheEnd(file, batchRows, before + 2), bad + " behind " + before);
                }
            }
        }
    }

    private static int rowsBeforeTheEnd(Path file, int batchRows, int line) {
        EventSource source = new CsvFormat().open(List.of(file), ReadOptions.of(Map.of("b", DataType.INT64)));
        int rows = 0;
        Split split = source.splits(source.schema()).get(0);
        try (BatchReader reader = split.open(batchRows)) {
            while (true) {
                ColumnBatch batch;
                try {
                    batch = reader.next();
                } catch (InputException e) {
                    assertTrue(e.getMessage().contains(", line " + line), e.getMessage());
                    assertThrows(InputException.class, reader::next, "it stays the end");
                    assertEquals(0, reader.badRows());
                    return rows;
                }
                for (int row = 0; row < batch.rowCount(); row++) {
                    assertEquals(1, batch.longs(0).get(row));
                }
                rows += batch.rowCount();
            }
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
