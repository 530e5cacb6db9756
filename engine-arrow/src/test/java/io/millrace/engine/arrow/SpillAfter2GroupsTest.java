package io.millrace.engine.arrow;

/** The contract where a thread spills after every second entity, and merges two runs at a time. */
class SpillAfter2GroupsTest extends SpillingEngine {
    SpillAfter2GroupsTest() {
        super(EngineSettings.USUAL.withMostGroups(2, MOST_FORCED).withSmallBlocks(100, 2));
    }
}
