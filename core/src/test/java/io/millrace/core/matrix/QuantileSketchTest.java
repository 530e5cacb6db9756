package io.millrace.core.matrix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class QuantileSketchTest {
    @Provide
    Arbitrary<List<Double>> numbers() {
        Arbitrary<Double> bits =
                Arbitraries.longs().map(Double::longBitsToDouble).filter(value -> Double.isFinite(value));
        Arbitrary<Double> small =
                Arbitraries.integers().between(-50_000, 50_000).map(i -> i / 100.0);
        Arbitrary<Double> whole = Arbitraries.integers().between(-5, 300).map(i -> (double) i);
        return Arbitraries.of(bits, small, whole)
                .flatMap(kind -> kind.list().ofMinSize(1).ofMaxSize(300));
    }

    @Property(tries = 2000)
    void liesWithinOnePercentOfTheNumberAtThePlace(@ForAll("numbers") List<Double> numbers) {
        QuantileSketch sketch = new QuantileSketch();
        numbers.forEach(sketch::add);
        double[] sorted =
                numbers.stream().mapToDouble(number -> number + 0.0).sorted().toArray();
        for (double share : new double[] {0, 0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99, 1}) {
            double exact = sorted[(int) (share * (sorted.length - 1))];
            assertEquals(exact, sketch.quantile(share), 0.01 * Math.abs(exact));
        }
    }

    @Property(tries = 500)
    void dependsOnNeitherOrderNorGrouping(@ForAll("numbers") List<Double> numbers) {
        QuantileSketch forward = new QuantileSketch();
        QuantileSketch first = new QuantileSketch();
        QuantileSketch second = new QuantileSketch();
        for (int i = 0; i < numbers.size(); i++) {
            forward.add(numbers.get(i));
            (i % 3 == 0 ? first : second).add(numbers.get(numbers.size() - 1 - i));
        }
        second.merge(first);
        for (double share : ColumnProfile.QUANTILES) {
            assertEquals(forward.quantile(share), second.quantile(share));
        }
    }

    @Example
    void isExactWhereABucketHoldsOneNumberOnly() {
        QuantileSketch sketch = new QuantileSketch();
        for (int i = 0; i < 100; i++) {
            sketch.add(i < 60 ? 0.1 : 127);
        }
        assertEquals(0.1, sketch.quantile(0.5));
        assertEquals(127, sketch.quantile(0.75));
        assertTrue(new QuantileSketch().quantiles(0, 0).isEmpty());
    }

    @Example
    void tellsNothingBeyondTheExtremes() {
        QuantileSketch sketch = new QuantileSketch();
        sketch.add(1.0);
        sketch.add(1.001);
        assertEquals(List.of(1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0), sketch.quantiles(1.0, 1.0));
    }
}
