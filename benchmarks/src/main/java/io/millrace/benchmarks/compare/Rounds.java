package io.millrace.benchmarks.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Lets contestants do the job in turns: A B C A B C. */
final class Rounds {
    private final int warmUps;
    private final int rounds;
    private final Consumer<String> progress;

    /**
     * @param warmUps how many rounds go before the timed ones, beside the one in which cells are compared
     * @param rounds how many rounds are timed, at least one
     * @param progress hears what goes on, but no times
     */
    Rounds(int warmUps, int rounds, Consumer<String> progress) {
        this.warmUps = warmUps;
        this.rounds = rounds;
        this.progress = progress;
    }

    /**
     * @param series of all contestants, in their order
     * @param matrixRows how many rows all matrices have
     */
    record Result(List<Series> series, long matrixRows) {}

    /**
     * Runs all of them and compares their matrices with that of the first, before the first timed round and after the
     * last.
     *
     * @throws DifferentMatrix where one is another
     */
    Result run(List<? extends Contestant> contestants) {
        if (contestants.isEmpty()) {
            throw new IllegalArgumentException("nobody takes part; --help names the contestants");
        }
        progress.accept("comparing cells");
        long rows =
                compare(contestants, contestants.stream().map(Contestant::run).toList());
        for (int i = 1; i <= warmUps; i++) {
            progress.accept("warm-up " + i + " of " + warmUps);
            contestants.forEach(Contestant::run);
        }
        List<Series> series = contestants.stream()
                .map(contestant -> new Series(contestant.name(), contestant.version()))
                .toList();
        List<Outcome> last = new ArrayList<>();
        for (int i = 1; i <= rounds; i++) {
            progress.accept("round " + i + " of " + rounds);
            last.clear();
            for (int j = 0; j < contestants.size(); j++) {
                last.add(timed(contestants.get(j), series.get(j)));
            }
        }
        progress.accept("comparing cells again");
        compare(contestants, last);
        return new Result(series, rows);
    }

    private static Outcome timed(Contestant contestant, Series series) {
        long start = System.nanoTime();
        Outcome outcome = contestant.run();
        series.runs().add(new Series.Run((System.nanoTime() - start) / 1e9, outcome.usage()));
        return outcome;
    }

    private static long compare(List<? extends Contestant> contestants, List<Outcome> outcomes) {
        Matrix ours = outcomes.get(0).matrix();
        long rows = 0;
        for (int i = 0; i < outcomes.size(); i++) {
            rows = MatrixGate.requireEqual(
                    ours, contestants.get(i).name(), outcomes.get(i).matrix());
        }
        return rows;
    }
}
