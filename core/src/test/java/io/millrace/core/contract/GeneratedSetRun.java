package io.millrace.core.contract;

import io.millrace.core.event.DataType;
import io.millrace.core.feature.FeatureSet;
import io.millrace.core.plan.Binder;
import io.millrace.core.plan.FeaturePlan;
import io.millrace.core.port.Entities;
import io.millrace.core.port.FeatureEngine;
import io.millrace.core.port.Sample;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ArbitrarySupplier;
import net.jqwik.api.Combinators;

/** A feature set as written, events, and as-of times. */
public record GeneratedSetRun(
        FeatureSet set, List<Instant> asOf, MemoryEventSource events, int threads, int batchRows) {
    private static final Instant LAST = StandardLog.WINDOW.endInstant();

    /** Supplies them to a property. */
    public static final class Supplier implements ArbitrarySupplier<GeneratedSetRun> {
        @Override
        public Arbitrary<GeneratedSetRun> get() {
            Arbitrary<MemoryEventSource> events =
                    Arbitraries.of(DataType.INT64, DataType.TEXT).flatMap(GeneratedEvents::sources);
            return Combinators.combine(
                            GeneratedFeatureSets.sets(),
                            Arbitraries.of(
                                    List.of(LAST), List.of(LAST), List.of(LAST, LAST.minus(Duration.ofDays(10)))),
                            events,
                            Arbitraries.integers().between(1, 3),
                            Arbitraries.of(1, 7, 1000))
                    .as(GeneratedSetRun::new);
        }
    }

    /** The set bound to the events. */
    public FeaturePlan plan() {
        return Binder.bind(set, events.schema(), asOf, false, OwnExtensions.ALL);
    }

    public GeneratedRun.Result on(FeatureEngine engine) {
        return new GeneratedRun(plan(), events, Optional.empty(), Entities.EVENTS, Sample.ALL, threads, batchRows)
                .on(engine);
    }

    @Override
    public String toString() {
        return set + "\nas of " + asOf + "\n" + events + "\n" + threads + " threads, batches of " + batchRows;
    }
}
