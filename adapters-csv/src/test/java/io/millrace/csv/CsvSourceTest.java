package io.millrace.csv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.core.event.DataType;
import io.millrace.core.event.Field;
import io.millrace.core.event.Schema;
import io.millrace.core.port.EventSource;
import io.millrace.core.port.ReadOptions;
import io.millrace.core.port.Split;
import io.millrace.core.run.InputException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvSourceTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r", "\r\n"})
    void endsRecordsAtAnyLineEnd(String end) {
        Path file = write(String.join(end, "a,b", "1,\"x\"", "2,\"y\ny\"", "3,"));
        assertEquals(rows(row("1", "x"), row("2", "y\ny"), row("3", null)), Tables.read(file, Map.of()));
        Path ended = write(String.join(end, "a,b", "1,\"x\"", ""));
        assertEquals(rows(row("1", "x")), Tables.read(ended, Map.of()));
    }

    @Test
    void tellsNullFromEmptyText() {
        assertEquals(
                rows(row(null, "", null), row("", null, "NULL")),
                Tables.read(write("a,b,c\n,\"\",\n\"\",,NULL\n"), Map.of()));
    }

    @Test
    void trimsNothing() {
        assertEquals(rows(row(" x ", "\t")), Tables.read(write("a,b\n x ,\t\n"), Map.of()));
    }

    @Test
    void skipsAByteOrderMarkAndEmptyLines() {
        Path file = write("\uFEFF\"a\",b\n\n1,2\n\n\n3,4\n\n");
        assertEquals(rows(row("1", "2"), row("3", "4")), Tables.read(file, Map.of()));
    }

    @Test
    void takesAnEmptyLineForANullWhereThereIsOneColumn() {
        assertEquals(rows(row("1"), row((Object) null), row("2")), Tables.read(write("a\n1\n\n2\n"), Map.of()));
    }

    @Test
    void takesAQuoteWithinAPlainFieldAsItIs() {
        assertEquals(rows(row("37°36'37.8\"N", "5\"")), Tables.read(write("a,b\n37°36'37.8\"N,5\"\n"), Map.of()));
    }

    @Test
    void readsDeclaredTypesAndTheRestAsText() {
        Path file = write("id,x,ok,at,rest\n-7,1e-3,TRUE,2024-10-31T02:00:00.5+02:00,0012\n");
        Map<String, DataType> declared =
                Map.of("id", DataType.INT64, "x", DataType.FLOAT64, "ok", DataType.BOOLEAN, "at", DataType.TIMESTAMP);
        assertEquals(rows(row(-7L, 0.001, true, 1_730_332_800_500_000L, "0012")), Tables.read(file, declared));
    }

    @Test
    void readsDecimalsExactly() {
        Path file = write("d\n12345678901234.5600\n-.05\n+7\n1.5e2\n0\n-9999999999999999.99\n");
        assertEquals(
                rows(
                        row(1_234_567_890_123_456L),
                        row(-5L),
                        row(700L),
                        row(15_000L),
                        row(0L),
                        row(-999_999_999_999_999_999L)),
                Tables.read(file, Map.of("d", DataType.decimal(18, 2))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1.234    | more than 2 digits behind the point",
                "123456.7 | more than 5 digits before the point",
                "1,5      | not a number",
                "1.5 EUR  | not a number",
                "NaN      | not a number"
            })
    void refusesWhatIsNoDecimalOfItsType(String value, String reason) {
        Path file = write("v\n\"" + value + "\"\n");
        InputException problem =
                assertThrows(InputException.class, () -> Tables.read(file, Map.of("v", DataType.decimal(7, 2))));
        assertEquals(
                file + ", line 2, column v: \"" + value + "\" is no decimal(7, 2): " + reason,
                String.valueOf(problem.getMessage()).lines().findFirst().orElseThrow());
    }

    @Test
    void convertsToTheTypeThatIsAskedFor() {
        EventSource source = new CsvFormat().open(List.of(write("b,a\n2,1\n")), ReadOptions.of(Map.of()));
        Schema reads = Schema.of(Field.nullable("a", DataType.FLOAT64), Field.nullable("b", DataType.INT64));
        assertEquals(rows(row(1.0, 2L)), Tables.read(source, reads, 10));
    }

    @Test
    void roundsDoublesCorrectly() {
        List<String> numbers = List.of(
                "0.1",
                "123456789012345678901234567890",
                "1e23",
                "2.2250738585072011e-308",
                "4.9e-324",
                "9007199254740993",
                "1.7976931348623157e308",
                "+.5",
                "5.",
                "1E+2",
                "0.000000000000000000000000000000000000123");
        List<List<@Nullable Object>> expected = numbers.stream()
                .map(number -> row(new BigDecimal(number).doubleValue()))
                .toList();
        Path file = write("x\n" + String.join("\n", numbers));
        assertEquals(expected, Tables.read(file, Map.of("x", DataType.FLOAT64)));
    }

    @Test
    void takesWhatIsNoNumberOrInfiniteAsOtherProgramsWriteIt() {
        Path file = write("x\nnan\n-Infinity\ninf\n");
        assertEquals(
                rows(row(Double.NaN), row(Double.NEGATIVE_INFINITY), row(Double.POSITIVE_INFINITY)),
                Tables.read(file, Map.of("x", DataType.FLOAT64)));
    }

    @Test
    void readsRecordsAcrossTheEndsOfItsBuffer() {
        StringBuilder text = new StringBuilder("a,b\r\n");
        for (int i = 0; i < 30_000; i++) {
            text.append(i).append(",\"").append("\r\n\"\"".repeat(i % 7)).append("\"\r\n");
        }
        List<List<@Nullable Object>> read = Tables.read(write(text.toString()), Map.of());
        assertEquals(30_000, read.size());
        for (int i = 0; i < read.size(); i++) {
            assertEquals(row(Integer.toString(i), "\r\n\"".repeat(i % 7)), read.get(i));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "bigint    | 12x                   | `line 4, column v: \"12x\" is not an integer`",
                "bigint    | 1.0                   | `\"1.0\" is not an integer`",
                "bigint    | 9223372036854775808   | `\"9223372036854775808\" is outside int64`",
                "bigint    | \"\"                  | `\"\" is not an integer`",
                "double    | 1e999                 | `\"1e999\" is outside the range of doubles`",
                "double    | 1e                    | `\"1e\" is not a number`",
                "double    | 0x10                  | `\"0x10\" is not a number`",
                "boolean   | yes                   | `\"yes\" is neither true nor false`",
                "timestamp | 2024-02-30            | `\"2024-02-30\" is a date that does not exist`",
                "timestamp | yesterday             | `\"yesterday\" is not a time`",
            })
    void namesThePlaceOfAValueThatDoesNotFit(String type, String value, String message) {
        DataType declared = DataType.simple().stream()
                .filter(candidate -> candidate.sql().equals(type))
                .findFirst()
                .orElseThrow();
        Path file = write("k,v\n\"a\nb\",\nb," + value + "\n");
        InputException problem = assertThrows(InputException.class, () -> Tables.read(file, Map.of("v", declared)));
        assertTrue(problem.getMessage().startsWith(file + ", line 4, column v: "), problem.getMessage());
        assertTrue(problem.getMessage().contains(message), problem.getMessage());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a,b;1;2,3           | line 2: 1 field where the header has 2",
                "a,b;1,2;1,2,3       | line 3: 3 fields where the header has 2",
                "a,b;1,2;1,\"2       | line 3, field 2: a quote is opened and never closed",
                "a,b;1,2;1,\"2\"x    | line 3, field 2: text goes on after a closing quote",
                "a,b,a;1,2,3         | line 1: columns 1 and 3 are both named a",
                ",;1,2               | line 1: no column has a name",
                "``                  | is empty",
            })
    void refusesFilesThatAreNoTable(String text, String message) {
        Path file = write(text.replace(';', '\n'));
        InputException problem = assertThrows(InputException.class, () -> Tables.read(file, Map.of()));
        assertTrue(problem.getMessage().startsWith(file.toString()), problem.getMessage());
        assertTrue(problem.getMessage().contains(message), problem.getMessage());
    }

    @Test
    void givesUpOnARecordWithoutEnd() throws IOException {
        Path file = write("a\n1\n\"");
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(70L << 20);
        }
        InputException problem = assertThrows(InputException.class, () -> Tables.read(file, Map.of()));
        assertTrue(problem.getMessage().contains("line 3"), problem.getMessage());
        assertTrue(problem.getMessage().contains("a quote may have been left open"), problem.getMessage());
    }

    @Test
    void refusesTextThatIsNotUtf8() throws IOException {
        Path file = folder.resolve("latin.csv");
        Files.write(file, "a,b\n1,gr\u00fcn\n".getBytes(StandardCharsets.ISO_8859_1));
        InputException problem = assertThrows(InputException.class, () -> Tables.read(file, Map.of()));
        assertTrue(problem.getMessage().contains("line 2, column b"), problem.getMessage());
        assertTrue(problem.getMessage().contains("not UTF-8"), problem.getMessage());
    }

    @Test
    void namesEveryFileAndColumnThatIsMissing() {
        Path one = write("a,b\n1,2\n");
        Path two = write("a,c\n1,2\n");
        EventSource source = new CsvFormat().open(List.of(one, two), ReadOptions.of(Map.of()));
        assertEquals(List.of("a", "b", "c"), source.schema().names());
        InputException problem = assertThrows(InputException.class, () -> source.splits(source.schema()));
        assertEquals(
                Set.of(
                        one + " | c | no such column; its columns are a, b | text in 1 file",
                        two + " | b | no such column; its columns are a, c | text in 1 file"),
                problem.getMessage()
                        .lines()
                        .filter(line -> line.contains("no such column"))
                        .map(line -> line.strip().replaceAll(" {2,}", " | "))
                        .collect(Collectors.toSet()));
        InputException declared = assertThrows(
                InputException.class,
                () -> new CsvFormat().open(List.of(one), ReadOptions.of(Map.of("bb", DataType.INT64))));
        assertTrue(declared.getMessage().contains("bb"), declared.getMessage());
    }

    @Test
    void namesTheFileThatCannotBeRead() {
        Path missing = folder.resolve("missing.csv");
        InputException problem = assertThrows(
                InputException.class, () -> new CsvFormat().open(List.of(missing), ReadOptions.of(Map.of())));
        assertTrue(problem.getMessage().contains(missing + ": no such file"), problem.getMessage());
        assertThrows(InputException.class, () -> new CsvFormat().open(List.of(folder), ReadOptions.of(Map.of())));
    }

    @Test
    void describesFilesWithoutReadingRows() {
        Path file = write("id,,x\n\"broken");
        EventSource source = new CsvFormat().open(List.of(file), ReadOptions.of(Map.of("id", DataType.INT64)));
        assertEquals(
                Schema.of(Field.nullable("id", DataType.INT64), Field.nullable("x", DataType.TEXT)), source.schema());
        assertEquals(file.toString(), source.files().get(0).name());
        assertEquals(13, source.files().get(0).bytes());
        assertEquals(3, source.files().get(0).columns().size());
        Split split = source.splits(source.schema()).get(0);
        assertEquals(13, split.bytes());
        assertEquals(-1, split.rows());
    }

    private Path write(String text) {
        try {
            return Files.writeString(Files.createTempFile(folder, "t", ".csv"), text);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @SafeVarargs
    private static List<List<@Nullable Object>> rows(List<@Nullable Object>... rows) {
        return List.of(rows);
    }

    private static List<@Nullable Object> row(@Nullable Object... cells) {
        return Arrays.asList(cells);
    }
}
