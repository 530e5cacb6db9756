package io.millrace.cli;

import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;

/**
 * A job of a long life.
 *
 * @param input the format of its events
 * @param output the ending of its matrix
 * @param tight whether there are more events than the memory holds, so that state is spilled
 */
record SmallJob(
        int number, String input, String output, boolean tight, int threads, int batchRows, Optional<Trouble> trouble) {
    private static final String[] FORMATS = {"parquet", "csv", "arrow"};
    private static final int[] BATCHES = {100, 1000, 65_536};

    /** The job of that number: one in ten fails, for each reason in turn. */
    static SmallJob numbered(int number, long seed) {
        Random random = new Random(new SplittableRandom(seed + number).nextLong());
        Optional<Trouble> trouble = number % 10 == 9
                ? Optional.of(Trouble.values()[number / 10 % Trouble.values().length])
                : Optional.empty();
        return new SmallJob(
                number,
                trouble.filter(Trouble.BAD_ROW::equals).map(any -> "csv").orElse(FORMATS[random.nextInt(3)]),
                FORMATS[random.nextInt(3)],
                trouble.filter(Trouble.SPILL::equals).isPresent() || random.nextInt(8) == 0,
                trouble.filter(Trouble.SPILL::equals).map(any -> 1).orElse(1 + random.nextInt(3)),
                BATCHES[random.nextInt(3)],
                trouble);
    }
}
