package io.millrace.core.sketch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class LogBucketsTest {
    @Provide
    Arbitrary<Double> doubles() {
        Arbitrary<Double> bits =
                Arbitraries.longs().map(Double::longBitsToDouble).filter(Double::isFinite);
        Arbitrary<Double> tiny = Arbitraries.longs().between(-5000, 5000).map(i -> i * Double.MIN_VALUE);
        Arbitrary<Double> nearNormal =
                Arbitraries.longs().between(-5000, 5000).map(i -> Double.MIN_NORMAL + i * Double.MIN_VALUE);
        Arbitrary<Double> usual = Arbitraries.longs().between(-100_000, 100_000).map(i -> i / 100.0);
        return Arbitraries.oneOf(bits, tiny, nearNormal, usual);
    }

    @Property(tries = 5000)
    void hasAMiddleWithinOnePercentOfEveryNumber(@ForAll("doubles") double value) {
        int bucket = LogBuckets.of(value);
        double middle = LogBuckets.middle(bucket);
        assertEquals(value, middle, Math.abs(value) / 128);
        assertEquals(bucket, LogBuckets.of(middle));
        assertTrue(Math.abs(bucket) < LogBuckets.MOST);
        assertEquals(-bucket, LogBuckets.of(-value));
    }

    @Property(tries = 5000)
    void keepsTheOrder(@ForAll("doubles") double left, @ForAll("doubles") double right) {
        int order = Integer.compare(LogBuckets.of(left), LogBuckets.of(right));
        assertTrue(order == 0 || order == Double.compare(left, right));
    }

    @Test
    void givesZeroABucketOfItsOwn() {
        assertEquals(0, LogBuckets.of(0.0));
        assertEquals(0, LogBuckets.of(-0.0));
        assertEquals(1, Math.signum(LogBuckets.of(Double.MIN_VALUE)));
        assertEquals(0.0, LogBuckets.middle(0));
        assertEquals(LogBuckets.of(Double.MAX_VALUE), LogBuckets.of(Math.nextDown(Double.MAX_VALUE)));
    }
}
