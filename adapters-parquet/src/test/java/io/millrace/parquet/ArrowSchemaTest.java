package io.millrace.parquet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.millrace.core.event.DataType;
import io.millrace.core.event.Field;
import io.millrace.core.event.Schema;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.DictionaryEncoding;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.parquet.format.KeyValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files as Arrow's own writers make them hold an Arrow schema beside their types, and readers follow it. */
final class ArrowSchemaTest {
    @TempDir
    private Path folder;

    /** Gives the file an Arrow schema of one column, as pandas' writer does. */
    private static void addArrowSchema(Path file, String name, FieldType type) throws IOException {
        byte[] schema = new org.apache.arrow.vector.types.pojo.Schema(
                        List.of(new org.apache.arrow.vector.types.pojo.Field(name, type, null)))
                .serializeAsMessage();
        Footers.change(
                file,
                metaData -> metaData.addToKey_value_metadata(new KeyValue("ARROW:schema")
                        .setValue(Base64.getEncoder().encodeToString(schema))));
    }

    private Path write(DataType type, List<Object> values) {
        Path file = folder.resolve("arrow.parquet");
        Rows.write(
                file,
                Schema.of(Field.nullable("x", type)),
                values.stream().map(Arrays::asList).toList(),
                1000);
        return file;
    }

    private static List<Object> values(Path file) {
        return Rows.read(file).stream().map(row -> row.get(0)).toList();
    }

    private static List<Object> texts() {
        List<Object> texts = new ArrayList<>();
        for (int i = 0; i < 5000; i++) {
            texts.add(i % 7 == 0 ? null : "text " + i % 13);
        }
        return texts;
    }

    private static FieldType categories(int bitWidth) {
        ArrowType.Int codes = new ArrowType.Int(bitWidth, true);
        return new FieldType(true, new ArrowType.Utf8(), new DictionaryEncoding(0, false, codes));
    }

    @Test
    void readsCategories() throws IOException {
        List<Object> texts = texts();
        Path file = write(DataType.TEXT, texts);
        addArrowSchema(file, "x", categories(8));
        assertEquals(texts, values(file));
    }

    @Test
    void readsCategoriesThatChangeFromRowGroupToRowGroup() throws IOException {
        Path file = folder.resolve("groups.parquet");
        DuckDb.write(
                file,
                "select case when i % 11 > 0 then 'v' || i // 100 end as x from range(20000) t(i)",
                ", row_group_size 2048");
        List<List<Object>> expected = Rows.read(file);
        assertEquals(Rows.expected(Rows.open(file).schema(), file), expected);
        addArrowSchema(file, "x", categories(32));
        assertEquals(expected, Rows.read(file));
        assertEquals(expected, Rows.read(Rows.open(file), Rows.open(file).schema(), 300));
    }

    @Test
    void readsLargeStrings() throws IOException {
        List<Object> texts = texts();
        Path file = write(DataType.TEXT, texts);
        addArrowSchema(file, "x", FieldType.nullable(new ArrowType.LargeUtf8()));
        assertEquals(texts, values(file));
    }

    @Test
    void readsTimesInTheirZoneAndUnit() throws IOException {
        List<Object> times = Arrays.asList(-1L, 1_727_740_800_000_001L, null);
        Path file = write(DataType.TIMESTAMP, times);
        addArrowSchema(file, "x", FieldType.nullable(new ArrowType.Timestamp(TimeUnit.MICROSECOND, "Europe/Berlin")));
        assertEquals(times, values(file));
    }
}
