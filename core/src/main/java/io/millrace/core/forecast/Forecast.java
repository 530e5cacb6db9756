package io.millrace.core.forecast;

import io.millrace.core.plan.FeaturePlan;
import io.millrace.core.port.EngineRequest;
import io.millrace.core.port.EventSource;
import io.millrace.core.port.FeatureEngine;
import io.millrace.core.port.Split;
import io.millrace.core.port.StateEstimate;
import io.millrace.core.run.FeaturePipeline;
import io.millrace.core.run.RunRequest;
import io.millrace.core.run.SplitFates;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;

/**
 * What a run will take, told from two samples of its input that are run first: each alone, then both together.
 *
 * <p>The number of entities is that of capture and recapture (Lincoln and Petersen): of two samples with n1 and n2 entities,
 * m of them in both, it is n1 × n2 / m; at most what it were if further splits had only new ones. Entities that are seldom
 * met are counted too low.
 *
 * <p>Time is what the first sample took more than its share, as code is compiled and files are opened, and the rest at the
 * rate of both together.
 *
 * @param splits how many were read
 * @param sampleRows the rows in them
 * @param sampleState bytes of the engine that they took
 * @param sampling how long they took together, after each sample was run alone
 * @param rows that the run will read
 * @param entities rows of the matrix that it will have
 * @param basis how that number was found
 * @param reading how long it will read
 * @param finishing how long it will take from the last event to the last row of the matrix
 * @param state bytes of the engine that the run would hold at once if its budget allows
 */
public record Forecast(
        int splits,
        long sampleRows,
        long sampleState,
        Duration sampling,
        long rows,
        long entities,
        Basis basis,
        Duration reading,
        Duration finishing,
        long state) {
    /** The first rows of a split that are read. */
    static final long MOST_ROWS = 1L << 25;

    /** How a number of entities was found. */
    public enum Basis {
        /** Someone knew it. */
        GIVEN,
        /** All of the input was read. */
        COUNTED,
        /** By what two samples have in common. */
        RECAPTURED,
        /** As if every further row brought as many new ones as those of the sample did: at most. */
        AT_MOST
    }

    /** Until the last row of the matrix, without the start of the process. */
    public Duration took() {
        return reading.plus(finishing);
    }

    /** Whether the number of entities is one to expect, and not only a bound. */
    public boolean isCertain() {
        return basis != Basis.AT_MOST;
    }

    /**
     * Runs the samples.
     *
     * @param expected how many entities there are, where that is known
     * @return empty where the run would read no split
     * @throws io.millrace.core.run.InputException where the sample cannot be read
     * @throws io.millrace.core.run.ResourceException where memory or disk does not suffice for the sample
     */
    public static Optional<Forecast> of(
            FeatureEngine engine, RunRequest request, FeaturePlan plan, OptionalLong expected) {
        List<Split> splits = request.events().splits(plan.reads());
        SplitFates fates = new SplitFates(plan);
        List<Integer> needed = IntStream.range(0, splits.size())
                .filter(place -> fates.of(splits.get(place)).isEmpty())
                .boxed()
                .toList();
        if (needed.isEmpty()) {
            return Optional.empty();
        }
        SampleChoice choice = SampleChoice.of(splits, needed);
        Trial first = trial(engine, request, plan, choice.first());
        Trial second = trial(engine, request, plan, choice.second());
        Trial both = trial(engine, request, plan, choice.both());
        double share = share(splits, needed, choice.both(), both);
        StateEstimate estimate = engine.estimate(plan, request.threads());
        return Optional.of(new Extrapolation(first, second, both, share, estimate)
                .forecast(choice.both().size(), expected));
    }

    private static Trial trial(FeatureEngine engine, RunRequest request, FeaturePlan plan, Set<Integer> splits) {
        EventSource sample = new SampledSource(request.events(), splits, MOST_ROWS);
        return Trial.of(
                engine,
                new EngineRequest(
                        plan,
                        sample,
                        FeaturePipeline.roster(request, plan),
                        FeaturePipeline.entities(request),
                        request.sample(),
                        request.quarantine(),
                        request.memory(),
                        request.spill(),
                        request.threads(),
                        request.batchRows()));
    }

    /** The part of what the run reads that the sample is: by rows if all splits know theirs, else by bytes or splits. */
    private static double share(List<Split> splits, List<Integer> needed, Set<Integer> chosen, Trial sample) {
        if (needed.stream().allMatch(place -> splits.get(place).rows() >= 0)) {
            return part(sample.rows(), sum(needed, place -> splits.get(place).rows()));
        }
        long bytes = sum(needed, place -> splits.get(place).bytes());
        return chosen.size() == needed.size() && sample.rows() < MOST_ROWS || bytes == 0
                ? part(chosen.size(), needed.size())
                : part(sample.bytes(), bytes);
    }

    private static long sum(List<Integer> places, ToLongFunction<Integer> of) {
        return places.stream().mapToLong(of).sum();
    }

    private static double part(long part, long whole) {
        return whole <= part || part <= 0 ? 1 : (double) part / whole;
    }
}
