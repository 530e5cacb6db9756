package io.millrace.core.matrix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class MomentsTest {
    private static final MathContext DIGITS = new MathContext(60);

    @Provide
    Arbitrary<List<Double>> numbers() {
        Arbitrary<Double> bits =
                Arbitraries.longs().map(Double::longBitsToDouble).filter(Double::isFinite);
        Arbitrary<Double> close = Arbitraries.integers().between(0, 1000).map(i -> 1e15 + i);
        Arbitrary<Double> small = Arbitraries.doubles().between(-10, 10);
        Arbitrary<Double> tiny = Arbitraries.integers().between(0, 9).map(i -> i * 1e-300);
        Arbitrary<Double> huge = Arbitraries.integers().between(0, 9).map(i -> i * 1e300);
        return Arbitraries.of(bits, close, small, tiny, huge)
                .flatMap(kind -> kind.list().ofMinSize(1).ofMaxSize(30));
    }

    @Property(tries = 3000)
    void areThoseOfTheRealNumbers(@ForAll("numbers") List<Double> numbers) {
        Moments moments = new Moments();
        numbers.forEach(number -> moments.add((double) number));
        check(numbers.stream().map(BigDecimal::new).toList(), moments);
    }

    @Property(tries = 2000)
    void areThoseOfTheIntegers(@ForAll("integers") List<Long> numbers) {
        Moments moments = new Moments();
        numbers.forEach(number -> moments.add((long) number));
        check(numbers.stream().map(BigDecimal::valueOf).toList(), moments);
    }

    @Provide
    Arbitrary<List<Long>> integers() {
        Arbitrary<Long> near = Arbitraries.longs().between(Long.MAX_VALUE - 100, Long.MAX_VALUE);
        Arbitrary<Long> small = Arbitraries.longs().between(-100, 100);
        return Arbitraries.of(Arbitraries.longs(), near, small)
                .flatMap(kind -> kind.list().ofMinSize(1).ofMaxSize(30));
    }

    private static void check(List<BigDecimal> numbers, Moments moments) {
        BigDecimal count = BigDecimal.valueOf(numbers.size());
        BigDecimal sum = numbers.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal mean = sum.divide(count, DIGITS);
        assertClose(mean.doubleValue(), moments.mean().orElseThrow());
        assertEquals(numbers.size() > 1, moments.deviation().isPresent());
        if (numbers.size() > 1) {
            BigDecimal squares =
                    numbers.stream().map(number -> number.multiply(number)).reduce(BigDecimal.ZERO, BigDecimal::add);
            BigDecimal numerator = count.multiply(squares).subtract(sum.multiply(sum));
            BigDecimal variance = numerator.divide(count.multiply(count.subtract(BigDecimal.ONE)), DIGITS);
            assertClose(variance.sqrt(DIGITS).doubleValue(), moments.deviation().orElseThrow());
        }
    }

    private static void assertClose(double expected, double actual) {
        assertTrue(
                Math.abs(expected - actual) <= 2 * Math.ulp(expected),
                () -> "expected " + expected + ", was " + actual);
    }

    @Property(tries = 500)
    void doNotDependOnOrderOrGrouping(@ForAll("numbers") List<Double> numbers) {
        Moments forward = new Moments();
        Moments first = new Moments();
        Moments second = new Moments();
        for (int i = 0; i < numbers.size(); i++) {
            forward.add((double) numbers.get(i));
            (i % 3 == 0 ? first : second).add((double) numbers.get(numbers.size() - 1 - i));
        }
        second.merge(first);
        assertEquals(forward.mean(), second.mean());
        assertEquals(forward.deviation(), second.deviation());
    }

    @Example
    void areEmptyWithoutNumbers() {
        assertTrue(new Moments().mean().isEmpty());
        assertTrue(new Moments().deviation().isEmpty());
    }
}
