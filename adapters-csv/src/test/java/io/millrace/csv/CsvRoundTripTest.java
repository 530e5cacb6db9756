package io.millrace.csv;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.millrace.core.contract.MemoryEventSource;
import io.millrace.core.contract.TextForm;
import io.millrace.core.event.DataType;
import io.millrace.core.event.Field;
import io.millrace.core.event.Schema;
import io.millrace.core.port.EventSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;

/** What is written reads back equal: by our own reader, and by DuckDB. */
class CsvRoundTripTest {
    private static final long YEAR_1 = -62_135_596_800_000_000L;
    private static final long YEAR_9999 = 253_370_764_800_000_000L;
    private static final long NINES = 999_999_999_999_999_999L;
    private static final Schema SCHEMA = Schema.of(
            Field.nullable("a \"text\", quoted", DataType.TEXT),
            Field.nullable("whole", DataType.INT64),
            Field.nullable("real", DataType.FLOAT64),
            Field.nullable("flag", DataType.BOOLEAN),
            Field.nullable("at", DataType.TIMESTAMP),
            Field.nullable("paid", DataType.decimal(18, 4)),
            Field.nullable("last", DataType.TEXT));

    @Property(tries = 300)
    void readsBackWhatItWrote(
            @ForAll("rows") @Size(max = 40) List<@Nullable Object[]> rows,
            @ForAll TextForm form,
            @ForAll @IntRange(min = 1, max = 50) int batchRows)
            throws IOException {
        EventSource source =
                MemoryEventSource.ofRows(SCHEMA, rows).withText(form).withEmptyBatches();
        Path file = Files.createTempFile("round-trip", ".csv");
        try {
            Tables.write(source, file, batchRows);
            assertEquals(Tables.read(source, SCHEMA, 64), Tables.read(file, types(SCHEMA)));
        } finally {
            Files.delete(file);
        }
    }

    @Property(tries = 40)
    void isReadAlikeByDuckDb(@ForAll("rows") @Size(min = 1, max = 60) List<@Nullable Object[]> rows)
            throws IOException {
        EventSource source = MemoryEventSource.ofRows(SCHEMA, rows);
        Path file = Files.createTempFile("duckdb", ".csv");
        try {
            Tables.write(source, file, 25);
            assertEquals(Tables.read(source, SCHEMA, 64), DuckDb.readCsv(file, SCHEMA));
        } finally {
            Files.delete(file);
        }
    }

    @Property(tries = 200)
    void readsBackATableOfOneColumn(@ForAll("cells") @Size(max = 20) List<@Nullable Object[]> rows) throws IOException {
        Schema one = Schema.of(Field.nullable("only", DataType.TEXT));
        EventSource source = MemoryEventSource.ofRows(one, rows);
        Path file = Files.createTempFile("one-column", ".csv");
        try {
            Tables.write(source, file, 7);
            assertEquals(Tables.read(source, one, 64), Tables.read(file, Map.of()));
        } finally {
            Files.delete(file);
        }
    }

    @Provide
    Arbitrary<List<@Nullable Object[]>> rows() {
        Arbitrary<@Nullable Object[]> row = Combinators.combine(
                        text(),
                        Arbitraries.longs().injectNull(0.1),
                        doubles(),
                        Arbitraries.of(true, false).injectNull(0.1),
                        Arbitraries.longs().between(YEAR_1, YEAR_9999).injectNull(0.1),
                        Arbitraries.longs().between(-NINES, NINES).injectNull(0.1),
                        text())
                .as((first, whole, real, flag, at, paid, last) ->
                        new Object[] {first, whole, real, flag, at, paid, last});
        return row.list();
    }

    @Provide
    Arbitrary<List<@Nullable Object[]>> cells() {
        return text().map(value -> new Object[] {value}).list();
    }

    private static Arbitrary<Double> doubles() {
        Arbitrary<Double> anyBits = Arbitraries.longs()
                .map(Double::longBitsToDouble)
                .filter(value -> !Double.isNaN(value) && !Double.isInfinite(value));
        return Arbitraries.oneOf(
                        anyBits,
                        Arbitraries.doubles(),
                        Arbitraries.of(0.0, 9.99, 1e22, Double.MIN_VALUE, Math.nextUp(1e22)))
                .map(value -> value + 0.0)
                .injectNull(0.1);
    }

    private static Arbitrary<String> text() {
        Arbitrary<String> nasty = Arbitraries.of(
                        "\"",
                        ",",
                        "\r",
                        "\n",
                        "\r\n",
                        " ",
                        "\uFEFF",
                        "a",
                        "ß",
                        "表",
                        "\uD83D\uDE0E",
                        "NULL",
                        "\\",
                        "'",
                        "\t")
                .list()
                .ofMaxSize(6)
                .map(parts -> String.join("", parts));
        return Arbitraries.oneOf(nasty, Arbitraries.of("", "page_view", "007", "-1", "=1+1"))
                .injectNull(0.1);
    }

    private static Map<String, DataType> types(Schema schema) {
        return schema.fields().stream().collect(Collectors.toMap(Field::name, Field::type));
    }
}
