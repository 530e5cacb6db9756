package io.millrace.engine.arrow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.millrace.core.contract.EngineUnderTest;
import io.millrace.core.contract.FeatureEngineContract;
import io.millrace.core.contract.MemoryEventSource;
import io.millrace.core.contract.ReferenceEngine;
import io.millrace.core.event.DataType;
import io.millrace.core.plan.FeaturePlan;
import io.millrace.core.port.FeatureEngine;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An engine under settings that force what is rare (spills, equal hashes), to be held against the contract. */
abstract class SpillingEngine implements FeatureEngineContract {
    /** How often a run is made to spill: {@code millrace.forced}. In the long run, as often as it has entities to. */
    static final int MOST_FORCED = Integer.getInteger("millrace.forced", 120);

    private final Allocators allocators = new Allocators();
    private final SpillRoot root = new SpillRoot();
    private final EngineSettings settings;
    private final ArrowFeatureEngine engine;

    SpillingEngine(EngineSettings settings) {
        this.settings = settings;
        this.engine = new ArrowFeatureEngine(allocators, settings);
    }

    @Override
    public FeatureEngine engine() {
        return root.engine(engine);
    }

    /** The settings do what they are for. */
    @Test
    void spillsWhereEntitiesAreMoreThanTheSettingsAllow() {
        int entities = 600;
        FeaturePlan plan = Log.usualPlan(DataType.INT64);
        MemoryEventSource events = Log.events(DataType.INT64, 2, 3000, entities, 0.01);

        var expected = EngineUnderTest.of(new ReferenceEngine()).run(plan, events);
        var actual = EngineUnderTest.of(engine()).run(plan, events);

        assertEquals(expected.rows(), actual.rows());
        assertEquals(settings.mostGroups() < entities, actual.report().spilled().runs() > 1);
        verifyReleased();
    }

    @Override
    public void verifyReleased() {
        allocators.verifyReleased();
        root.verifyEmpty();
        List<String> threads = Thread.getAllStackTraces().keySet().stream()
                .filter(Thread::isAlive)
                .map(Thread::getName)
                .filter(name -> name.startsWith("millrace-engine-"))
                .toList();
        assertEquals(List.of(), threads, "threads that are left");
    }
}
