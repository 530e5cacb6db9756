package io.millrace.core.contract;

import io.millrace.core.port.FeatureEngine;
import org.junit.jupiter.api.AfterEach;

/** What a contract's test must be told of the engine. */
public interface EngineSubject {
    FeatureEngine engine();

    /** Fails where the engine still holds anything (memory, files, threads) after its runs; called after every test. */
    @AfterEach
    default void verifyReleased() {}

    /** Whether the engine counts its state against the budget; only the reference does not. */
    default boolean countsMemory() {
        return true;
    }

    /** Whether the engine reads splits in several threads; only the reference does not. */
    default boolean usesThreads() {
        return true;
    }
}
