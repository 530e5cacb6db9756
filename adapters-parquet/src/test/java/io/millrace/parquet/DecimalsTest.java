package io.millrace.parquet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.millrace.core.event.DataType;
import io.millrace.core.event.Field;
import io.millrace.core.event.Schema;
import io.millrace.core.port.EventSource;
import io.millrace.core.port.InputFile;
import io.millrace.core.port.ReadOptions;
import io.millrace.core.run.InputException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.parquet.format.LogicalType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Decimals as other writers store them, and as we do. */
final class DecimalsTest {
    @TempDir
    private Path folder;

    private Path duckDb(String name, String query) {
        Path file = folder.resolve(name);
        DuckDb.write(file, query, "");
        return file;
    }

    @Test
    void readsAllThatDuckDbWrites() {
        List<String> columns = new ArrayList<>();
        for (int precision = 1; precision <= DataType.MOST_DIGITS; precision++) {
            for (int scale : new int[] {0, precision / 2, precision}) {
                String most = "9".repeat(precision - scale) + "." + "9".repeat(scale);
                columns.add("(case i when 0 then null when 1 then " + most + " when 2 then -" + most
                        + " else 0 end)::decimal(" + precision + ", " + scale + ") as p" + precision + "s" + scale + "_"
                        + columns.size());
            }
        }
        Path file = duckDb("all.parquet", "select " + String.join(", ", columns) + " from range(4) t(i)");
        Schema schema = Rows.open(file).schema();
        assertEquals(54, schema.size());
        assertEquals(
                DataType.decimal(18, 9), schema.find("p18s9_52").orElseThrow().type());
        assertEquals(Rows.expected(schema, file), Rows.read(file));
        InputFile.Statistics statistics =
                Rows.open(file).files().get(0).columns().get(52).statistics();
        assertEquals(Optional.of(-999_999_999_999_999_999L), statistics.min());
        assertEquals(Optional.of(999_999_999_999_999_999L), statistics.max());
    }

    @Test
    void tellsWhyAWiderOneCannotBeRead() {
        Path file = duckDb("wide.parquet", "select 1 as id, 1.5::decimal(19, 2) as wide, 2::decimal(38, 0) as widest");
        EventSource source = Rows.open(file);
        assertEquals(List.of("id"), source.schema().names());
        assertEquals(
                "FIXED_LEN_BYTE_ARRAY[16] (decimal(19, 2)), more than 18 digits",
                source.files().get(0).columns().get(1).storedAs());
        String message = assertThrows(
                        InputException.class,
                        () -> source.splits(Schema.of(Field.nullable("wide", DataType.decimal(18, 2)))))
                .getMessage();
        assertEquals(
                file + " | wide | FIXED_LEN_BYTE_ARRAY[16] (decimal(19, 2)), more than 18 digits, which cannot be read"
                        + " | none has decimal(18, 2)",
                row(message));
    }

    @Test
    void assertsWhatIsDeclared() {
        Path file = duckDb("declared.parquet", "select 1.5::decimal(9, 2) as price");
        String message = assertThrows(
                        InputException.class,
                        () -> new ParquetFormat()
                                .open(List.of(file), ReadOptions.of(Map.of("price", DataType.decimal(12, 2)))))
                .getMessage();
        assertEquals(
                file + " | price | decimal(9, 2) (stored as INT32 (decimal(9, 2))) | none has decimal(12, 2)",
                row(message));
    }

    /** The only row of a table, with a bar between columns. */
    private static String row(String message) {
        return message.lines().toList().get(2).strip().replaceAll(" {2,}", " | ");
    }

    @Test
    void refusesAValueWithMoreDigitsThanItsTypeHas() throws IOException {
        Path file = folder.resolve("lying.parquet");
        Schema schema = Schema.of(Field.nullable("price", DataType.decimal(9, 2)));
        Rows.write(file, schema, List.of(Arrays.asList((Long) null), List.of(99_999L), List.of(100_000L)), 10);
        Footers.change(file, metaData -> {
            var element = metaData.getSchema().get(1).setPrecision(5);
            element.setLogicalType(
                    LogicalType.DECIMAL(element.getLogicalType().getDECIMAL().setPrecision(5)));
        });
        String message =
                assertThrows(InputException.class, () -> Rows.read(file)).getMessage();
        assertEquals(file + ", row 3, column price: its value has more than the 5 digits of its type", message);
    }

    @Test
    void leavesImpossibleDecimalsAlone() throws IOException {
        Path file = folder.resolve("impossible.parquet");
        Schema schema = Schema.of(Field.nullable("price", DataType.decimal(9, 2)));
        Rows.write(file, schema, List.of(List.of(5L)), 10);
        Footers.change(file, metaData -> {
            var element = metaData.getSchema().get(1);
            element.setLogicalType(
                    LogicalType.DECIMAL(element.getLogicalType().getDECIMAL().setScale(11)));
        });
        assertEquals(List.of(), Rows.open(file).schema().names());
    }

    /** Each file holds the numbers 1 to 24, or fewer. */
    @ParameterizedTest
    @CsvSource({
        "int32_decimal, 'decimal(4, 2)', INT32",
        "int64_decimal, 'decimal(10, 2)', INT64",
        "byte_array_decimal, 'decimal(4, 2)', BYTE_ARRAY",
        "fixed_length_decimal, , FIXED_LEN_BYTE_ARRAY[11]",
        "fixed_length_decimal_legacy, 'decimal(13, 2)', FIXED_LEN_BYTE_ARRAY[6]"
    })
    void readsTheFormatsOwnExamples(String name, String type, String stored) {
        Path file = SharedData.folder("corpus/parquet-testing/data").resolve(name + ".parquet");
        EventSource source = Rows.open(file);
        InputFile.FileColumn column = source.files().get(0).columns().get(0);
        assertEquals(Optional.ofNullable(type), column.type().map(DataType::sql));
        assertEquals(stored, column.storedAs().replaceAll(" .*", ""));
        if (type != null) {
            assertEquals(Rows.expected(source.schema(), file), Rows.read(file));
            assertEquals(24, Rows.read(file).size());
            assertEquals(List.of(100L), Rows.read(file).get(0));
        }
    }
}
