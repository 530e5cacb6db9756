package io.millrace.core.forecast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.core.port.BatchReader;
import io.millrace.core.port.Split;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SampleChoiceTest {
    private record Sized(long bytes) implements Split {
        @Override
        public String file() {
            return "events";
        }

        @Override
        public long rows() {
            return -1;
        }

        @Override
        public BatchReader open(int batchRows) {
            throw new AssertionError("nothing is read to choose");
        }
    }

    @ParameterizedTest(name = "of {0} splits of {1} MiB it chooses {2}")
    @CsvSource({"1, 1, 1", "2, 1, 2", "3, 1, 2", "15, 1, 14", "30, 1, 16", "30, 16, 8", "30, 100, 2", "5, 0, 4"})
    void choosesEvenly(int count, long mib, int chosen) {
        List<Split> splits = IntStream.range(0, 2 * count)
                .<Split>mapToObj(place -> new Sized(mib << 20))
                .toList();
        // Every second split is needed.
        List<Integer> needed =
                IntStream.range(0, count).mapToObj(place -> 2 * place + 1).toList();

        SampleChoice choice = SampleChoice.of(splits, needed);

        assertEquals(chosen, choice.both().size());
        assertTrue(needed.containsAll(choice.both()), choice.toString());
        assertEquals(choice.first().size(), choice.second().size());
        int widest = 2 * (count / chosen + 1);
        int last = -widest;
        for (int place : choice.both()) {
            assertTrue(place - last <= widest || last < 0 && place < widest, choice.toString());
            last = place;
        }
        assertTrue(2 * count - last <= widest, choice.toString());
        assertTrue(chosen == 1 || Set.copyOf(choice.first()).stream().noneMatch(choice.second()::contains));
    }
}
