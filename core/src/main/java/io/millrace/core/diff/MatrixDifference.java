package io.millrace.core.diff;

import java.util.List;

/**
 * How two matrices differ.
 *
 * @param rowsA the rows of the first
 * @param rowsB the rows of the second
 * @param rowsInBoth the keys that both have
 * @param gone the entities of which only the first has rows
 * @param added those of which only the second has rows
 * @param features in the order of the first matrix
 */
public record MatrixDifference(
        long rowsA, long rowsB, long rowsInBoth, Entities gone, Entities added, List<FeatureDifference> features) {
    public MatrixDifference {
        features = List.copyOf(features);
    }

    /**
     * Entities that only one matrix has.
     *
     * @param of how many entities that matrix has
     * @param first the keys of the first of them
     */
    public record Entities(long count, long of, List<String> first) {
        public Entities {
            first = List.copyOf(first);
        }
    }
}
