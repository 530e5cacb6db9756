package io.millrace.engine.arrow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.millrace.core.sketch.Registers;
import io.millrace.core.sketch.ValueHash;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.apache.arrow.memory.ArrowBuf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DistinctSketchTest {
    /** From the different hashes alone. */
    private static long expected(Set<Long> hashes) {
        Registers registers = Registers.APPROX_COUNT_DISTINCT;
        if (hashes.size() <= Registers.APPROX_COUNT_DISTINCT_EXACT) {
            return hashes.size();
        }
        int[] ranks = new int[registers.count()];
        for (long hash : hashes) {
            ranks[registers.index(hash)] = Math.max(ranks[registers.index(hash)], registers.rank(hash));
        }
        int[] histogram = new int[registers.mostRank() + 1];
        for (int rank : ranks) {
            histogram[rank]++;
        }
        return registers.estimate(histogram);
    }

    /** Near where registers take over, and well beyond, with repetitions, in several parts. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 200, 255, 256, 257, 300, 384, 385, 400, 513, 3000})
    void dependsOnTheDifferentHashesAlone(int different) {
        Random random = new Random(different);
        for (int parts = 1; parts <= 4; parts++) {
            try (StateMemory memory = TestState.memory();
                    VariableState state = new VariableState(memory, 1);
                    ArrowBuf cells = memory.allocate((long) parts * DistinctSketch.BYTES)) {
                BlockStore store = state.store(0).blocks;
                Set<Long> hashes = new HashSet<>();
                for (int i = 0; i < 3 * different; i++) {
                    long hash = ValueHash.of((long) (i < different ? i : random.nextInt(different)));
                    long cell = cells.memoryAddress() + (long) random.nextInt(parts) * DistinctSketch.BYTES;
                    DistinctSketch.add(cell, hash, store);
                    hashes.add(hash);
                }
                for (int part = 1; part < parts; part++) {
                    long from = cells.memoryAddress() + (long) part * DistinctSketch.BYTES;
                    DistinctSketch.merge(cells.memoryAddress(), from, store);
                    assertEquals(0, DistinctSketch.value(from));
                }
                assertEquals(expected(hashes), DistinctSketch.value(cells.memoryAddress()), parts + " parts");
            }
        }
    }
}
