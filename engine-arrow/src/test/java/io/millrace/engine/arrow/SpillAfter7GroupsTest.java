package io.millrace.engine.arrow;

/** The contract where a thread spills after every seventh entity and most hashes collide. */
class SpillAfter7GroupsTest extends SpillingEngine {
    SpillAfter7GroupsTest() {
        super(EngineSettings.USUAL
                .withMostGroups(7, MOST_FORCED)
                .withHashMask(3)
                .withSmallBlocks(1000, 5));
    }
}
