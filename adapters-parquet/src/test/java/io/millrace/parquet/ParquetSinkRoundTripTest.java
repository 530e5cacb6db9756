package io.millrace.parquet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.millrace.core.event.DataType;
import io.millrace.core.event.Field;
import io.millrace.core.event.Schema;
import io.millrace.core.port.ReadOptions.Reader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Any table comes back as it was written, through our reader and through DuckDB. */
final class ParquetSinkRoundTripTest {
    record Table(Schema schema, List<List<Object>> rows) {
        @Override
        public String toString() {
            return schema + " with " + rows.size() + " rows";
        }
    }

    @Property(tries = 150)
    void comesBackAsWritten(@ForAll("tables") Table table, @ForAll @IntRange(min = 1, max = 3_000) int batchRows)
            throws IOException {
        Path file = Files.createTempFile("millrace-property", ".parquet");
        try {
            Rows.write(file, table.schema(), table.rows(), batchRows);
            assertEquals(table.rows(), Rows.read(Reader.PAGE, file));
            assertEquals(table.rows(), Rows.read(Rows.open(file), table.schema(), batchRows));
            assertEquals(table.rows(), Rows.read(Reader.ARROW, file));
            assertEquals(table.rows(), Rows.expected(table.schema(), file));
        } finally {
            Files.delete(file);
        }
    }

    @Provide
    Arbitrary<Table> tables() {
        return schemas()
                .flatMap(schema -> Combinators.combine(
                                Arbitraries.integers().between(0, 2_500), Arbitraries.randomValue(random -> random))
                        .as((count, random) -> new Table(schema, rows(schema, count, random))));
    }

    private static Arbitrary<DataType> decimals() {
        return Arbitraries.integers()
                .between(1, DataType.MOST_DIGITS)
                .flatMap(precision ->
                        Arbitraries.integers().between(0, precision).map(scale -> DataType.decimal(precision, scale)));
    }

    private static Arbitrary<Schema> schemas() {
        Arbitrary<List<DataType>> types = Arbitraries.oneOf(Arbitraries.of(DataType.simple()), decimals())
                .list()
                .ofMinSize(1)
                .ofMaxSize(5);
        Arbitrary<List<Boolean>> nullable = Arbitraries.of(true, false).list().ofSize(5);
        return Combinators.combine(types, nullable).as((columns, nulls) -> {
            List<Field> fields = new ArrayList<>();
            for (int i = 0; i < columns.size(); i++) {
                fields.add(new Field("column " + i, columns.get(i), nulls.get(i)));
            }
            return new Schema(fields);
        });
    }

    /** Values from few to many distinct ones, in runs from short to long, so that every encoding occurs. */
    private static List<List<Object>> rows(Schema schema, int count, java.util.Random random) {
        int distinct = 1 << random.nextInt(13);
        int run = 1 << random.nextInt(8);
        int nullShare = random.nextInt(101);
        List<List<Object>> rows = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            List<Object> row = new ArrayList<>();
            for (int column = 0; column < schema.size(); column++) {
                Field field = schema.field(column);
                if (i > 0 && random.nextInt(run) != 0) {
                    row.add(rows.get(i - 1).get(column));
                } else if (field.nullable() && random.nextInt(100) < nullShare) {
                    row.add(null);
                } else {
                    row.add(value(field.type(), new java.util.Random(random.nextInt(distinct))));
                }
            }
            rows.add(row);
        }
        return rows;
    }

    private static Object value(DataType type, java.util.Random random) {
        random.nextLong();
        return switch (type.kind()) {
            case INT64 -> pick(random, new Object[] {Long.MIN_VALUE, Long.MAX_VALUE, -1L, 0L}, random.nextLong());
            case TIMESTAMP -> random.nextLong() >> 8;
            case DECIMAL -> random.nextLong() % (DecimalTypes.most(type.precision()) + 1);
            case BOOLEAN -> random.nextBoolean();
            case FLOAT64 ->
                pick(
                        random,
                        new Object[] {
                            -0.0, 0.0, Double.NaN, Double.MIN_VALUE, Double.NEGATIVE_INFINITY, Double.MAX_VALUE
                        },
                        random.nextGaussian());
            case TEXT ->
                pick(
                        random,
                        new Object[] {"", " ", "NULL", "\u0000", "é\uD83D\uDE00", "\"',\n\r\\", "x".repeat(5_000)},
                        "text " + random.nextInt());
        };
    }

    private static Object pick(java.util.Random random, Object[] nasty, Object ordinary) {
        return random.nextInt(3) == 0 ? nasty[random.nextInt(nasty.length)] : ordinary;
    }
}
