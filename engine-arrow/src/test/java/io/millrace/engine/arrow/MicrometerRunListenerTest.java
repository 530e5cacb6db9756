package io.millrace.engine.arrow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.millrace.core.contract.EngineUnderTest;
import io.millrace.core.event.DataType;
import io.millrace.core.matrix.MatrixProfile;
import io.millrace.core.port.Entities;
import io.millrace.core.port.RunListener;
import io.millrace.core.port.Sample;
import io.millrace.core.run.MemoryBudget;
import io.millrace.core.run.RunSummary;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MicrometerRunListenerTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final RunListener listener = new MicrometerRunListener(registry, Tags.of("set", "test"));

    private double count(String name) {
        return registry.get(name).tag("set", "test").counter().count();
    }

    private double gauge(String name) {
        return registry.get(name).tag("set", "test").gauge().value();
    }

    @Test
    void countsWhatARunTells() {
        var plan = Log.usualPlan(DataType.INT64);
        var events = Log.events(DataType.INT64, 3, 1000, 500, 0.01);
        var engine = EngineUnderTest.of(new ArrowFeatureEngine()).withListener(listener);
        var outcome = engine.run(plan, events);
        engine.run(plan, events);
        assertEquals(6000, count("millrace.rows.read"));
        assertEquals(6, count("millrace.splits.read"));
        assertEquals(6, count("millrace.batches.read"));
        assertEquals(2 * outcome.rows().size(), count("millrace.rows.written"));
        assertEquals(64 << 20, registry.get("millrace.memory.budget").gauge().value());
        assertTrue(registry.get("millrace.memory.used").gauge().value() > 0);
        assertEquals(
                2, registry.get("millrace.phase").tag("phase", "read").timer().count());
        double held = gauge("millrace.entities");
        assertTrue(held >= outcome.rows().size() && held <= 2 * outcome.rows().size(), "held by two threads: " + held);
        assertTrue(gauge("millrace.memory.peak") >= gauge("millrace.memory.used"));
        RunSummary summary = new RunSummary(
                plan,
                events,
                Entities.EVENTS,
                Sample.ALL,
                new MemoryBudget(1),
                outcome.report(),
                new MatrixProfile(0, List.of(), List.of()),
                List.of(),
                Map.of(),
                Duration.ZERO,
                0,
                List.of(),
                List.of(),
                Map.of(),
                Optional.empty());
        listener.summarized(summary);
        assertEquals(outcome.report().entities(), gauge("millrace.entities"));
        assertEquals(outcome.report().peakBytes(), gauge("millrace.memory.peak"));
        assertEquals(0, gauge("millrace.run.complete"));
        long before = Instant.now().getEpochSecond();
        listener.committed(summary);
        assertEquals(1, gauge("millrace.run.complete"));
        assertTrue(gauge("millrace.run.committed.at") >= before);
        assertEquals(1, count("millrace.runs.committed"));
        listener.started(plan, events);
        assertEquals(1, count("millrace.runs.started"));
        assertEquals(0, gauge("millrace.run.complete"));
        assertEquals(0, gauge("millrace.run.committed.at"));
        assertEquals(0, count("millrace.runs.spilled"));
        var settings = EngineSettings.USUAL.withMostGroups(100, 5);
        var spilled = EngineUnderTest.of(new ArrowFeatureEngine(ArrowFeatureEngine::allocator, settings))
                .withListener(listener)
                .run(plan, events)
                .report()
                .spilled();
        assertEquals(spilled.runs(), count("millrace.runs.spilled"));
        assertTrue(spilled.runs() > 4, spilled.toString());
        assertTrue(count("millrace.bytes.spilled") > 0);
        assertEquals(
                3000,
                registry.get("millrace.rows").tag("fate", "used").counter().count());
        assertEquals(
                0,
                registry.get("millrace.rows")
                        .tag("fate", "without_key")
                        .counter()
                        .count());
    }
}
