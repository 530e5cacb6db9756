package io.millrace.core.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.core.port.BadRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuarantineFileTest {
    @TempDir
    Path folder;

    private static BadRow row(String file, long offset) {
        return new BadRow(file, offset + 1, offset, "c", "\"x\" is not an integer", "x,\\n" + offset);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1000, 1 << 20})
    void writesTheSameBytesWhateverComesFirst(long mostBytes) throws IOException {
        List<BadRow> rows = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            rows.add(row(i % 3 == 0 ? "b.csv" : "a.csv", i * 7L));
        }
        StringBuilder expected = new StringBuilder("file,line,offset,column,reason,raw\n");
        for (String file : List.of("a.csv", "b.csv")) {
            for (BadRow row : rows) {
                if (row.file().equals(file)) {
                    expected.append("\"" + file + "\"," + row.line() + "," + row.offset()
                            + ",\"c\",\"\"\"x\"\" is not an integer\",\"x,\\n" + row.offset() + "\"\n");
                }
            }
        }
        Collections.shuffle(rows, new Random(5));
        Path target = folder.resolve("new/quarantine");
        try (QuarantineFile file = QuarantineFile.in(target, BadRowLimit.NONE, mostBytes)) {
            rows.parallelStream().forEach(file::add);
            file.write(500);
            assertFalse(Files.exists(file.target()), "not before commit");
            file.commit();
        }
        assertEquals(expected.toString(), Files.readString(target.resolve("bad-rows.csv")));
        assertEquals(List.of("bad-rows.csv"), names(target));
    }

    @Test
    void leavesNothingWithoutCommit() throws IOException {
        try (QuarantineFile file = QuarantineFile.in(folder, BadRowLimit.NONE)) {
            file.add(row("a", 1));
            file.write(1);
        }
        assertEquals(List.of(), names(folder));
    }

    @Test
    void endsAtOnceWhereThereAreTooMany() {
        try (QuarantineFile file = QuarantineFile.in(folder, BadRowLimit.parse("2"))) {
            file.add(row("a", 1));
            file.add(row("a", 2));
            var problem = assertThrows(InputException.class, () -> file.add(row("a", 3)));
            assertTrue(problem.getMessage().contains("more than 2 rows"), problem.getMessage());
        }
    }

    @Test
    void endsAtTheEndWhereTheShareIsTooLarge() {
        try (QuarantineFile file = QuarantineFile.in(folder, BadRowLimit.parse("1.5%"))) {
            file.add(row("a", 1));
            file.add(row("a", 2));
            file.add(row("a", 3));
            var problem = assertThrows(InputException.class, () -> file.write(199));
            assertTrue(problem.getMessage().contains("3 of 199 rows"), problem.getMessage());
            file.write(200);
        }
    }

    @ParameterizedTest
    @CsvSource({"-1", "x", "101%", "-1%", "%", "''"})
    void refusesOtherLimits(String text) {
        assertThrows(IllegalArgumentException.class, () -> BadRowLimit.parse(text));
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
