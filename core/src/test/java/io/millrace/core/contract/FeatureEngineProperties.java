package io.millrace.core.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;

/** Every engine equals the reference. */
public interface FeatureEngineProperties extends EngineSubject {
    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    @Label("ENG-60 on generated plans and events, matrix and counts equal the reference's")
    default void equalsTheReference(@ForAll(supplier = GeneratedRun.Supplier.class) GeneratedRun run) {
        assertEquals(run.on(new ReferenceEngine()), run.on(engine()));
        verifyReleased();
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    @Label("ENG-62 on generated feature sets, as people write them, matrix and counts equal the reference's")
    default void equalsTheReferenceOnFeatureSets(
            @ForAll(supplier = GeneratedSetRun.Supplier.class) GeneratedSetRun run) {
        assertEquals(run.on(new ReferenceEngine()), run.on(engine()));
        verifyReleased();
    }
}
