package io.millrace.benchmarks.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** The timed runs of one contestant, in the order of the rounds. */
record Series(String name, String version, List<Run> runs) {
    /**
     * A timed run.
     *
     * @param seconds from the request to the finished matrix
     * @param usage where it was a process of its own
     */
    record Run(double seconds, Optional<Usage> usage) {}

    Series(String name, String version) {
        this(name, version, new ArrayList<>());
    }

    Statistics seconds() {
        return Statistics.of(runs.stream().mapToDouble(Run::seconds).toArray());
    }

    /** The median of the processes' time on processors. */
    OptionalDouble cpuSeconds() {
        double[] values = runs.stream()
                .flatMap(run -> run.usage().stream())
                .mapToDouble(Usage::cpuSeconds)
                .toArray();
        return values.length == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(Statistics.of(values).median());
    }

    /** The highest of the processes' peaks. */
    OptionalLong peakBytes() {
        return runs.stream()
                .flatMap(run -> run.usage().stream())
                .mapToLong(Usage::peakBytes)
                .max();
    }
}
