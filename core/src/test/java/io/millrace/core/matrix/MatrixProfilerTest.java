package io.millrace.core.matrix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.core.event.ColumnBatch;
import io.millrace.core.event.DataType;
import io.millrace.core.event.Dictionary;
import io.millrace.core.event.DictionaryEncoder;
import io.millrace.core.event.Field;
import io.millrace.core.event.Schema;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;

class MatrixProfilerTest {
    private static final MathContext DIGITS = new MathContext(50);
    private static final Schema SCHEMA = Schema.of(
            Field.required("user_id", DataType.TEXT),
            Field.nullable("ratio", DataType.FLOAT64),
            Field.nullable("amount", DataType.FLOAT64),
            Field.nullable("count", DataType.INT64),
            Field.nullable("paying", DataType.BOOLEAN),
            Field.nullable("last", DataType.TIMESTAMP),
            Field.nullable("same", DataType.INT64));

    /** A row of the schema, boxed. */
    private static @Nullable Object[] row(int number, Random random) {
        double ratio = random.nextInt(9) == 0 ? Double.NaN : random.nextInt(100) / 100.0;
        return new @Nullable Object[] {
            "user" + number,
            random.nextInt(7) == 0 ? null : ratio,
            random.nextInt(5) == 0 ? null : 1e9 + random.nextGaussian() + ratio,
            random.nextInt(6) == 0 ? null : (long) (random.nextInt(1000) - 300),
            random.nextInt(3) == 0 ? null : random.nextBoolean(),
            random.nextInt(3) == 0 ? null : random.nextLong(),
            7L
        };
    }

    private static List<@Nullable Object[]> rows(int count, Random random) {
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            rows.add(row(random.nextInt(count), random));
        }
        return rows;
    }

    /** Gives the rows to the profiler in batches of random sizes, with random kinds of dictionaries. */
    private static void give(List<@Nullable Object[]> rows, MatrixProfiler profiler, Random random) {
        int batchRows = 1 + random.nextInt(1500);
        ColumnBatch batch = new ColumnBatch(SCHEMA, batchRows);
        DictionaryEncoder encoder = new DictionaryEncoder();
        for (int from = 0; from < rows.size(); from += batchRows) {
            List<@Nullable Object[]> part = rows.subList(from, Math.min(rows.size(), from + batchRows));
            boolean distinct = random.nextBoolean();
            Dictionary repeating = new Dictionary(false);
            batch.clear();
            batch.rowCount(part.size());
            batch.texts(0).dictionary(distinct ? encoder.dictionary() : repeating);
            for (int row = 0; row < part.size(); row++) {
                String key = (String) Objects.requireNonNull(part.get(row)[0]);
                byte[] utf8 = key.getBytes(StandardCharsets.UTF_8);
                batch.texts(0).set(row, distinct ? encoder.encode(key) : repeating.append(utf8, 0, utf8.length));
                for (int column = 1; column < SCHEMA.size(); column++) {
                    set(batch, column, row, part.get(row)[column]);
                }
            }
            profiler.add(batch);
        }
    }

    private static void set(ColumnBatch batch, int column, int row, @Nullable Object value) {
        if (value == null) {
            batch.column(column).setNull(row);
        } else if (value instanceof Double number) {
            batch.doubles(column).set(row, number);
        } else {
            batch.longs(column).set(row, value instanceof Boolean truth ? (truth ? 1 : 0) : (Long) value);
        }
    }

    @Property(tries = 60)
    void tellsWhatTheRowsAre(@ForAll Random random) {
        List<@Nullable Object[]> rows = rows(1 + random.nextInt(3000), random);
        MatrixProfiler profiler = MatrixProfiler.ofMatrix(SCHEMA, 1);
        give(rows, profiler, random);
        MatrixProfile profile = profiler.profile();
        assertEquals(rows.size(), profile.rows());
        for (int column = 0; column < SCHEMA.size(); column++) {
            checkColumn(column, rows, profile.columns().get(column));
        }
        checkCorrelations(rows, profile);
    }

    private static void checkColumn(int column, List<@Nullable Object[]> rows, ColumnProfile profile) {
        List<Object> values = values(rows, column);
        assertEquals(SCHEMA.field(column).name(), profile.name());
        assertEquals(rows.size(), profile.rows());
        assertEquals(rows.size() - values.size(), profile.nulls());
        assertEquals(new HashSet<>(values).size(), profile.distinct());
        assertTrue(profile.distinctExact());
        assertEquals(values.stream().min(MatrixProfilerTest::compare), profile.min());
        assertEquals(values.stream().max(MatrixProfilerTest::compare), profile.max());
        boolean number = SCHEMA.field(column).type().isNumeric();
        assertEquals(number && !values.isEmpty(), profile.mean().isPresent());
        assertEquals(number && values.size() > 1, profile.deviation().isPresent());
        assertEquals(
                number && !values.isEmpty() ? ColumnProfile.QUANTILES.size() : 0,
                profile.quantiles().size());
        if (number && !values.isEmpty()) {
            List<Object> sorted =
                    values.stream().sorted(MatrixProfilerTest::compare).toList();
            double median = ((Number) sorted.get((sorted.size() - 1) / 2)).doubleValue();
            assertEquals(median, profile.quantiles().get(3), 0.01 * Math.abs(median));
        }
    }

    /** The values of a column that are not null. */
    private static List<Object> values(List<@Nullable Object[]> rows, int column) {
        List<Object> values = new ArrayList<>();
        for (@Nullable Object[] row : rows) {
            Object value = row[column];
            if (value != null && !(value instanceof Double number && number.isNaN())) {
                values.add(value);
            }
        }
        return values;
    }

    @SuppressWarnings("unchecked")
    private static int compare(Object a, Object b) {
        return ((Comparable<Object>) a).compareTo(b);
    }

    private static void checkCorrelations(List<@Nullable Object[]> rows, MatrixProfile profile) {
        List<String> pairs = new ArrayList<>();
        for (int left = 1; left < 4; left++) {
            for (int right = left + 1; right < 4; right++) {
                OptionalDouble expected = correlation(rows, left, right);
                String a = SCHEMA.field(left).name();
                String b = SCHEMA.field(right).name();
                Optional<Correlation> found = profile.correlations().stream()
                        .filter(correlation -> correlation.left().equals(a)
                                && correlation.right().equals(b))
                        .findFirst();
                assertEquals(expected.isPresent(), found.isPresent());
                if (found.isPresent()) {
                    assertEquals(expected.getAsDouble(), found.get().value(), 1e-12);
                    pairs.add(a + b);
                }
            }
        }
        assertEquals(
                pairs,
                profile.correlations().stream().map(c -> c.left() + c.right()).toList());
    }

    private static OptionalDouble correlation(List<@Nullable Object[]> rows, int left, int right) {
        BigDecimal n = BigDecimal.ZERO;
        BigDecimal[] sums = new BigDecimal[5];
        Arrays.fill(sums, BigDecimal.ZERO);
        for (@Nullable Object[] row : rows) {
            if (row[left] instanceof Number a && row[right] instanceof Number b) {
                if (Double.isNaN(a.doubleValue()) || Double.isNaN(b.doubleValue())) {
                    continue;
                }
                BigDecimal x = new BigDecimal(a.doubleValue());
                BigDecimal y = new BigDecimal(b.doubleValue());
                n = n.add(BigDecimal.ONE);
                sums[0] = sums[0].add(x);
                sums[1] = sums[1].add(y);
                sums[2] = sums[2].add(x.multiply(x));
                sums[3] = sums[3].add(y.multiply(y));
                sums[4] = sums[4].add(x.multiply(y));
            }
        }
        BigDecimal xx = n.multiply(sums[2]).subtract(sums[0].multiply(sums[0]));
        BigDecimal yy = n.multiply(sums[3]).subtract(sums[1].multiply(sums[1]));
        BigDecimal xy = n.multiply(sums[4]).subtract(sums[0].multiply(sums[1]));
        if (xx.signum() == 0 || yy.signum() == 0) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(xy.divide(xx.multiply(yy).sqrt(DIGITS), DIGITS).doubleValue());
    }

    @Property(tries = 30)
    void doesNotDependOnBatches(@ForAll Random random) {
        List<@Nullable Object[]> rows = rows(random.nextInt(4000), random);
        MatrixProfiler first = MatrixProfiler.ofMatrix(SCHEMA, 1);
        MatrixProfiler second = MatrixProfiler.ofMatrix(SCHEMA, 1);
        give(rows, first, random);
        give(rows, second, random);
        assertEquals(first.profile(), second.profile());
    }

    @Property(tries = 30)
    void mergesPartsInAnyOrderToTheSameProfile(@ForAll Random random) {
        List<@Nullable Object[]> rows = rows(random.nextInt(3000), random);
        MatrixProfiler whole = MatrixProfiler.ofEvents(SCHEMA);
        give(rows, whole, random);
        List<@Nullable Object[]> shuffled = new ArrayList<>(rows);
        Collections.shuffle(shuffled, random);
        MatrixProfiler merged = MatrixProfiler.ofEvents(SCHEMA);
        int middle = random.nextInt(rows.size() + 1);
        give(shuffled.subList(middle, rows.size()), merged, random);
        MatrixProfiler part = MatrixProfiler.ofEvents(SCHEMA);
        give(shuffled.subList(0, middle), part, random);
        merged.merge(part);
        assertEquals(whole.profile(), merged.profile());
        assertTrue(merged.profile().correlations().isEmpty());
    }

    @Example
    void correlatesAColumnWithItselfByOneAndWithItsOppositeByMinusOne() {
        Schema schema = Schema.of(
                Field.required("id", DataType.INT64),
                Field.required("a", DataType.FLOAT64),
                Field.required("b", DataType.FLOAT64),
                Field.required("c", DataType.FLOAT64));
        MatrixProfiler profiler = MatrixProfiler.ofMatrix(schema, 1);
        ColumnBatch batch = new ColumnBatch(schema, 3000);
        batch.rowCount(3000);
        Random random = new Random(3);
        for (int row = 0; row < 3000; row++) {
            double value = 1e12 + random.nextDouble();
            batch.longs(0).set(row, row);
            batch.doubles(1).set(row, value);
            batch.doubles(2).set(row, value);
            batch.doubles(3).set(row, -value);
        }
        profiler.add(batch);
        List<Correlation> correlations = profiler.profile().correlations();
        assertEquals(1.0, correlations.get(0).value(), 1e-15);
        assertEquals(-1.0, correlations.get(1).value(), 1e-15);
        assertEquals(3, correlations.size());
    }

    @Example
    void refusesToMergeWhatDependsOnOrder() {
        MatrixProfiler matrix = MatrixProfiler.ofMatrix(SCHEMA, 1);
        assertThrows(IllegalStateException.class, () -> matrix.merge(MatrixProfiler.ofMatrix(SCHEMA, 1)));
        MatrixProfiler events = MatrixProfiler.ofEvents(SCHEMA);
        Schema other = Schema.of(Field.required("x", DataType.INT64));
        assertThrows(IllegalArgumentException.class, () -> events.merge(MatrixProfiler.ofEvents(other)));
    }

    @Example
    void tellsDecimalsInTheirUnit() {
        Schema schema = Schema.of(Field.nullable("price", DataType.decimal(9, 2)));
        MatrixProfiler profiler = MatrixProfiler.ofEvents(schema);
        ColumnBatch batch = new ColumnBatch(schema, 3);
        batch.rowCount(3);
        batch.longs(0).set(0, 150);
        batch.longs(0).set(1, 250);
        batch.longs(0).setNull(2);
        profiler.add(batch);
        ColumnProfile price = profiler.profile().columns().get(0);
        assertEquals(Optional.of(150L), price.min());
        assertEquals(Optional.of(250L), price.max());
        assertEquals(OptionalDouble.of(2.0), price.mean());
        assertEquals(Math.sqrt(0.5), price.deviation().orElseThrow(), 1e-15);
        assertEquals(1.5, price.quantiles().get(0), 0.015);
    }

    @Example
    void tellsAnEmptyTable() {
        MatrixProfile profile = MatrixProfiler.ofMatrix(SCHEMA, 1).profile();
        assertEquals(0, profile.rows());
        assertTrue(profile.strongest().isEmpty());
        for (ColumnProfile column : profile.columns()) {
            assertTrue(column.min().isEmpty()
                    && column.mean().isEmpty()
                    && column.quantiles().isEmpty());
            assertFalse(column.isConstant());
        }
    }
}
