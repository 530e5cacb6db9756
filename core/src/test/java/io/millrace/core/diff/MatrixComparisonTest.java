package io.millrace.core.diff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.core.contract.MemoryEventSource;
import io.millrace.core.contract.TextForm;
import io.millrace.core.event.DataType;
import io.millrace.core.event.Field;
import io.millrace.core.event.Schema;
import io.millrace.core.run.InputException;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What two matrices differ by, against DuckDB's answers. */
class MatrixComparisonTest {
    private static final Schema SCHEMA = Schema.of(
            Field.nullable("who", DataType.TEXT),
            Field.nullable("as_of", DataType.TIMESTAMP),
            Field.nullable("number", DataType.FLOAT64),
            Field.nullable("whole", DataType.INT64),
            Field.nullable("flag", DataType.BOOLEAN),
            Field.nullable("moment", DataType.TIMESTAMP),
            Field.nullable("kind", DataType.TEXT),
            Field.nullable("many", DataType.TEXT));

    /** Three times for each entity; most of them twice, with other values where the seed differs. */
    private static String table(int seed, int rows, int missing) {
        return "select 'u' || i // 3 as who, timestamp '2024-10-01' + to_days((i % 3)::int) as as_of,"
                + " case hash(i, 1) % 4 when 0 then 0 when 1 then null else (hash(i, " + seed
                + ") % 997) / 8.0 end as number,"
                + " (2000 + hash(i, " + seed + ", 2) % (20 + " + seed + "))::bigint as whole,"
                + " hash(i, " + seed + ", 3) % (2 + " + seed + ") = 0 as flag,"
                + " case when hash(i, " + seed
                + ") % 5 > 0 then timestamp '2024-09-01' + to_microseconds(((hash(i, 4) % 1000003) * "
                + (1_000_000 + seed) + ")::bigint) end as moment,"
                + " case when hash(i, " + seed + ") % 9 > 0 then 'k' || (hash(i, " + seed + ", 5) % 6) end as kind,"
                + " 'm' || floor(sqrt(hash(i, " + seed + ") % 900)) as many"
                + " from range(" + rows + ") r(i) where hash(i // 3) % 10 <> " + missing
                + " and hash(i) % 17 <> " + missing;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 40, 3_000, 15_000})
    void tellsWhatDuckDbTells(int rows) throws SQLException {
        try (DiffOracle oracle = new DiffOracle(SCHEMA, "who, as_of", table(1, rows, 3), table(2, rows, 5))) {
            MatrixTable a = composite(oracle.table("a").inSplits(71).withEmptyBatches());
            MatrixTable b = composite(oracle.table("b").inSplits(113).withText(TextForm.REPEATING));

            MatrixDifference difference = MatrixComparison.of(a, b, 2, () -> {});

            assertEquals(oracle.count("from a"), difference.rowsA());
            assertEquals(oracle.count("from b"), difference.rowsB());
            assertEquals(oracle.count("from a join b using (who, as_of)"), difference.rowsInBoth());
            assertEquals(
                    oracle.count("select distinct who from a anti join b using (who)"),
                    difference.gone().count());
            assertEquals(
                    oracle.count("select distinct who from b anti join a using (who)"),
                    difference.added().count());
            assertEquals(
                    oracle.count("select distinct who from a"),
                    difference.gone().of());
            assertEquals(
                    oracle.count("select distinct who from b"),
                    difference.added().of());
            assertEquals(6, difference.features().size());
            for (FeatureDifference feature : difference.features()) {
                oracle.assertSame(feature);
            }
        }
    }

    @Test
    void findsNoDifferenceBetweenAMatrixAndItself() throws SQLException {
        try (DiffOracle oracle = new DiffOracle(SCHEMA, "who, as_of", table(1, 50_000, 3), "select 1")) {
            MatrixTable a = composite(oracle.table("a"));

            MatrixDifference difference = MatrixComparison.of(a, a, 2, () -> {});

            assertEquals(difference.rowsA(), difference.rowsInBoth());
            for (FeatureDifference feature : difference.features()) {
                assertEquals(0, feature.changed());
                assertEquals(OptionalDouble.of(0), feature.drift());
            }
        }
    }

    private static MatrixTable composite(MemoryEventSource source) {
        return new MatrixTable("m", source, SCHEMA, 2, 1);
    }

    private static MatrixTable matrix(DataType type, Object[]... rows) {
        Schema schema = Schema.of(Field.nullable("id", DataType.INT64), Field.nullable("f", type));
        return new MatrixTable("m.csv", MemoryEventSource.ofRows(schema, List.of(rows)), schema, 1, 1);
    }

    private static FeatureDifference compare(MatrixTable a, MatrixTable b) {
        return MatrixComparison.of(a, b, 0, () -> {}).features().get(0);
    }

    @Test
    void seesBothSidesOfAConstant() {
        MatrixTable constant = matrix(DataType.FLOAT64, new Object[] {1L, 5.0}, new Object[] {2L, 5.0});
        // A share of 1 against half a row of two, and the other way around.
        double expected = 2 * 0.75 * Math.log(4);

        for (double other : new double[] {4.999999, 5.000001}) {
            MatrixTable moved = matrix(DataType.FLOAT64, new Object[] {1L, other}, new Object[] {2L, other});
            assertEquals(expected, compare(constant, moved).drift().orElseThrow(), 1e-12);
        }
    }

    @Test
    void subtractsLongIntegersExactly() {
        long large = 1L << 60;
        FeatureDifference found = compare(
                matrix(DataType.INT64, new Object[] {1L, large}, new Object[] {2L, Long.MIN_VALUE}),
                matrix(DataType.INT64, new Object[] {1L, large + 1}, new Object[] {2L, Long.MAX_VALUE}));

        assertEquals(2, found.changed());
        assertEquals(0x1p64, found.largest().orElseThrow());
        assertEquals("2", found.largestAt().orElseThrow());
        assertEquals(
                1.0,
                compare(
                                matrix(DataType.INT64, new Object[] {1L, large}),
                                matrix(DataType.INT64, new Object[] {1L, large + 1}))
                        .largest()
                        .orElseThrow());
    }

    @Test
    void comparesNumbersOfDifferentTypes() {
        FeatureDifference found = compare(
                matrix(DataType.decimal(9, 2), new Object[] {1L, 150L}, new Object[] {2L, 250L}),
                matrix(DataType.FLOAT64, new Object[] {1L, 1.5}, new Object[] {2L, 2.0}));

        assertEquals(1, found.changed());
        assertEquals(-0.5, found.largest().orElseThrow());
    }

    @Test
    void takesNotANumberForNull() {
        FeatureDifference found = compare(
                matrix(DataType.FLOAT64, new Object[] {1L, Double.NaN}, new Object[] {2L, null}, new Object[] {3L, -0.0
                }),
                matrix(DataType.FLOAT64, new Object[] {1L, null}, new Object[] {2L, 7.0}, new Object[] {3L, 0.0}));

        assertEquals(1, found.changed());
        assertEquals(1, found.nullInOne());
        assertEquals(2, found.nullsA());
    }

    @ParameterizedTest
    @EnumSource(Disorder.class)
    void refusesRowsThatAreNotInOrder(Disorder disorder) {
        for (int split : new int[] {1, 10}) {
            Schema schema = Schema.of(Field.nullable("id", DataType.INT64));
            MatrixTable sorted = new MatrixTable(
                    "sorted.csv", MemoryEventSource.ofRows(schema, List.<Object[]>of(new Object[] {1L})), schema, 1, 1);
            MatrixTable broken = new MatrixTable(
                    "broken.csv",
                    MemoryEventSource.ofRows(schema, disorder.rows).inSplits(split),
                    schema,
                    1,
                    1);

            String message = assertThrows(InputException.class, () -> MatrixComparison.of(sorted, broken, 0, () -> {}))
                    .getMessage();

            assertTrue(message.startsWith("broken.csv") && message.contains(disorder.words), message);
        }
    }

    private enum Disorder {
        LOWER("not sorted by id (bigint): row 3 has 9 after 10", 7L, 10L, 9L),
        TWICE("row 3 has the same key as the row before it, id 10", 7L, 10L, 10L),
        MISSING("row 2 has no id", 7L, null, 10L);

        private final String words;
        private final List<Object[]> rows;

        Disorder(String words, Long... ids) {
            this.words = words;
            this.rows = Arrays.stream(ids).map(id -> new Object[] {id}).toList();
        }
    }
}
