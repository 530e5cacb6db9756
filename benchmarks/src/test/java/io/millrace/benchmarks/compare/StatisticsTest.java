package io.millrace.benchmarks.compare;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class StatisticsTest {
    @Test
    void takesTheMiddleOfAnOddNumber() {
        assertEquals(new Statistics(3, 1, 9), Statistics.of(9, 1, 3));
        assertEquals(new Statistics(4, 4, 4), Statistics.of(4));
    }

    @Test
    void takesHalfwayBetweenTheMiddleTwoOfAnEvenNumber() {
        assertEquals(new Statistics(2.5, 1, 100), Statistics.of(100, 2, 1, 3));
    }

    @Test
    void leavesTheValuesAsTheyAre() {
        double[] values = {3, 1, 2};
        assertEquals(2, Statistics.of(values).median());
        assertArrayEquals(new double[] {3, 1, 2}, values);
    }

    @Test
    void refusesNothing() {
        assertThrows(IllegalArgumentException.class, Statistics::of);
    }

    @Test
    void ofASeriesTellTheMedianOfCpuAndTheHighestPeak() {
        Series series = new Series("name", "1");
        series.runs().add(new Series.Run(5, Optional.of(new Usage(9, 100))));
        series.runs().add(new Series.Run(4, Optional.of(new Usage(1, 300))));
        series.runs().add(new Series.Run(9, Optional.of(new Usage(2, 200))));
        assertEquals(new Statistics(5, 4, 9), series.seconds());
        assertEquals(OptionalDouble.of(2), series.cpuSeconds());
        assertEquals(OptionalLong.of(300), series.peakBytes());
    }
}
