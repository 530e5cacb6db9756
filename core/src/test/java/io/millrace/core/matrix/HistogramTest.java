package io.millrace.core.matrix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.core.event.ColumnBatch;
import io.millrace.core.event.DataType;
import io.millrace.core.event.Field;
import io.millrace.core.event.Schema;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

class HistogramTest {
    @Provide
    Arbitrary<List<Double>> numbers() {
        Arbitrary<Double> bits =
                Arbitraries.longs().map(Double::longBitsToDouble).filter(value -> Double.isFinite(value));
        Arbitrary<Double> cents =
                Arbitraries.integers().between(-50_000, 50_000).map(i -> i / 100.0);
        Arbitrary<Double> skewed = Arbitraries.integers().between(0, 40).map(i -> Math.pow(1.7, i));
        Arbitrary<Double> near = Arbitraries.integers().between(0, 9).map(i -> 1e15 + i / 8.0);
        return Arbitraries.of(bits, cents, skewed, near)
                .flatMap(kind -> kind.list().ofMinSize(1).ofMaxSize(300));
    }

    private static Histogram of(DataType type, List<? extends @Nullable Object> values) {
        Schema schema = Schema.of(Field.nullable("f", type));
        ColumnBatch batch = new ColumnBatch(schema, Math.max(1, values.size()));
        batch.rowCount(values.size());
        for (int row = 0; row < values.size(); row++) {
            Object value = values.get(row);
            if (value == null) {
                batch.column(0).setNull(row);
            } else if (value instanceof Double number) {
                batch.doubles(0).set(row, number);
            } else if (value instanceof Long number) {
                batch.longs(0).set(row, number);
            }
        }
        MatrixProfiler profiler = MatrixProfiler.ofEvents(schema);
        profiler.add(batch);
        Histogram.Counter counter =
                Histogram.Counter.of(profiler.profile().columns().get(0)).orElseThrow();
        counter.add(batch.column(0), values.size());
        return counter.histogram();
    }

    @Property(tries = 2000)
    void countsEveryNumberOnceBetweenItsEdges(@ForAll("numbers") List<Double> numbers) {
        Histogram histogram = of(DataType.FLOAT64, numbers);

        List<Double> edges = histogram.edges();
        int bins = histogram.counts().size();
        assertEquals(bins + 1, edges.size());
        assertTrue(bins <= 40, bins + " bars");
        long counted = histogram.below() + histogram.above();
        for (int i = 0; i < bins; i++) {
            double from = edges.get(i);
            double to = edges.get(i + 1);
            boolean last = i == bins - 1;
            assertEquals(
                    numbers.stream()
                            .filter(v -> v >= from && (v < to || last && v <= to))
                            .count(),
                    histogram.counts().get(i),
                    from + " to " + to);
            counted += histogram.counts().get(i);
        }
        assertEquals(numbers.size(), counted);
        assertEquals(numbers.stream().filter(v -> v < edges.get(0)).count(), histogram.below());
        assertEquals(numbers.stream().filter(v -> v > edges.get(bins)).count(), histogram.above());
    }

    @Example
    void hasEdgesAsAPersonWouldChooseThem() {
        List<Double> numbers = new ArrayList<>();
        for (int i = 0; i <= 100; i++) {
            numbers.add(i / 100.0);
        }
        assertEquals(
                List.of("0.0", "0.05", "0.1", "0.15", "0.2"),
                of(DataType.FLOAT64, numbers).edges().stream()
                        .limit(5)
                        .map(String::valueOf)
                        .toList());
        assertEquals(
                List.of(-2.0, -1.0, 0.0, 1.0, 2.0, 3.0, 4.0),
                of(DataType.INT64, List.of(-2L, 0L, 3L, 3L)).edges());
        assertEquals(
                List.of(1L, 0L, 1L, 0L, 0L, 2L),
                of(DataType.INT64, List.of(-2L, 0L, 3L, 3L)).counts());
    }

    @Example
    void isNotStretchedByAFewValuesFarAway() {
        List<Double> numbers = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            numbers.add(i % 100 / 10.0);
        }
        numbers.add(1e9);
        numbers.add(-1e9);
        Histogram histogram = of(DataType.FLOAT64, numbers);

        assertTrue(histogram.counts().size() > 15, histogram.toString());
        assertEquals(1, histogram.below());
        assertEquals(1, histogram.above());
    }

    @Example
    void takesConstantsNullsDecimalsAndTimes() {
        Histogram constant = of(DataType.FLOAT64, Collections.nCopies(7, 3.5));
        assertEquals(new Histogram(List.of(3.5, 3.5), List.of(7L), 0, 0), constant);

        List<@Nullable Long> cents = new ArrayList<>(List.of(199L, 250L, 1_000L));
        cents.add(null);
        Histogram decimal = of(DataType.decimal(9, 2), cents);
        assertEquals(3, decimal.counts().stream().mapToLong(Long::longValue).sum());
        assertTrue(decimal.edges().get(0) <= 1.99 && decimal.edges().get(0) > 1, decimal.toString());

        long day = 86_400_000_000L;
        Histogram times = of(DataType.TIMESTAMP, List.of(20_000 * day, 20_009 * day + 5, 20_020 * day));
        for (double edge : times.edges()) {
            assertEquals(
                    0, new BigDecimal(edge).remainder(BigDecimal.valueOf(day)).signum());
        }
    }

    @Example
    void leavesOutTextsAndColumnsWithoutValues() {
        MatrixProfiler profiler = MatrixProfiler.ofEvents(
                Schema.of(Field.nullable("t", DataType.TEXT), Field.nullable("d", DataType.FLOAT64)));
        profiler.profile().columns().forEach(column -> assertEquals(Optional.empty(), Histogram.Counter.of(column)));
    }
}
