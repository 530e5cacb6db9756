package io.millrace.core.number;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class ExactSumTest {
    @Provide
    Arbitrary<List<Double>> numbers() {
        Arbitrary<Double> bits =
                Arbitraries.longs().map(Double::longBitsToDouble).filter(Double::isFinite);
        Arbitrary<Double> tiny =
                Arbitraries.longs().between(-1L << 53, 1L << 53).map(count -> count * Double.MIN_VALUE);
        Arbitrary<Double> moderate = Arbitraries.doubles().between(-1e9, 1e9);
        Arbitrary<Double> huge =
                Arbitraries.of(1e300, -1e300, 1e-300, Double.MAX_VALUE, -Double.MAX_VALUE, 1e16, 1.0, -1e16);
        return Arbitraries.oneOf(bits, tiny, moderate, huge).list().ofMaxSize(40);
    }

    @Property(tries = 5000)
    void equalsTheRealSumRoundedOnce(@ForAll("numbers") List<Double> numbers) {
        BigDecimal real = numbers.stream().map(BigDecimal::new).reduce(BigDecimal.ZERO, BigDecimal::add);
        assertEquals(
                Double.doubleToLongBits(real.doubleValue()),
                Double.doubleToLongBits(sum(numbers).value()));
    }

    @Property(tries = 500)
    void doesNotDependOnOrderOrGrouping(@ForAll("numbers") List<Double> numbers, @ForAll Random random) {
        List<Double> shuffled = new ArrayList<>(numbers);
        Collections.shuffle(shuffled, random);
        int middle = shuffled.isEmpty() ? 0 : random.nextInt(shuffled.size());
        ExactSum merged = sum(shuffled.subList(0, middle));
        merged.add(sum(shuffled.subList(middle, shuffled.size())));
        assertEquals(Double.doubleToLongBits(sum(numbers).value()), Double.doubleToLongBits(merged.value()));
    }

    @Property(tries = 2000)
    void roundsTiesToEven(@ForAll long bits, @ForAll("signs") int further) {
        double value = Double.longBitsToDouble(bits & Long.MAX_VALUE);
        if (!(value < 0x1p1000 && value > 0x1p-900)) {
            value = 1 + (bits & 0xffff) * Math.ulp(1.0);
        }
        ExactSum sum = new ExactSum();
        sum.add(value);
        sum.add(Math.ulp(value) / 2);
        sum.add(further * Double.MIN_VALUE);
        double above = Math.nextUp(value);
        boolean even = (Double.doubleToLongBits(value) & 1) == 0;
        double expected = further > 0 || further == 0 && !even ? above : value;
        assertEquals(expected, sum.value());
    }

    @Provide
    Arbitrary<Integer> signs() {
        return Arbitraries.of(-1, 0, 1);
    }

    @Property(tries = 2000)
    void takesFixedPointNumbers(@ForAll("fixed") List<Double> numbers, @ForAll double further) {
        ExactSum sum = new ExactSum();
        BigDecimal real = BigDecimal.ZERO;
        for (double number : numbers) {
            sum.addFixed(FixedSum.high(number), FixedSum.low(number));
            real = real.add(new BigDecimal(number));
        }
        sum.add(further);
        real = real.add(new BigDecimal(further));
        assertEquals(real.doubleValue(), sum.value());
    }

    @Provide
    Arbitrary<List<Double>> fixed() {
        return Arbitraries.doubles()
                .between(-0x1p61, 0x1p61)
                .filter(FixedSum::fits)
                .list()
                .ofMaxSize(20);
    }

    @Test
    void anEmptyOrCancelledSumIsPositiveZero() {
        assertEquals(0.0, new ExactSum().value());
        assertEquals(0.0, sum(List.of(-0.0)).value());
        assertEquals(0.0, sum(List.of(Double.MIN_VALUE, -Double.MIN_VALUE)).value());
        assertEquals(1.0, sum(List.of(1e16, 1.0, -1e16)).value());
    }

    @Test
    void leavesTheRangeOfDoublesAndComesBack() {
        ExactSum sum = sum(List.of(Double.MAX_VALUE, Double.MAX_VALUE));
        assertEquals(Double.POSITIVE_INFINITY, sum.value());
        sum.add(-Double.MAX_VALUE);
        assertEquals(Double.MAX_VALUE, sum.value());
        assertEquals(
                Double.NEGATIVE_INFINITY,
                sum(List.of(-Double.MAX_VALUE, -1e292)).value());
        assertEquals(Double.MAX_VALUE, sum(List.of(Double.MAX_VALUE, 1e291)).value());
    }

    @Test
    void refusesWhatIsNotFinite() {
        assertThrows(IllegalArgumentException.class, () -> sum(List.of(Double.NaN)));
        assertThrows(IllegalArgumentException.class, () -> sum(List.of(Double.NEGATIVE_INFINITY)));
    }

    @Test
    void worksOnWordsOfTheCaller() {
        long[] words = new long[3 + 2 * ExactSum.WORDS];
        ExactSum.add(words, 1, -1e300);
        ExactSum.add(words, 2 + ExactSum.WORDS, 1e-300);
        ExactSum.add(words, 1, words, 2 + ExactSum.WORDS);
        ExactSum.add(words, 1, 1e300);
        assertEquals(1e-300, ExactSum.value(words, 1));
        assertEquals(0, words[0]);
        assertEquals(0, words[1 + ExactSum.WORDS]);
        assertEquals(0, words[2 + 2 * ExactSum.WORDS]);
    }

    @Test
    void clearsToAnEmptySum() {
        ExactSum sum = sum(List.of(1.5, -1e100));
        sum.clear();
        assertEquals(0.0, sum.value());
    }

    private static ExactSum sum(List<Double> numbers) {
        ExactSum sum = new ExactSum();
        numbers.forEach(sum::add);
        return sum;
    }
}
