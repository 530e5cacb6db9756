package io.millrace.core.sketch;

/**
 * The arithmetic of HyperLogLog with 2^{@code indexBits} registers of one byte: a hash raises the register that its upper
 * bits choose to the rank of the rest. The estimate is the one that Otmar Ertl derives from the registers alone ("New
 * cardinality estimation algorithms for HyperLogLog sketches", 2017), so that neither the order of hashes nor that of
 * merges shows in it. The standard error is {@code 1.04 / sqrt(registers)}.
 *
 * @param indexBits from 4 to 18
 */
public record Registers(int indexBits) {
    /** The registers of {@code approx_count_distinct}: 2048, a standard error of 2.3 %. */
    public static final Registers APPROX_COUNT_DISTINCT = new Registers(11);

    /** Up to so many different values {@code approx_count_distinct} is exact. */
    public static final int APPROX_COUNT_DISTINCT_EXACT = 256;

    /** The limit of HyperLogLog's bias constant: 1 / (2 ln 2). */
    private static final double BIAS = 0.7213475204444817;

    public Registers {
        if (indexBits < 4 || indexBits > 18) {
            throw new IllegalArgumentException("registers are chosen by 4 to 18 bits, not " + indexBits);
        }
    }

    /** The number of registers. */
    public int count() {
        return 1 << indexBits;
    }

    /** The register of a hash. */
    public int index(long hash) {
        return (int) (hash >>> Long.SIZE - indexBits);
    }

    /** What a hash raises its register to: from 1 to {@link #mostRank}. */
    public int rank(long hash) {
        // the bit set below the rest bounds the rank
        return Long.numberOfLeadingZeros(hash << indexBits | 1L << indexBits - 1) + 1;
    }

    public int mostRank() {
        return Long.SIZE - indexBits + 1;
    }

    /**
     * The estimated number of different hashes.
     *
     * @param histogram how many registers hold 0, 1, … {@link #mostRank}
     */
    public long estimate(int[] histogram) {
        double registers = count();
        double sum = registers * tau(1 - histogram[mostRank()] / registers);
        for (int rank = mostRank() - 1; rank >= 1; rank--) {
            sum = 0.5 * (sum + histogram[rank]);
        }
        sum += registers * sigma(histogram[0] / registers);
        return Math.round(BIAS * registers * registers / sum);
    }

    /** Corrects for registers that no value reached. */
    private static double sigma(double share) {
        if (share == 1) {
            return Double.POSITIVE_INFINITY;
        }
        double power = share;
        double weight = 1;
        double sum = share;
        double before;
        do {
            power *= power;
            before = sum;
            sum += power * weight;
            weight += weight;
        } while (sum != before);
        return sum;
    }

    /** Corrects for registers at their upper end. */
    private static double tau(double share) {
        if (share == 0 || share == 1) {
            return 0;
        }
        double root = share;
        double weight = 1;
        double sum = 1 - share;
        double before;
        do {
            root = Math.sqrt(root);
            before = sum;
            weight *= 0.5;
            sum -= (1 - root) * (1 - root) * weight;
        } while (sum != before);
        return sum / 3;
    }
}
