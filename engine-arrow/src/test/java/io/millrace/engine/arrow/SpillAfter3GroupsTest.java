package io.millrace.engine.arrow;

/** The contract where a thread spills after every third entity and all hashes collide. */
class SpillAfter3GroupsTest extends SpillingEngine {
    SpillAfter3GroupsTest() {
        super(EngineSettings.USUAL.withMostGroups(3, MOST_FORCED).withHashMask(0));
    }
}
