package io.millrace.engine.arrow;

/** The contract where a thread spills after every entity, to tiny blocks, and merges three runs at a time. */
class SpillAfter1GroupTest extends SpillingEngine {
    SpillAfter1GroupTest() {
        super(EngineSettings.USUAL.withMostGroups(1, MOST_FORCED).withSmallBlocks(64, 3));
    }
}
